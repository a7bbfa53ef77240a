import { useState } from 'preact/hooks';
import { addDays, isDay, londonDay } from '../../shared/basics/day.ts';
import type { Grant, Naming } from '../../shared/practice/authority.ts';
import { grantsOf } from '../../shared/practice/authority.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import { countedDay } from '../../shared/training/claimed-time.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { Cabinet, Draft } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { DayField } from '../../ui/field.tsx';
import { Stack } from '../../ui/stack.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/practice.ts';
import { s } from '../../words/state.ts';
import type { RecordFault } from '../fault-notice.tsx';
import { FaultNotice } from '../fault-notice.tsx';

/** A naming lasts half a year unless somebody says otherwise. */
const LASTS_DAYS = 182;

function grantsFor(person: PersonRecord, homeId: string): Grant[] {
  const namings = (person.told ?? []).flatMap((fact): Naming[] =>
    fact.kind === 'training.assessor.named' || fact.kind === 'training.assessor.ended' ? [{ kind: fact.kind, day: countedDay(fact), body: fact.body } as Naming] : [],
  );
  return grantsOf(namings).filter((grant) => grant.homeId === homeId);
}

type NamingProps = { cabinet: Cabinet; person: PersonRecord; homeId: string; catalogue: Catalogue | null };

/** Who else may sign practice in this home: for which courses, and until when. */
export function NamingForm({ cabinet, person, homeId, catalogue }: NamingProps) {
  const today = londonDay(cabinet.now());
  const cards = catalogue?.courses.filter((card) => card.practical) ?? [];
  const [courses, setCourses] = useState<string[]>([]);
  const [until, setUntil] = useState(addDays(today, LASTS_DAYS));
  const [says, setSays] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const { personId } = person;
  const grants = grantsFor(person, homeId);
  const titles = (ids: readonly string[]) => (ids.length === 0 ? w('named.every') : ids.map((id) => cards.find((card) => card.id === id)?.title ?? id).join(', '));

  const record = async (draft: Draft) => {
    setBusy(true);
    const recorded = await cabinet.record([draft]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    setSaved(recorded.ok);
  };
  const name = (event: Event) => {
    event.preventDefault();
    const found = isDay(until) && until >= today ? null : w('named.until.wrong');
    setSays(found);
    setTries(tries + 1);
    if (found === null && !isBusy) void record({ kind: 'training.assessor.named', about: personId, body: { personId, homeId, courses, until } });
  };

  return (
    <Stack gap="s">
      <h2>{w('named.title')}</h2>
      <p>{w('named.why')}</p>
      {grants.length === 0 ? (
        <p>{w('named.none')}</p>
      ) : (
        <ul>
          {grants.map((grant) => (
            <li key={`${grant.from} ${grant.until} ${grant.courses.join()}`}>
              {w(grant.until < today ? 'named.ended' : 'named.grant', { courses: titles(grant.courses), day: formatDay(grant.until) })}
            </li>
          ))}
        </ul>
      )}
      <div role="status">{isSaved && <StateWord state="saved" says={s('saved')} />}</div>
      <FaultNotice fault={fault} />
      {grants.some((grant) => grant.until > today) && (
        <div>
          <Button kind="quiet" busy={isBusy} onClick={() => void record({ kind: 'training.assessor.ended', about: personId, body: { personId, homeId, endsOn: today } })}>
            {w('named.end')}
          </Button>
        </div>
      )}
      <Disclosure summary={w('named.form')}>
        <form noValidate onSubmit={name}>
          <Stack gap="m">
            <ErrorSummary key={tries} errors={says === null ? [] : [{ field: 'named-until', says }]} />
            <ChoiceGroup id="named-courses" legend={w('named.courses')} hint={w('named.courses.hint')}>
              {cards.map((card) => (
                <Choice
                  key={card.id}
                  type="checkbox"
                  name="named-courses"
                  value={card.id}
                  checked={courses.includes(card.id)}
                  onChange={(isChosen) => setCourses(isChosen ? [...courses, card.id] : courses.filter((id) => id !== card.id))}
                >
                  {card.title}
                </Choice>
              ))}
            </ChoiceGroup>
            <DayField id="named-until" label={w('named.until')} value={until} onInput={setUntil} min={today} error={says ?? undefined} />
            <Button type="submit" busy={isBusy}>
              {w('named.act')}
            </Button>
          </Stack>
        </form>
      </Disclosure>
    </Stack>
  );
}
