import { useMemo } from 'preact/hooks';
import type { ImportHome } from '../../shared/training/import/import-rows.ts';
import type { Proposal } from '../../shared/training/import/import-rows.ts';
import { isFormula } from '../../shared/training/import/day-of-cell.ts';
import { plainCourse, plainName, remember, saysNothing } from '../../shared/training/import/plain-words.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { SelectField } from '../../ui/field.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/import.ts';
import type { ImportWork } from './use-import.ts';

/** So many are asked about at once; the rest stand in the list of rows. */
const ASKED = 12;

type Asked = { key: string; name: string; rows: number };

/** Each name once, the most frequent first, as it stands in the file. */
function asked(
  proposals: readonly Proposal[],
  nameOf: (proposal: Proposal) => string,
  plain: (name: string) => string,
  isMeant: (proposal: Proposal, key: string) => boolean,
): Asked[] {
  const found = new Map<string, Asked>();
  const keyOf = remember(plain);
  for (const proposal of proposals) {
    const name = nameOf(proposal);
    const key = keyOf(name);
    if (!isMeant(proposal, key)) continue;
    const known = found.get(key);
    if (known) known.rows += 1;
    else if (key !== '') found.set(key, { key, name, rows: 1 });
  }
  return [...found.values()].sort((one, other) => other.rows - one.rows);
}

/** A course named in the file and not known here is asked about once, not row by row. */
export function SettleCourses({ work, proposals, courses }: { work: ImportWork; proposals: readonly Proposal[]; courses: ImportHome['courses'] }) {
  const { settled, setSettled } = work;
  const names = useMemo(
    () =>
      asked(
        proposals,
        ({ said }) => said.course,
        plainCourse,
        ({ courseId, said }, key) => (courseId === null && !isFormula(said.course) && !saysNothing(said.course)) || settled.courses[key] !== undefined,
      ),
    [proposals, settled],
  );
  if (names.length === 0) return null;
  const options = [{ value: 'open', label: w('courses.open') }, { value: '', label: w('courses.none') }, ...courses.map((card) => ({ value: card.id, label: card.title }))];
  const choose = (key: string, value: string) => {
    const { [key]: _, ...rest } = settled.courses;
    setSettled({ ...settled, courses: value === 'open' ? rest : { ...rest, [key]: value } });
  };
  return (
    <Stack gap="m">
      <h3>{w('courses.title')}</h3>
      <p>{w('courses.lead')}</p>
      {names.slice(0, ASKED).map(({ key, name, rows }, at) => (
        <SelectField
          key={key}
          id={`course-${at}`}
          label={w('courses.choose', { name: name.slice(0, 80), count: rows })}
          options={options}
          value={settled.courses[key] ?? 'open'}
          onInput={(value) => choose(key, value)}
        />
      ))}
      {names.length > ASKED && <p>{w('more.names', { count: names.length - ASKED })}</p>}
    </Stack>
  );
}

/** A name nobody here has, or two have: the manager says who is meant, among the people of this home. */
export function SettleNames({ work, proposals, people, homeName }: { work: ImportWork; proposals: readonly Proposal[]; people: PersonRecord[]; homeName: string }) {
  const { settled, setSettled } = work;
  const names = useMemo(
    () =>
      asked(
        proposals,
        ({ said }) => said.name,
        plainName,
        ({ personId, said }, key) => (personId === null && !isFormula(said.name)) || settled.people[key] !== undefined,
      ),
    [proposals, settled],
  );
  if (names.length === 0) return null;
  const sorted = [...people].sort((one, other) => one.name.localeCompare(other.name));
  const twins = new Set(
    sorted.filter((person, at) => sorted.some((other, index) => index !== at && plainName(other.name) === plainName(person.name))).map((person) => person.personId),
  );
  // Two of one name are told apart by the day they began.
  const labelOf = (person: PersonRecord) => (twins.has(person.personId) ? `${person.name} (${person.placements[0]?.startsOn ?? ''})` : person.name);
  const options = [{ value: '', label: w('people.open') }, ...sorted.map((person) => ({ value: person.personId, label: labelOf(person) }))];
  const choose = (key: string, value: string) => {
    const { [key]: _, ...rest } = settled.people;
    setSettled({ ...settled, people: value === '' ? rest : { ...rest, [key]: value } });
  };
  return (
    <Stack gap="m">
      <h3>{w('people.title')}</h3>
      <p>{w('people.lead', { home: homeName })}</p>
      {names.slice(0, ASKED).map(({ key, name, rows }, at) => (
        <SelectField
          key={key}
          id={`name-${at}`}
          label={w('people.choose', { name: name.slice(0, 80), count: rows })}
          options={options}
          value={settled.people[key] ?? ''}
          onInput={(value) => choose(key, value)}
        />
      ))}
      {names.length > ASKED && <p>{w('more.names', { count: names.length - ASKED })}</p>}
    </Stack>
  );
}
