import { useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import type { Authority } from '../../shared/practice/authority.ts';
import { NOTE_LIMIT } from '../../shared/practice/passed-on.ts';
import type { Prover } from '../../shared/practice/presence.ts';
import type { Signed } from '../../shared/practice/signed-text.ts';
import { agreedText } from '../../shared/practice/signed-text.ts';
import type { Observation } from '../../shared/training/practice.ts';
import type { Bodies } from '../../shared/wire/kinds.ts';
import type { Cabinet, Signing } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/stack.tsx';
import { useKeptDraft } from '../../ui/use-kept-draft.ts';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/practice.ts';
import type { SaveFault } from '../attempt-facts.ts';
import { SaveFaultNotice } from '../save-fault-notice.tsx';
import { AssessorLine } from './assessor-line.tsx';

/** Long enough to ask somebody, and to come back to it. */
const DRAFT_DAYS = 7;

/** What another phone wrote of the carer, and who signed it. */
export type ToRead = { observation: Observation; assessor: Signed; name: string };

type ReadProps = {
  cabinet: Cabinet;
  signing: Signing;
  prover: Prover;
  list: Authority | null;
  read: ToRead;
  steps: readonly string[];
  today: Day;
  /** What the letters typed from the other phone say of this record; null when none were. */
  letters: 'same' | 'other' | null;
  onSigned: (body: Bodies['training.practice.agreed']) => void;
};

/** The carer reads all of it before they sign: in agreement or not. */
export function ReadForm({ cabinet, signing, prover, list, read, steps, today, letters, onSigned }: ReadProps) {
  const { observation, assessor, name } = read;
  const [agrees, setAgrees] = useState<boolean | null>(null);
  const [comment, setComment] = useState('');
  const [errors, setErrors] = useState<{ field: string; says: string }[]>([]);
  const [tries, setTries] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<SaveFault | null>(null);
  const [unproved, setUnproved] = useState<'cancelled' | 'noPasskey' | 'other' | 'cannot' | null>(null);
  const [isFound, setFound] = useState(false);
  const written = agrees === null && comment === '' ? null : { agrees, comment };
  const letGoOfDraft = useKeptDraft(cabinet, `draft.observed.${observation.personId}.${observation.observationId}`, written, DRAFT_DAYS, (found) => {
    setAgrees(found.agrees);
    setComment(found.comment);
    setFound(true);
  });
  const saysOf = (field: string) => errors.find((error) => error.field === field)?.says;

  const sign = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const words = comment.trim();
    const found = [];
    if (agrees === null) found.push({ field: 'agrees', says: w('read.agree.missing') });
    if (agrees === false && words === '') found.push({ field: 'comment', says: w('read.comment.missing') });
    if (words.length > NOTE_LIMIT) found.push({ field: 'comment', says: w('read.long', { limit: NOTE_LIMIT }) });
    setErrors(found);
    setTries(tries + 1);
    if (found.length > 0 || agrees === null) return;
    setBusy(true);
    setUnproved(null);
    const presence = await prover.prove();
    const signed = presence === 'proved' ? await signing.sign(agreedText(observation, assessor, agrees, words)) : null;
    if (!signed) {
      setBusy(false);
      setUnproved(presence === 'proved' ? 'cannot' : presence);
      return;
    }
    const body = { observation, assessor, carer: { ...signed, agrees, comment: words } };
    const recorded = await cabinet.record([{ kind: 'training.practice.agreed', about: observation.observationId, body }]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    if (!recorded.ok) return;
    letGoOfDraft();
    onSigned(body);
  };

  return (
    <form noValidate onSubmit={sign} data-dirty={agrees !== null || comment !== '' || undefined}>
      <Stack gap="m">
        <ErrorSummary key={tries} errors={errors} />
        {fault && <SaveFaultNotice fault={fault} />}
        <h2>{w('read.title', { name })}</h2>
        <AssessorLine list={list} observation={observation} name={name} today={today} />
        {letters === 'same' && <Notice tone="good">{w('carer.typed.same')}</Notice>}
        {letters === 'other' && <Notice tone="danger">{w('carer.typed.other', { name })}</Notice>}
        <p>{w('read.day', { day: formatDay(observation.on) })}</p>
        <p>
          <strong>{w(observation.met ? 'read.met' : 'read.notYet', { name })}</strong>
        </p>
        <ol>
          {observation.steps.map((step, index) => (
            <li key={index}>
              {steps.length === observation.steps.length ? steps[index] : w('read.step.number', { number: index + 1 })}: <strong>{w(`read.step.${step}`)}</strong>
            </li>
          ))}
        </ol>
        <h3>{w('read.note')}</h3>
        <p dir="auto">{observation.note || w('read.noNote')}</p>
        {observation.evidence.length > 0 && <p>{w('read.photos', { count: observation.evidence.length })}</p>}
        {isFound && <p>{w('read.draft')}</p>}
        <ChoiceGroup id="agrees" legend={w('read.agree.legend')} error={saysOf('agrees')}>
          <Choice type="radio" name="agrees" value="yes" checked={agrees === true} onChange={() => setAgrees(true)}>
            {w('read.agree')}
          </Choice>
          <Choice type="radio" name="agrees" value="no" checked={agrees === false} onChange={() => setAgrees(false)}>
            {w('read.disagree')}
          </Choice>
        </ChoiceGroup>
        <TextArea id="comment" label={w('read.comment')} hint={w('read.comment.why')} value={comment} onInput={setComment} error={saysOf('comment')} />
        <div role="alert">{unproved && <Notice tone="warn">{unproved === 'cannot' ? w('sign.cannot') : w(`sign.${unproved}`)}</Notice>}</div>
        <p>{w(prover.isDemonstration ? 'sign.demonstration' : 'sign.asks')}</p>
        <Button type="submit" busy={isBusy}>
          {w('read.sign')}
        </Button>
      </Stack>
    </form>
  );
}
