import { useState } from 'preact/hooks';
import { isDay, londonDay } from '../../shared/basics/day.ts';
import { countedDay } from '../../shared/training/claimed-time.ts';
import type { CourseCard } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { Waiver } from '../../shared/training/told-of-course.ts';
import { waiverOn, waiversFor } from '../../shared/training/told-of-course.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { DayField, TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/rules.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import { ActFaults } from './act-notes.tsx';
import look from './rules.module.css';
import { useAct } from './use-act.ts';
import { WaiverForm } from './waiver-form.tsx';

type EndWaiverProps = { cabinet: Cabinet; personId: string; waiver: Waiver };

/** Ending needs a last day and a reason of its own. */
function EndWaiver({ cabinet, personId, waiver }: EndWaiverProps) {
  const act = useAct(cabinet);
  const [isAsking, setAsking] = useState(false);
  const [endsOn, setEndsOn] = useState(londonDay(cabinet.now()));
  const [rationale, setRationale] = useState('');
  const { waiverId } = waiver.fact.body;
  const end = async () => {
    const errors = [];
    if (!isDay(endsOn)) errors.push({ field: 'waiver-last', says: w('waiver.endsMissing') });
    if (rationale.trim() === '') errors.push({ field: 'waiver-end-why', says: w('waiver.rationaleMissing') });
    const body = { waiverId, personId, endsOn, rationale: rationale.trim() };
    if (await act.act(errors, () => [{ kind: 'training.waiver.ended', about: waiverId, body }])) setAsking(false);
  };
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {w('waiver.end')}
      </Button>
      <Dialog isOpen={isAsking} title={w('waiver.endTitle')} onClose={() => setAsking(false)}>
        <Stack gap="m">
          <p>{w('waiver.endWhy')}</p>
          <ActFaults act={act} />
          <DayField id="waiver-last" label={w('waiver.endsOn')} value={endsOn} onInput={setEndsOn} error={act.errorOf('waiver-last')} />
          <TextArea
            id="waiver-end-why"
            label={w('waiver.endNote')}
            hint={w('waiver.rationaleHint')}
            rows={3}
            value={rationale}
            onInput={setRationale}
            error={act.errorOf('waiver-end-why')}
          />
          <Row>
            <Button kind="danger" busy={act.isBusy} onClick={() => void end()}>
              {w('waiver.end')}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {w('waiver.keep')}
            </Button>
          </Row>
        </Stack>
      </Dialog>
    </>
  );
}

type WaiverPartProps = { cabinet: Cabinet; person: PersonRecord; card: CourseCard; mayDecide: boolean; nameOf: (personId: string) => string };

/** The waiver in force, those before and after it, and the way to give one. */
export function WaiverPart({ cabinet, person, card, mayDecide, nameOf }: WaiverPartProps) {
  const today = londonDay(cabinet.now());
  const now = waiverOn(person, card.id, today);
  const others = waiversFor(person, card.id).filter((waiver) => waiver.fact.factId !== now?.fact.factId);
  return (
    <Stack gap="m">
      {now && (
        <Notice tone={now.fact.body.reviewOn < today ? 'warn' : 'info'} title={w('waiver.now', { day: formatDay(now.endsOn) })}>
          <Stack gap="s">
            <p dir="auto">{w('waiver.reasonLine', { reason: w(`reason.${now.fact.body.reason}`), rationale: now.fact.body.rationale })}</p>
            <p>{w('waiver.by', { name: nameOf(now.fact.owner), day: formatDay(countedDay(now.fact)) })}</p>
            <p>{w(now.fact.body.reviewOn < today ? 'waiver.reviewLate' : 'waiver.reviewOn', { day: formatDay(now.fact.body.reviewOn) })}</p>
            <Row>
              {mayDecide && <EndWaiver cabinet={cabinet} personId={person.personId} waiver={now} />}
              <DeliveryWord cabinet={cabinet} about={now.fact.body.waiverId} />
            </Row>
          </Stack>
        </Notice>
      )}
      {others.length > 0 && (
        <Disclosure summary={w('waiver.past')}>
          <ul class={look.lines}>
            {others.map(({ fact, endsOn }) => (
              <li key={fact.factId}>
                {w('waiver.pastLine', {
                  from: formatDay(fact.body.from),
                  ends: formatDay(endsOn),
                  reason: w(`reason.${fact.body.reason}`).toLowerCase(),
                  name: nameOf(fact.owner),
                })}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {mayDecide && (
        <Disclosure summary={w('waiver.title')}>
          <WaiverForm cabinet={cabinet} personId={person.personId} courseId={card.id} />
        </Disclosure>
      )}
    </Stack>
  );
}
