import type { Evidence, NumberId, Sheet } from '../../shared/home/inspection-sheet.ts';
import { look } from '../../words/inspection.ts';
import { s } from '../../words/state.ts';
import type { CsvCell } from '../csv.ts';
import { sayAsides, sayCell, sayColumn, sayName } from './say.ts';

/** The numbers as a table: one line each, counts apart so that a spreadsheet can reckon with them. */
export function numberLines(sheet: Sheet): CsvCell[][] {
  const head = ['csv.number', 'csv.value', 'csv.of', 'csv.aside', 'csv.basis', 'csv.note', 'csv.asAt'] as const;
  return [
    head.map((key) => look(key)),
    ...sheet.numbers.map((number) => [
      look(`number.${number.id}`),
      number.missing === null ? number.value : null,
      number.missing === null ? number.of : null,
      sayAsides(number).join('; '),
      look(`why.${number.id}`),
      sheet.notes.find((note) => note.about === number.id)?.text ?? '',
      sheet.asAt,
    ]),
  ];
}

/** Every line of evidence, with the record it rests on. */
export function evidenceLines(sheet: Sheet, evidenceOf: (id: NumberId) => readonly Evidence[]): CsvCell[][] {
  const head = ['csv.number', 'csv.name', 'csv.role', 'evidence.counted', 'csv.of', 'csv.details', 'csv.by', 'csv.on', 'csv.fact', 'csv.asAt'] as const;
  return [
    head.map((key) => look(key)),
    ...sheet.numbers.flatMap((number) =>
      evidenceOf(number.id).map((row) => [
        look(`number.${number.id}`),
        sayName(number.id, row),
        row.role === null ? '' : s(`role.${row.role}`),
        row.counted,
        row.of,
        number.columns.map((column, index) => `${sayColumn(column)}: ${row.cells[index] ? sayCell(row.cells[index]).join(', ') : ''}`).join('; '),
        row.source?.by ?? '',
        row.source?.on ?? '',
        row.source?.factId ?? '',
        sheet.asAt,
      ]),
    ),
  ];
}
