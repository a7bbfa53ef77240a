import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvOf, fileName } from '../../src/manager/csv.ts';

const linesOf = (text: string) => text.replace('\ufeff', '').split('\r\n').slice(0, -1);

describe('a table written for a spreadsheet', () => {
  it('begins with a byte-order mark and ends each line with CRLF', () => {
    expect(
      csvOf([
        ['Name', 'Day'],
        ['Zoë', '2026-11-22'],
      ]),
    ).toBe('\ufeffName,Day\r\nZoë,2026-11-22\r\n');
  });

  it('quotes what holds a comma, a quotation mark or a new line', () => {
    expect(linesOf(csvOf([['a,b', 'say "yes"', 'plain', null, 3]]))).toEqual(['"a,b","say ""yes""",plain,,3']);
    expect(csvOf([['two\nlines']])).toBe('\ufeff"two\nlines"\r\n');
  });

  it.each(['=1+1', '+44 20', '-2+3+cmd|calc', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\u200b=1', '＝1', '－1+1', '-', '\n@x'])('%j cannot run as a formula', (text) => {
    const [cell] = Papa.parse<string[]>(csvOf([[text]]).slice(1), { newline: '\r\n' }).data[0] ?? [];
    expect(cell).toBe(`'${text}`);
  });

  it.each(['-12', '-3.5', '12', '2026-11-22', '22 Nov 2026', 'O’Neill-Smith', '50 %'])('%j stays as it is', (text) => {
    expect(linesOf(csvOf([[text]]))).toEqual([text]);
  });

  it('a number is a number, also below nothing', () => {
    expect(linesOf(csvOf([[-3, 0, 2.5]]))).toEqual(['-3,0,2.5']);
  });

  it('another program reads back every cell, and none begins a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (lines) => {
        const read = Papa.parse<string[]>(csvOf(lines).slice(1), { newline: '\r\n' }).data.slice(0, -1);
        expect(read.map((line) => line.map((cell) => cell.replace(/^'/, '')))).toEqual(lines.map((line) => line.map((cell) => cell.replace(/^'/, ''))));
        for (const cell of read.flat()) expect(/^[\s]*[=+@]/.test(cell)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the name of a file', () => {
  it('holds letters, numbers and hyphens only', () => {
    expect(fileName('csv', 'Training at Rowan House/2', '2026-11-22')).toBe('training-at-rowan-house-2-2026-11-22.csv');
    expect(fileName('csv', '../../x')).toBe('x.csv');
    expect(fileName('csv', '///')).toBe('hearth.csv');
  });
});
