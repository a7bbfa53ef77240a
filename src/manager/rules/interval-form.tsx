import { useState } from 'preact/hooks';
import { isDay, londonDay } from '../../shared/basics/day.ts';
import type { CourseCard } from '../../shared/training/catalogue.ts';
import type { OwnInterval } from '../../shared/training/rules-of.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { DayField, TextField } from '../../ui/field.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { w } from '../../words/rules.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import { ActFaults } from './act-notes.tsx';
import { useAct } from './use-act.ts';

const LONGEST = 120;

type IntervalFormProps = { cabinet: Cabinet; homeId: string; card: CourseCard; own: OwnInterval | null };

/** The home's own interval for one course: as often as it likes, never less often than the region. */
export function IntervalForm({ cabinet, homeId, card, own }: IntervalFormProps) {
  const act = useAct(cabinet);
  const limit = card.renewalMonths;
  const [months, setMonths] = useState(String(own?.months ?? limit ?? ''));
  const [from, setFrom] = useState(londonDay(cabinet.now()));
  const about = `${homeId}.${card.id}.interval`;
  const [monthsField, fromField] = [`months-${card.id}`, `from-${card.id}`];

  const save = async (event: Event | null) => {
    event?.preventDefault();
    const number = event === null ? null : Number(months.trim());
    const isWhole = number === null || (Number.isInteger(number) && number >= 1 && number <= LONGEST);
    const errors = [];
    if (!isWhole) errors.push({ field: monthsField, says: w('interval.missing') });
    else if (number !== null && limit !== null && number > limit) errors.push({ field: monthsField, says: w('interval.tooLong', { months: limit }) });
    if (!isDay(from)) errors.push({ field: fromField, says: w('from.missing') });
    await act.act(errors, () => [{ kind: 'home.interval.set', about, body: { homeId, courseId: card.id, months: number, from } }]);
  };

  return (
    <form noValidate onSubmit={save}>
      <Stack gap="m">
        <ActFaults act={act} />
        <TextField
          id={monthsField}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          label={w('interval.months')}
          hint={w('interval.hint', { months: limit ?? 0 })}
          value={months}
          onInput={setMonths}
          error={act.errorOf(monthsField)}
        />
        <DayField id={fromField} label={w('from')} hint={w('from.hint')} value={from} onInput={setFrom} error={act.errorOf(fromField)} />
        <Row>
          <Button type="submit" busy={act.isBusy}>
            {w('interval.act')}
          </Button>
          {own && (
            <Button kind="quiet" busy={act.isBusy} onClick={() => void save(null)}>
              {w('interval.reset')}
            </Button>
          )}
          <DeliveryWord cabinet={cabinet} about={about} />
        </Row>
      </Stack>
    </form>
  );
}
