import { useMemo, useState } from 'preact/hooks';
import { addDays } from '../../shared/basics/day.ts';
import { tableOfText } from '../../shared/training/import/text-table.ts';
import type { RotaWeek } from '../../shared/home/rota.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { r } from '../../words/rota.ts';
import { readFile } from '../import/read-file.ts';
import type { Sheet } from '../import/read-file.ts';
import { kindsOf } from './edits.ts';
import type { CodeMeaning, Grid, NameChoice } from './grid.ts';
import { codeOf, guessCode, matchName, readGrid, takeOver } from './grid.ts';
import styles from './rota-import.module.css';
import { weekdaySays } from './rota-words.ts';

const FAULTS_SHOWN = 50;

function meaningValue(meaning: CodeMeaning): string {
  if (meaning === null) return '';
  return meaning.kind === 'off' ? 'off' : `${meaning.isShadow ? 'shadow' : 'shift'}.${meaning.name}`;
}

function meaningFrom(value: string): CodeMeaning {
  if (value === '') return null;
  if (value === 'off') return { kind: 'off' };
  return { kind: 'shift', isShadow: value.startsWith('shadow.'), name: value.slice(value.indexOf('.') + 1) };
}

function choiceFrom(value: string): NameChoice {
  if (value === '') return null;
  return value === 'agency' || value === 'leaveOut' ? { kind: value } : { kind: 'person', personId: value };
}

function choiceValue(choice: NameChoice): string {
  if (choice === null) return '';
  return choice.kind === 'person' ? choice.personId : choice.kind;
}

type MappingProps = { grid: Grid; weeks: readonly RotaWeek[]; people: readonly PersonRecord[]; onDone: (weeks: RotaWeek[] | null) => void };

/** What each code and each unknown name means, and what would come in. */
function Mapping({ grid, weeks, people, onDone }: MappingProps) {
  const kinds = useMemo(() => kindsOf(weeks[0] as RotaWeek), [weeks]);
  const counts = useMemo(() => {
    const found = new Map<string, number>();
    for (const { cells } of grid.rows) for (const { text } of cells) if (text !== '') found.set(codeOf(text), (found.get(codeOf(text)) ?? 0) + 1);
    return [...found].sort(([, one], [, other]) => other - one);
  }, [grid]);
  const [codes, setCodes] = useState(() => new Map(counts.map(([code]) => [code, guessCode(code, kinds)])));
  const [names, setNames] = useState(
    () =>
      new Map(
        grid.rows.map(({ name }): [string, NameChoice] => {
          const [only, another] = matchName(name, people);
          return [name, only && !another ? { kind: 'person', personId: only.personId } : null];
        }),
      ),
  );
  const [unsure] = useState(() => [...names].filter(([, choice]) => choice === null).map(([name]) => name));
  const taken = useMemo(() => takeOver(grid, weeks, people, codes, names), [grid, weeks, people, codes, names]);
  const meanings = [
    { value: '', label: r('import.unknownCode') },
    { value: 'off', label: r('import.off') },
    ...kinds.map(({ name }) => ({ value: `shift.${name}`, label: name })),
    ...kinds.map(({ name }) => ({ value: `shadow.${name}`, label: r('import.shadowOf', { shift: name }) })),
  ];
  const choices = [
    { value: '', label: r('import.unknownCode') },
    { value: 'agency', label: r('import.agency') },
    { value: 'leaveOut', label: r('import.leaveOut') },
    ...people.map((person) => ({ value: person.personId, label: person.name })),
  ];
  return (
    <Stack gap="l">
      <section aria-labelledby="import-codes">
        <h3 id="import-codes">{r('import.codes')}</h3>
        <div class={styles.fields}>
          {counts.map(([code, count], at) => (
            <SelectField
              key={code}
              id={`code-${at}`}
              label={r('import.code', { code, count })}
              options={meanings}
              value={meaningValue(codes.get(code) ?? null)}
              onInput={(value) => setCodes(new Map(codes).set(code, meaningFrom(value)))}
            />
          ))}
        </div>
      </section>
      {unsure.length > 0 && (
        <section aria-labelledby="import-names">
          <h3 id="import-names">{r('import.names')}</h3>
          <div class={styles.fields}>
            {unsure.map((name, at) => (
              <SelectField
                key={name}
                id={`name-${at}`}
                label={r('import.name', { name })}
                options={choices}
                value={choiceValue(names.get(name) ?? null)}
                onInput={(value) => setNames(new Map(names).set(name, choiceFrom(value)))}
              />
            ))}
          </div>
        </section>
      )}
      <section aria-labelledby="import-dry">
        <Stack gap="s">
          <h3 id="import-dry">{r('import.dry')}</h3>
          <p role="status">{r('import.cells', { count: taken.cells, weeks: taken.cells === 0 ? 0 : taken.weeks.length })}</p>
          {taken.faults.length > 0 && (
            <Card tone="warn">
              <p>{r('import.faults', { count: taken.faults.length })}</p>
              <ul class={styles.faults}>
                {taken.faults.slice(0, FAULTS_SHOWN).map((fault) => {
                  const why = r(`import.why.${fault.why}`, { code: fault.code });
                  return (
                    <li key={`${fault.row}.${fault.day ?? ''}`}>
                      {fault.day === null
                        ? r('import.faultWhole', { row: fault.row, why: `${fault.name}: ${why}` })
                        : r('import.fault', { row: fault.row, name: fault.name, day: weekdaySays(fault.day), why })}
                    </li>
                  );
                })}
              </ul>
            </Card>
          )}
          <p>{r('import.notice')}</p>
          <Row>
            <Button disabled={taken.cells === 0} onClick={() => onDone(taken.weeks)}>
              {r('import.act')}
            </Button>
            <Button kind="quiet" onClick={() => onDone(null)}>
              {r('import.back')}
            </Button>
          </Row>
        </Stack>
      </section>
    </Stack>
  );
}

export type RotaImportProps = { weeks: readonly RotaWeek[]; people: readonly PersonRecord[]; onDone: (weeks: RotaWeek[] | null) => void };

/** A rota kept elsewhere becomes the rota typed here; nothing is saved by it. */
export function RotaImport({ weeks, people, onDone }: RotaImportProps) {
  const [pasted, setPasted] = useState('');
  const [sheets, setSheets] = useState<Sheet[]>([]);
  const [sheet, setSheet] = useState(0);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const from = weeks[0]?.weekOf ?? '';
  const to = addDays(weeks.at(-1)?.weekOf ?? from, 6);
  const table = sheets[sheet]?.table;
  const grid = useMemo(() => (table ? readGrid(table, from, to) : null), [table, from, to]);

  const choose = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    const read = await readFile(file);
    setBusy(false);
    setSheet(0);
    setSheets(read.ok ? read.sheets : []);
    setFault(read.ok ? null : read.fault === 'empty' ? r('import.noRows') : r(`import.fault.${read.fault}`));
  };
  const readPasted = () => {
    setSheet(0);
    setSheets(pasted.trim() === '' ? [] : [{ name: '', table: tableOfText(pasted) }]);
    setFault(pasted.trim() === '' ? r('import.empty') : null);
  };
  return (
    <Stack gap="m">
      <h2>{r('import.title')}</h2>
      <p>{r('import.lead')}</p>
      <label class={styles.file}>
        {r('import.file')}
        <input type="file" accept=".csv,.txt,.tsv,.xlsx" onChange={(event) => void choose(event.currentTarget.files?.[0])} />
      </label>
      <TextArea id="rota-cells" label={r('import.paste')} value={pasted} autocomplete="off" onInput={setPasted} />
      <Row>
        <Button kind="quiet" busy={isBusy} onClick={readPasted}>
          {r('import.read')}
        </Button>
        {grid === null && (
          <Button kind="quiet" onClick={() => onDone(null)}>
            {r('import.back')}
          </Button>
        )}
      </Row>
      {fault && (
        <Notice tone="warn" role="alert">
          {fault}
        </Notice>
      )}
      {sheets.length > 1 && (
        <SelectField
          id="rota-sheet"
          label={r('import.sheet')}
          options={sheets.map(({ name }, at) => ({ value: String(at), label: name }))}
          value={String(sheet)}
          onInput={(value) => setSheet(Number(value))}
        />
      )}
      {typeof grid === 'string' && (
        <Notice tone="warn" role="alert">
          {r(`import.${grid}`)}
        </Notice>
      )}
      {grid !== null && typeof grid === 'object' && <Mapping key={`${sheet}.${grid.rows.length}.${grid.days.join()}`} grid={grid} weeks={weeks} people={people} onDone={onDone} />}
    </Stack>
  );
}
