import { addDays } from '../../../shared/basics/day.ts';
import type { Delivery } from './history.ts';
import type { DemoHome } from './region.ts';

/** What stood in the first home's old spreadsheet: course, days before today, and what the certificate says. */
const LINES = [
  { courseId: 'C2', before: 300, number: 'SG-1042', provider: 'Example Training Ltd' },
  { courseId: 'C9', before: 250, number: 'F-77', provider: 'Example Fire School' },
  { courseId: 'C6', before: 500, number: '', provider: 'Example Training Ltd' },
];
const PEOPLE = 3;

/** Old records that the manager brought in a week ago; of the first, somebody has seen the original. */
export function oldRecordsOf(home: DemoHome, today: string): Delivery[] {
  const { phone } = home.manager;
  const at = new Date(`${addDays(today, -7)}T11:00:00Z`);
  const importId = phone.newId(at);
  const people = home.staff.slice(1, 1 + PEOPLE);
  const imported = people.flatMap((person, index) =>
    LINES.map(({ courseId, before, number, provider }, line) => {
      const row = 2 + index * LINES.length + line;
      const recordId = `${importId}-${row}`;
      const on = addDays(today, -before - index * 11);
      return phone.write('training.record.imported', recordId, { recordId, personId: person.personId, courseId, on, expiresOn: null, number, provider, importId, row }, at);
    }),
  );
  const [first] = people;
  if (!first) return [];
  const recordId = `${importId}-2`;
  const seenAt = new Date(at.getTime() + 60 * 60 * 1000);
  const seen = phone.write(
    'training.record.verified',
    recordId,
    { recordId, personId: first.personId, holds: true, seen: 'original', note: 'Copy kept in the staff file.' },
    seenAt,
  );
  return [
    { at, person: home.manager, facts: imported },
    { at: seenAt, person: home.manager, facts: [seen] },
  ];
}
