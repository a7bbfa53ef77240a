import { useMemo, useState } from 'preact/hooks';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { ImportedRecord } from '../../shared/training/import/imported-records.ts';
import { importedOf } from '../../shared/training/import/imported-records.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { SelectField } from '../../ui/field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { formatDay } from '../../words/dates.ts';
import { coursesOf } from './use-import.ts';
import { w } from '../../words/import.ts';
import { w as manage } from '../../words/manager.ts';
import { useHome } from '../home-choice.ts';
import { HomePicker } from '../home-picker.tsx';
import { IMPORT_PATH } from '../paths.ts';
import styles from './import-page.module.css';
import { SeenForm } from './seen-form.tsx';

export type UnverifiedPageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** An old record with the person it is about. */
export type Entry = ImportedRecord & { person: PersonRecord; course: string };

const SEEN_SHOWN = 100;

/** Old records until somebody other than their owner has seen the evidence. */
export function UnverifiedPage({ cabinet, who }: UnverifiedPageProps) {
  const choice = useHome(cabinet, who);
  const homeId = choice.home?.placeId ?? '';
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchHome(homeId, tell), [cabinet, homeId]);
  const catalogue = useWatched<Catalogue | null>((tell) => cabinet.watchCatalogue(tell), [cabinet]);
  const [chosen, setChosen] = useState('');
  const entries = useMemo(() => entriesOf(people ?? [], catalogue ?? null), [people, catalogue]);
  const waiting = entries.filter((entry) => entry.verified === null);
  const own = waiting.filter((entry) => entry.person.personId === who.personId);
  const open = waiting.filter((entry) => entry.person.personId !== who.personId);
  const seen = entries.filter((entry) => entry.verified !== null);
  const names = [...new Map(open.map(({ person }) => [person.personId, person.name]))];
  const picked = names.some(([personId]) => personId === chosen) ? chosen : '';
  return (
    <Page
      title={choice.home ? w('seen.title') : manage('home.none.title')}
      lead={people === undefined ? '\u00a0' : w('seen.lead', { count: waiting.length })}
      back={{ href: IMPORT_PATH, label: w('back.import') }}
    >
      <Stack gap="l">
        <HomePicker choice={choice} />
        {choice.home && people === undefined && <Skeleton height="30rem" />}
        {people && entries.length === 0 && <p>{w('seen.empty')}</p>}
        {own.length > 0 && <Notice tone="info">{w('seen.own', { count: own.length })}</Notice>}
        {names.length > 1 && (
          <SelectField
            id="whose"
            label={w('seen.choose')}
            options={[{ value: '', label: w('seen.everyone') }, ...names.map(([value, label]) => ({ value, label }))]}
            value={picked}
            onInput={setChosen}
          />
        )}
        <SeenForm key={`${homeId} ${picked}`} cabinet={cabinet} entries={open.filter((entry) => picked === '' || entry.person.personId === picked)} />
        {seen.length > 0 && (
          <Disclosure summary={w('seen.known')}>
            <ul class={`plain-list ${styles.rows}`}>
              {seen.slice(-SEEN_SHOWN).map(({ body, person, course, verified }) => (
                <li key={body.recordId} class={styles.line}>
                  <span>{w('seen.knownLine', { name: person.name, course, day: formatDay(body.on) })}</span>
                  <StateWord state={verified?.holds ? 'delivered' : 'needsYou'} says={w(verified?.holds ? 'seen.held' : 'seen.notHeld')} />
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
      </Stack>
    </Page>
  );
}

function entriesOf(people: readonly PersonRecord[], catalogue: Catalogue | null): Entry[] {
  const titles = new Map(coursesOf(catalogue).map((course) => [course.id, course.title]));
  const sorted = [...people].sort((one, other) => one.name.localeCompare(other.name));
  return sorted.flatMap((person) =>
    importedOf(person)
      .map((record) => ({ ...record, person, course: titles.get(record.body.courseId) ?? record.body.courseId }))
      .sort((one, other) => one.course.localeCompare(other.course) || other.body.on.localeCompare(one.body.on)),
  );
}
