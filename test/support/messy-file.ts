import { addDays } from '../../src/shared/basics/day.ts';

/** A manager's spreadsheet as they are: mostly right, and wrong in every way that was ever seen. */
export const TODAY = '2026-11-22';
export const PEOPLE = ['Priya Shah', 'Amara Osei', 'Joël Brontë', 'Sam O’Neill', 'Lee Ann Park', 'Tom Ash', 'Tom Ash', 'Ngozi Eze', 'Zoë Müller', 'Will Hart'].map((name, at) => ({
  personId: `p${at}`,
  name,
}));
export const COURSES = [
  { id: 'C2', title: 'Safeguarding and allegations', renewalMonths: 12 },
  { id: 'C6', title: 'Medicines', renewalMonths: 12 },
  { id: 'C9', title: 'Fire safety', renewalMonths: 12 },
  { id: 'C10', title: 'Recording that a child will one day read', renewalMonths: 36 },
];

export type MessyRow = { cells: string[]; expected: string };

function pad(part: number): string {
  return String(part).padStart(2, '0');
}

/** `kind` of a row by its number, so that the expected counts are known without reading anything. */
export function messyRows(count: number): MessyRow[] {
  const rows: MessyRow[] = [];
  const names = ['Priya Shah', 'OSEI, Amara', 'joel bronte', "Sam O'Neill", 'Mrs Lee Ann Park', 'Ngozi  Eze', 'Müller, Zoë', 'Will Hart'];
  const courses = ['Safeguarding L2', 'Medication', 'Fire Safety Awareness', 'Report writing (online)', 'Safeguarding & Allegations'];
  // Each good row has its own day and person, so that only what is meant to be a duplicate is one.
  const dayOf = (at: number) => addDays('2012-01-01', Math.floor(at / names.length));
  for (let at = 0; at < count; at += 1) {
    const name = names[at % names.length] ?? '';
    const course = courses[at % courses.length] ?? '';
    const day = dayOf(at);
    const [year, month, date] = [day.slice(0, 4), day.slice(5, 7), day.slice(8)];
    const forms = [`${date}/${month}/${year}`, `${Number(date)}.${Number(month)}.${year.slice(2)}`, day, `${date}-${month}-${year} 09:00`];
    const on = forms[at % forms.length] ?? day;
    const row = (over: Partial<{ name: string; course: string; on: string; expires: string; number: string; provider: string }>, expected: string) =>
      rows.push({
        cells: [
          over.name ?? name,
          `staff-${pad(at)}@elsewhere.example`,
          `KENT-${at}`,
          over.course ?? course,
          over.on ?? on,
          over.expires ?? '',
          over.number ?? `C/${at}`,
          over.provider ?? 'Acme; Training, Ltd',
        ],
        expected,
      });
    switch (at % 25) {
      case 3:
        row({ name: 'Stranger From-Elsewhere' }, 'nobody');
        break;
      case 5:
        row({ name: 'Tom Ash' }, 'twoPeople');
        break;
      case 7:
        row({ on: '31/02/2024' }, 'noSuchDay');
        break;
      case 8:
        row({ on: '03/25/2024' }, 'monthFirst');
        break;
      case 9:
        row({ on: 'booked' }, 'notADate');
        break;
      case 10:
        row({ on: '01/01/2031' }, 'future');
        break;
      case 11:
        row({ on: '12/06/1969' }, 'before1970');
        break;
      case 12:
        row({ name: '=HYPERLINK("http://evil.example","Priya Shah")' }, 'formula');
        break;
      case 13:
        row({ course: '@SUM(A1:A9)' }, 'formula');
        break;
      case 14:
        row({ course: 'Underwater basket weaving' }, 'unknownCourse');
        break;
      case 15: {
        const before = rows.at(-15);
        if (before) rows.push({ cells: [...before.cells], expected: 'twiceInFile' });
        break;
      }
      case 16:
        row({ name: '' }, 'noName');
        break;
      case 17:
        row({ on: 'n/a' }, 'noDate');
        break;
      case 18:
        row({ on: 'March 2024' }, 'noDay');
        break;
      case 19:
        row({ expires: '01/01/1999', on: '01/02/2020' }, 'endsBefore');
        break;
      case 20:
        row({ expires: 'ask Jo' }, 'badExpiry');
        break;
      case 21:
        row({ course: '' }, 'noCourse');
        break;
      case 22:
        row({ number: '=1+1', provider: '@cmd|calc' }, 'in');
        break;
      default:
        row({}, 'in');
    }
  }
  return rows;
}

export const HEADINGS = ['Staff Name', 'E-mail', 'Staff number', 'Course', 'Date Completed', 'Expiry Date', 'Certificate No', 'Provider'];

/** As a spreadsheet writes it: quotes only where they are needed, CRLF. */
export function csvText(rows: readonly (readonly string[])[], separator = ','): string {
  const cell = (text: string) => (/[",;\n\r\t|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join('');
}

/** Windows-1252 as far as the names and words here need it. */
export function windows1252(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text, (sign) => (sign === '’' ? 0x92 : sign === '–' ? 0x96 : (sign.codePointAt(0) ?? 63) & 0xff)));
}
