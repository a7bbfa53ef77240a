import { useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import type { InductionGap } from '../../shared/home/rota-induction.ts';
import { inductionGap } from '../../shared/home/rota-induction.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { isPlacementOpen } from '../../shared/training/requirement.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { r } from '../../words/rota.ts';
import type { RecordFault } from '../fault-notice.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { datesPath, evidencePath } from '../paths.ts';

const COURSES_SHOWN = 5;

/** Who may record an induction in this home, and what is needed for it. */
export type Inducting = { cabinet: Cabinet; homeId: string; people: readonly PersonRecord[]; today: Day; whoId: string; isManager: boolean; onDone: (says: string) => void };

function Reason({ gap, personId, catalogue }: { gap: InductionGap; personId: string; catalogue: Catalogue }) {
  if (gap.is === 'said') return <p>{r(`induct.said.${gap.outcome}`, { day: formatDay(gap.on) })}</p>;
  if (gap.is !== 'courses') return <p>{r(`induct.${gap.is}`)}</p>;
  const { courseIds } = gap;
  return (
    <>
      <p>{r('induct.courses', { count: courseIds.length })}</p>
      <ul>
        {courseIds.slice(0, COURSES_SHOWN).map((courseId) => (
          <li key={courseId}>
            <a href={evidencePath(personId, courseId)}>{catalogue.courses.find((card) => card.id === courseId)?.title ?? courseId}</a>
          </li>
        ))}
        {courseIds.length > COURSES_SHOWN && <li>{r('induct.more', { count: courseIds.length - COURSES_SHOWN })}</li>}
      </ul>
    </>
  );
}

type HelpProps = Inducting & { personId: string; day: Day; catalogue: Catalogue };

/** Why somebody who leads a shift does not count for it, and the one touch that records a finished induction. */
export function InductionHelp({ cabinet, homeId, people, today, whoId, isManager, onDone, personId, day, catalogue }: HelpProps) {
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const person = people.find((entry) => entry.personId === personId);
  const gap = person && inductionGap(homeId, person, catalogue, day);
  if (!person || !gap) return null;
  const { name } = person;
  const isInduction = gap.is !== 'checks' && gap.is !== 'notHere';
  const isHere = person.placements.some((placement) => placement.placeId === homeId && isPlacementOpen(placement, today));
  const record = async () => {
    if (isBusy) return;
    setBusy(true);
    const body = { personId, homeId, what: 'induction', outcome: 'met', on: today, until: null, note: '' } as const;
    const recorded = await cabinet.record([{ kind: 'people.milestone.recorded', about: `${personId}.induction`, body }]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    if (recorded.ok) onDone(r('induct.saved', { name, day: formatDay(today) }));
  };
  return (
    <div class="no-print">
      <Disclosure summary={r('induct.why', { name })}>
        <Stack gap="s">
          <Reason gap={gap} personId={personId} catalogue={catalogue} />
          {isInduction && personId === whoId && <p>{r('induct.own')}</p>}
          {isInduction && personId !== whoId && !isManager && <p>{r('induct.manager')}</p>}
          {isInduction && personId !== whoId && isManager && isHere && (
            <>
              <p>{r('induct.helps')}</p>
              <FaultNotice fault={fault} />
              <div>
                <Button busy={isBusy} onClick={() => void record()}>
                  {r('induct.act', { name })}
                </Button>
              </div>
              <p>{r('induct.counts', { day: formatDay(today) })}</p>
            </>
          )}
          {isManager && personId !== whoId && (
            <p>
              <a href={datesPath(personId)}>{r('induct.dates')}</a>
            </p>
          )}
        </Stack>
      </Disclosure>
    </div>
  );
}
