import { describe, expect, it } from 'vitest';
import { emptyWeek, USUAL_KINDS } from '../../src/manager/rota/edits.ts';
import type { CodeMeaning, Grid, NameChoice } from '../../src/manager/rota/grid.ts';
import { codeOf, guessCode, matchName, readGrid, takeOver } from '../../src/manager/rota/grid.ts';
import { tableOfText } from '../../src/shared/training/import/text-table.ts';
import { personOf } from '../support/manager-cabinet.ts';

const MONDAY = '2026-11-16';
const SUNDAY = '2026-12-13';
const PEOPLE = [personOf('amara', 'Amara Osei'), personOf('ben', 'Ben Cole'), personOf('bea', 'Bea Cole'), personOf('chi', 'Chi Adeyemi')];

function grid(text: string): Grid {
  const read = readGrid(tableOfText(text), MONDAY, SUNDAY);
  if (typeof read === 'string') throw new Error(read);
  return read;
}

describe('a rota kept elsewhere', () => {
  it('its dates are found wherever they stand, with or without a year, day first', () => {
    const days = (head: string) => grid(`Larch House,,\nWeek 47,,\n${head}\nAmara Osei,E,L`).days;
    for (const head of [',16/11/2026,17/11/2026', 'Name,Mon 16/11,Tue 17/11', 'Staff;16 Nov;17 Nov'.replaceAll(';', ','), ',16-Nov,17-Nov', ',2026-11-16,2026-11-17']) {
      expect(days(head), head).toEqual(['2026-11-16', '2026-11-17']);
    }
  });

  it('the column of names is the one with names in it, and lines keep the numbers of their own program', () => {
    const read = grid('No,Name,Hours,16/11,17/11\n1,Amara Osei,37.5,E,E\n,,,,\n2,Chi Adeyemi,20,N,');
    expect(read.rows.map(({ row, name }) => [row, name])).toEqual([
      [2, 'Amara Osei'],
      [4, 'Chi Adeyemi'],
    ]);
  });

  it('a file without dates, and one without names, say so', () => {
    expect(
      readGrid(
        [
          ['Name', 'E'],
          ['Amara', 'L'],
        ],
        MONDAY,
        SUNDAY,
      ),
    ).toBe('noDates');
    expect(readGrid([['', '16/11/2026', '17/11/2026']], MONDAY, SUNDAY)).toBe('noRows');
  });

  it('usual codes are guessed: a letter, a name, hours, days off and shadowing; the rest is asked', () => {
    const says = (code: string) => {
      const meaning = guessCode(codeOf(code), USUAL_KINDS);
      return meaning?.kind === 'shift' ? `${meaning.name}${meaning.isShadow ? ' shadow' : ''}` : (meaning?.kind ?? null);
    };
    expect(['e', 'L', 'Night', '07:00-14:30', '7 - 14.30', 'W/O', 'a/l', 'off', 'SH L', 'shadow early', 'LD', '09:00-17:00', 'E/L'].map(says)).toEqual([
      'Early',
      'Late',
      'Night',
      'Early',
      'Early',
      'off',
      'off',
      'off',
      'Late shadow',
      'Early shadow',
      null,
      null,
      null,
    ]);
  });

  it('a name is matched however it is written, and asked for when two could be meant', () => {
    const ids = (name: string) => matchName(name, PEOPLE).map((person) => person.personId);
    expect(['Amara Osei', 'OSEI, Amara', 'Ms amara  osei', 'A Osei', 'Chi', 'B. Cole', 'Cole', 'Kit Sample'].map(ids)).toEqual([
      ['amara'],
      ['amara'],
      ['amara'],
      ['amara'],
      ['chi'],
      ['ben', 'bea'],
      [],
      [],
    ]);
  });

  it('every cell comes in or says why not; days that are not in the file stay as they were', () => {
    const [first, second] = [emptyWeek('home-1', MONDAY, null), emptyWeek('home-1', '2026-11-23', null)];
    if (!first || !second) throw new Error('no weeks');
    const read = grid('Name,16/11/2026,17/11/2026,01/02/2027\nAmara Osei,E,N,E\nAmara Osei,L,L,\n=HYPERLINK(1),E,,\nKit Sample,L,??,\nBen Cole,W/O,=E,');
    const codes = new Map<string, CodeMeaning>(['E', 'N', 'L', '??', 'W/O'].map((code) => [code, guessCode(code, USUAL_KINDS)]));
    const names = new Map<string, NameChoice>([
      ['Amara Osei', { kind: 'person', personId: 'amara' }],
      ['Ben Cole', { kind: 'person', personId: 'ben' }],
      ['Kit Sample', { kind: 'agency' }],
    ]);
    const taken = takeOver(read, [first, second], PEOPLE, codes, names);
    expect(taken.faults.map(({ row, day, why }) => [row, day, why])).toEqual([
      [2, '2027-02-01', 'outside'],
      [3, null, 'twice'],
      [4, null, 'formula'],
      [5, '2026-11-17', 'code'],
      [6, '2026-11-17', 'formula'],
    ]);
    expect(taken.cells).toBe(3);
    const [week, ...more] = taken.weeks;
    expect(more).toEqual([]);
    expect(week?.people.map((person) => person.name)).toEqual(['Amara Osei', 'Kit Sample']);
    expect(week?.shifts.flatMap((shift) => (shift.on.length > 0 ? [`${shift.day} ${shift.name} ${shift.on.join()}`] : []))).toEqual(['0 Early 0', '0 Late 1', '1 Night 0']);
  });
});
