import type { ColumnUse, Mapping } from '../../shared/training/import/columns.ts';
import { COLUMN_USES, mappingAt } from '../../shared/training/import/columns.ts';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/import.ts';
import styles from './import-page.module.css';

/** A, B … Z, AA: as a spreadsheet names its columns. */
function letterOf(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letterOf(Math.floor(column / 26) - 1) + letterOf(column % 26);
}

type MappingFormProps = { table: readonly string[][]; mapping: Mapping; onMapping: (mapping: Mapping) => void; isKnown: (name: string) => boolean };

const WIDE_USES: readonly ColumnUse[] = ['name', 'firstName', 'surname'];

/** What each column means, as found or as chosen. */
export function MappingForm({ table, mapping, onMapping, isKnown }: MappingFormProps) {
  const head = table[mapping.headRow] ?? [];
  const width = Math.max(head.length, (table[mapping.headRow + 1] ?? []).length);
  const columns = Array.from({ length: width }, (_, at) => ({ value: String(at), label: w('map.column', { letter: letterOf(at), title: (head[at] ?? '').trim().slice(0, 60) }) }));
  const rows = table.slice(0, 25).map((row, at) => ({
    value: String(at),
    label: w('map.row', {
      row: at + 1,
      text: row
        .filter((cell) => cell.trim() !== '')
        .join(' · ')
        .slice(0, 60),
    }),
  }));
  const setUse = (use: ColumnUse, value: string) => {
    const { [use]: _, ...rest } = mapping.columns;
    onMapping({ ...mapping, columns: value === '' ? rest : { ...rest, [use]: Number(value) } });
  };
  return (
    <Stack gap="m">
      <ChoiceGroup legend={w('map.shape')}>
        {(['long', 'wide'] as const).map((shape) => (
          <Choice
            key={shape}
            type="radio"
            name="shape"
            value={shape}
            checked={mapping.shape === shape}
            onChange={() => onMapping({ ...mappingAt(table, mapping.headRow, isKnown, shape), isNameCarried: mapping.isNameCarried })}
          >
            {w(`map.${shape}`)}
          </Choice>
        ))}
      </ChoiceGroup>
      <SelectField id="headRow" label={w('map.headRow')} options={rows} value={String(mapping.headRow)} onInput={(value) => onMapping(mappingAt(table, Number(value), isKnown))} />
      {(mapping.shape === 'long' ? COLUMN_USES : WIDE_USES).map((use) => (
        <SelectField
          key={use}
          id={`use-${use}`}
          label={w(`map.${use}`)}
          options={[{ value: '', label: w('map.none') }, ...columns]}
          value={String(mapping.columns[use] ?? '')}
          onInput={(value) => setUse(use, value)}
        />
      ))}
      {mapping.shape === 'wide' && (
        <div>
          <p>{w('map.courses', { count: mapping.courses.length })}</p>
          <ul class={styles.reasons}>
            {mapping.courses.map((column) => (
              <li key={`${column.course} ${column.on}`}>
                {w('map.courseColumn', { course: column.course, letter: letterOf(column.on < 0 ? (column.expiresOn ?? 0) : column.on) })}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Choice type="checkbox" name="carried" value="carried" checked={mapping.isNameCarried} onChange={(isNameCarried) => onMapping({ ...mapping, isNameCarried })}>
        {w('map.carried')}
      </Choice>
      <p class={styles.soft}>{w('map.ignored')}</p>
    </Stack>
  );
}
