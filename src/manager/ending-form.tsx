import { useState } from 'preact/hooks';
import { isDay, londonDay } from '../shared/basics/day.ts';
import type { Placement } from '../shared/people/person.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DayField } from '../ui/field.tsx';
import { Stack } from '../ui/stack.tsx';
import { StateWord } from '../ui/state-word.tsx';
import { formatDay } from '../words/dates.ts';
import { w } from '../words/manager.ts';
import { s } from '../words/state.ts';
import type { RecordFault } from './fault-notice.tsx';
import { FaultNotice } from './fault-notice.tsx';

/** The last day in this home. A later fact can move it; the record of training stays. */
export function EndingForm({ cabinet, personId, placement }: { cabinet: Cabinet; personId: string; placement: Placement }) {
  const [endsOn, setEndsOn] = useState(placement.endsOn ?? londonDay(cabinet.now()));
  const [says, setSays] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [savedDay, setSavedDay] = useState<string | null>(null);

  const end = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const found = !isDay(endsOn) ? w('person.endsMissing') : endsOn < placement.startsOn ? w('person.endsEarly') : null;
    setSays(found);
    setTries(tries + 1);
    if (found !== null) return;
    setBusy(true);
    const { placementId } = placement;
    const recorded = await cabinet.record([{ kind: 'people.placement.ended', about: placementId, body: { personId, placementId, endsOn } }]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    setSavedDay(recorded.ok ? endsOn : null);
  };

  return (
    <Disclosure summary={w('person.ends')}>
      <form noValidate onSubmit={end}>
        <Stack gap="m">
          <ErrorSummary key={tries} errors={says === null ? [] : [{ field: 'ends', says }]} />
          <FaultNotice fault={fault} />
          <DayField id="ends" label={w('person.endsDay')} hint={w('person.endsWhy')} value={endsOn} onInput={setEndsOn} error={says ?? undefined} />
          <Button kind="danger" type="submit" busy={isBusy}>
            {w('person.endsAct')}
          </Button>
          <div role="status">
            {savedDay !== null && (
              <>
                <p>{w('person.endsSaved', { day: formatDay(savedDay) })}</p>
                <StateWord state="saved" says={s('saved')} />
              </>
            )}
          </div>
        </Stack>
      </form>
    </Disclosure>
  );
}
