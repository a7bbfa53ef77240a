import { useEffect, useRef, useState } from 'preact/hooks';
import type { Meeting } from '../../shared/people/meetings.ts';
import type { Cabinet, Recorded } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { useKeptDraft } from '../../ui/use-kept-draft.ts';
import { formatDay } from '../../words/dates.ts';
import { m } from '../../words/meetings.ts';
import { s } from '../../words/state.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import { SaveFaultNotice } from '../save-fault-notice.tsx';

const COMMENT_LIMIT = 1000;
/** An answer is asked for within days of the meeting. */
const DRAFT_DAYS = 30;

type AnswerFormProps = { cabinet: Cabinet; whoId: string; meeting: Meeting; factId: string; title: string };

/** Agrees or not, and says why. Works without signal; a later answer stands beside the earlier one. */
export function AnswerForm({ cabinet, whoId, meeting, factId, title }: AnswerFormProps) {
  const isAnswered = meeting.state !== 'awaiting';
  const [isOpen, setOpen] = useState(false);
  const [agrees, setAgrees] = useState<boolean | null>(null);
  const [comment, setComment] = useState('');
  const [errors, setErrors] = useState<{ field: string; says: string }[]>([]);
  const [tries, setTries] = useState(0);
  const [fault, setFault] = useState<Extract<Recorded, { ok: false }>['kind'] | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const [isFound, setFound] = useState(false);
  const written = agrees === null && comment === '' ? null : { factId, agrees, comment };
  useKeptDraft(cabinet, `draft.answer.${whoId}.${meeting.meetingId}`, written, DRAFT_DAYS, (found) => {
    // Of a record that was corrected since, nobody has agreed to anything yet.
    if (found.factId === factId) setAgrees(found.agrees);
    setComment(found.comment);
    setOpen(true);
    setFound(true);
  });
  const saved = useRef<HTMLDivElement>(null);
  const id = (field: string) => `${meeting.meetingId}-${field}`;
  // The form goes away under the finger that pressed: what came of it must be in sight.
  useEffect(() => {
    if (isSaved) saved.current?.focus();
  }, [isSaved]);

  const save = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const wrong = [];
    if (agrees === null) wrong.push({ field: id('agrees'), says: m('wrong.answer') });
    if (agrees === false && comment.trim() === '') wrong.push({ field: id('comment'), says: m('wrong.comment') });
    if (comment.trim().length > COMMENT_LIMIT) wrong.push({ field: id('comment'), says: m('wrong.commentLong') });
    setErrors(wrong);
    setTries(tries + 1);
    if (wrong.length > 0 || agrees === null) return;
    setBusy(true);
    const body = { meetingId: meeting.meetingId, factId, agrees, comment: comment.trim() };
    const recorded = await cabinet.record([{ kind: 'people.meeting.confirmed', about: meeting.meetingId, body }]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    if (!recorded.ok) return;
    setSaved(true);
    setOpen(false);
    setAgrees(null);
    setComment('');
    setFound(false);
  };

  const errorOf = (field: string) => errors.find((error) => error.field === id(field))?.says;
  return (
    <Stack gap="s">
      {meeting.said.length > 0 && <h3>{meeting.said.length > 1 ? m('mine.earlier') : m('mine.answer')}</h3>}
      {meeting.said.map((word) => (
        <div key={word.factId}>
          <p>{m(word.agrees ? 'said.agrees' : 'said.disagrees', { name: m('mine.you'), day: formatDay(word.on) })}</p>
          {word.comment !== '' && <p>{m('said.comment', { text: word.comment })}</p>}
          {word.about !== factId && <p>{m('said.earlier')}</p>}
        </div>
      ))}
      <div role="status" ref={saved} tabIndex={-1}>
        {isSaved && (
          <>
            <StateWord state="saved" says={s('saved')} />
            <p>{m('mine.saved')}</p>
          </>
        )}
      </div>
      {isAnswered && !isOpen ? (
        <Row>
          <Button kind="quiet" onClick={() => setOpen(true)}>
            {m('mine.change')}
            <span class="visually-hidden"> {title}</span>
          </Button>
          <DeliveryWord cabinet={cabinet} about={meeting.meetingId} />
        </Row>
      ) : (
        <form noValidate onSubmit={save} data-dirty={agrees !== null || comment !== '' || undefined}>
          <Stack gap="m">
            <ErrorSummary key={tries} errors={errors} />
            {isFound && <p>{m('mine.draft')}</p>}
            {fault !== null && <SaveFaultNotice fault={fault} />}
            <ChoiceGroup id={id('agrees')} legend={m('mine.question')} error={errorOf('agrees')}>
              <Choice type="radio" name={id('agrees')} value="yes" checked={agrees === true} onChange={() => setAgrees(true)}>
                {m('mine.agree')}
              </Choice>
              <Choice type="radio" name={id('agrees')} value="no" checked={agrees === false} onChange={() => setAgrees(false)}>
                {m('mine.disagree')}
              </Choice>
            </ChoiceGroup>
            <TextArea
              id={id('comment')}
              label={agrees === false ? m('mine.commentNeeded') : m('mine.comment')}
              hint={m('mine.commentHint')}
              value={comment}
              onInput={setComment}
              error={errorOf('comment')}
            />
            <Button type="submit" busy={isBusy}>
              {m('mine.save')}
            </Button>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
