import { useState } from 'preact/hooks';
import { countedDay } from '../../shared/training/claimed-time.ts';
import type { CourseCard } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { toldOf } from '../../shared/training/person-record.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/rules.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import { ActFaults, ActSaved } from './act-notes.tsx';
import { useAct } from './use-act.ts';

type Certificate = { id: string; day: string; number: string };

/** What still counts towards this course, by the number it was given. */
function certificatesOf(person: PersonRecord, courseId: string): Certificate[] {
  const revoked = new Set(toldOf(person, 'training.completion.revoked').map((fact) => fact.body.completionId));
  const own = person.completions.filter((entry) => entry.courseId === courseId).map((entry) => ({ id: entry.completionId, day: countedDay(entry), number: entry.completionId }));
  const brought = toldOf(person, 'training.record.imported')
    .filter((fact) => fact.body.courseId === courseId)
    .map(({ body }) => ({ id: body.recordId, day: body.on, number: body.number || body.recordId }));
  const accepted = toldOf(person, 'training.passport.accepted').flatMap(({ body }) =>
    body.courses.filter((entry) => entry.courseId === courseId).map((entry) => ({ id: body.acceptanceId, day: entry.on, number: body.acceptanceId })),
  );
  return [...own, ...brought, ...accepted].filter((entry) => !revoked.has(entry.id)).sort((one, other) => other.day.localeCompare(one.day));
}

type TakeBackProps = { cabinet: Cabinet; person: PersonRecord; card: CourseCard; nameOf: (personId: string) => string; mayDecide: boolean };

/** A certificate that should never have been given counts no more. The record of it stays. */
export function TakeBack({ cabinet, person, card, nameOf, mayDecide }: TakeBackProps) {
  const act = useAct(cabinet);
  const [completionId, setCompletionId] = useState('');
  const [rationale, setRationale] = useState('');
  const [isAsking, setAsking] = useState(false);
  const [checked, setChecked] = useState<{ field: string; says: string }[]>([]);
  const certificates = certificatesOf(person, card.id);
  const taken = toldOf(person, 'training.completion.revoked').filter((fact) => fact.body.courseId === card.id);

  const ask = async (event: Event) => {
    event.preventDefault();
    const errors = [];
    if (!certificates.some((entry) => entry.id === completionId)) errors.push({ field: 'take-which', says: w('takeBack.whichMissing') });
    if (rationale.trim() === '') errors.push({ field: 'take-why', says: w('waiver.rationaleMissing') });
    if (rationale.trim().length > 1000) errors.push({ field: 'take-why', says: w('waiver.tooLong') });
    setChecked(errors);
    if (errors.length > 0) await act.act(errors, () => []);
    else setAsking(true);
  };
  const takeBack = async () => {
    const body = { personId: person.personId, courseId: card.id, completionId, rationale: rationale.trim() };
    const isDone = await act.act([], () => [{ kind: 'training.completion.revoked', about: completionId, body }]);
    setAsking(false);
    if (!isDone) return;
    setCompletionId('');
    setRationale('');
  };
  const errorOf = (field: string) => checked.find((error) => error.field === field)?.says;

  return (
    <Stack gap="m">
      {taken.map((fact) => (
        <Notice key={fact.factId} tone="warn">
          <p dir="auto">{w('takeBack.done', { day: formatDay(countedDay(fact)), name: nameOf(fact.owner), rationale: fact.body.rationale })}</p>
          <DeliveryWord cabinet={cabinet} about={fact.body.completionId} />
        </Notice>
      ))}
      {mayDecide && (certificates.length > 0 || act.isSaved) && (
        <Disclosure summary={w('takeBack.title')}>
          <form noValidate onSubmit={ask} data-dirty={rationale !== '' || undefined}>
            <Stack gap="m">
              <p>{w('takeBack.why')}</p>
              <ActFaults act={act} />
              <SelectField
                id="take-which"
                label={w('takeBack.which')}
                options={[
                  { value: '', label: w('takeBack.choose') },
                  ...certificates.map((entry) => ({ value: entry.id, label: w('takeBack.option', { day: formatDay(entry.day), number: entry.number }) })),
                ]}
                value={completionId}
                onInput={setCompletionId}
                error={errorOf('take-which')}
              />
              <TextArea
                id="take-why"
                label={w('takeBack.rationale')}
                hint={w('takeBack.rationaleHint')}
                rows={3}
                value={rationale}
                onInput={setRationale}
                error={errorOf('take-why')}
              />
              <div>
                <Button kind="danger" type="submit">
                  {w('takeBack.act')}
                </Button>
              </div>
              <ActSaved act={act} />
            </Stack>
          </form>
        </Disclosure>
      )}
      <Dialog isOpen={isAsking} title={w('takeBack.confirmTitle')} onClose={() => setAsking(false)}>
        <Stack gap="m">
          <p>{w('takeBack.confirm', { name: person.name, course: card.title })}</p>
          <Row>
            <Button kind="danger" busy={act.isBusy} onClick={() => void takeBack()}>
              {w('takeBack.yes')}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {w('takeBack.no')}
            </Button>
          </Row>
        </Stack>
      </Dialog>
    </Stack>
  );
}
