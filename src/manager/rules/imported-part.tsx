import { useState } from 'preact/hooks';
import { londonDay } from '../../shared/basics/day.ts';
import type { CourseCard } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { toldOf } from '../../shared/training/person-record.ts';
import { verdictOn } from '../../shared/training/told-of-course.ts';
import type { Bodies } from '../../shared/wire/kinds.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/rules.ts';
import { ActFaults } from './act-notes.tsx';
import { useAct } from './use-act.ts';

type Imported = Bodies['training.record.imported'];
type Seen = Bodies['training.record.verified']['seen'];
const SEEN: readonly Seen[] = ['original', 'copy', 'issuerAsked'];

function lineOf({ on, provider, number }: Imported): string {
  const day = formatDay(on);
  return provider === '' && number === '' ? w('imported.lineBare', { day }) : w('imported.line', { day, provider, number });
}

/** Somebody looks at the paper and says whether it holds. */
function LookAtIt({ cabinet, record }: { cabinet: Cabinet; record: Imported }) {
  const act = useAct(cabinet);
  const [seen, setSeen] = useState<Seen | ''>('');
  const [note, setNote] = useState('');
  const { recordId, personId } = record;
  const field = `seen-${recordId}`;
  const say = (holds: boolean) => {
    const errors = seen === '' ? [{ field, says: w('imported.seenMissing') }] : [];
    const drafts = () => (seen === '' ? [] : [{ kind: 'training.record.verified' as const, about: recordId, body: { recordId, personId, holds, seen, note: note.trim() } }]);
    void act.act(errors, drafts);
  };
  return (
    <Stack gap="m">
      <ActFaults act={act} />
      <ChoiceGroup id={field} legend={w('imported.seen')} error={act.errorOf(field)}>
        {SEEN.map((entry) => (
          <Choice key={entry} type="radio" name={field} value={entry} checked={seen === entry} onChange={() => setSeen(entry)}>
            {w(`seen.${entry}`)}
          </Choice>
        ))}
      </ChoiceGroup>
      <TextArea id={`note-${recordId}`} label={w('imported.note')} rows={2} maxLength={1000} value={note} onInput={setNote} />
      <Row>
        <Button busy={act.isBusy} onClick={() => say(true)}>
          {w('imported.holds')}
        </Button>
        <Button kind="quiet" busy={act.isBusy} onClick={() => say(false)}>
          {w('imported.not')}
        </Button>
      </Row>
    </Stack>
  );
}

type ImportedPartProps = { cabinet: Cabinet; person: PersonRecord; card: CourseCard; isMe: boolean; mayLook: boolean };

/** Old certificates of this course that nobody has seen yet. */
export function ImportedPart({ cabinet, person, card, isMe, mayLook }: ImportedPartProps) {
  const today = londonDay(cabinet.now());
  const revoked = new Set(toldOf(person, 'training.completion.revoked').map((fact) => fact.body.completionId));
  const unseen = toldOf(person, 'training.record.imported').filter(
    ({ body }) => body.courseId === card.id && !revoked.has(body.recordId) && verdictOn(person, body.recordId, today) === null,
  );
  return (
    <>
      {unseen.map(({ body }) => (
        <Notice key={body.recordId} tone="info" title={w('imported.title')}>
          <Stack gap="s">
            <p>{lineOf(body)}</p>
            {body.expiresOn !== null && <p>{w('imported.until', { day: formatDay(body.expiresOn) })}</p>}
            <p>{w('imported.why')}</p>
            {isMe && <p>{w('imported.own')}</p>}
            {mayLook && !isMe && <LookAtIt cabinet={cabinet} record={body} />}
          </Stack>
        </Notice>
      ))}
    </>
  );
}
