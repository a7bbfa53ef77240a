import type { Role } from '../shared/people/role.ts';
import { SelectField } from '../ui/field.tsx';
import { StandingMark } from '../ui/standing-mark.tsx';
import { w } from '../words/manager.ts';
import { s } from '../words/state.ts';
import type { Filters, Matrix } from './matrix.ts';
import { countsOf, GROUPS } from './matrix.ts';
import styles from './matrix-filters.module.css';

type FiltersProps = { matrix: Matrix; filters: Filters; onChange: (filters: Filters) => void };

/** The counts are the filter by standing. */
export function MatrixCounts({ matrix, filters, onChange }: FiltersProps) {
  const counts = countsOf(matrix.rows);
  return (
    <section class={styles.summary} aria-labelledby="summary">
      <h2 id="summary" class={styles.title}>
        {w('summary.title')}
      </h2>
      <p class={`${styles.hint} no-print`}>{w('summary.hint')}</p>
      <ul class={`plain-list ${styles.counts}`}>
        {GROUPS.map((group) => (
          <li key={group}>
            <button
              type="button"
              class={`${styles.count} ${counts[group] === 0 ? styles.none : ''}`}
              aria-pressed={filters.group === group}
              onClick={() => onChange({ ...filters, group: filters.group === group ? '' : group })}
            >
              <StandingMark word={group} says={w(`group.${group}`, { count: counts[group] })} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Which role, and in what order. */
export function MatrixSelects({ matrix, filters, onChange }: FiltersProps) {
  const roles = [...new Set(matrix.rows.map((row) => row.role))];
  return (
    <div class={`${styles.selects} no-print`}>
      <SelectField
        id="role"
        label={w('filter.role')}
        options={[{ value: '', label: w('filter.everyRole') }, ...roles.map((role) => ({ value: role, label: s(`role.${role}`) }))]}
        value={filters.role}
        onInput={(role) => onChange({ ...filters, role: role as Role | '' })}
      />
      <SelectField
        id="sort"
        label={w('filter.sort')}
        options={[
          { value: 'break', label: w('filter.byBreak') },
          { value: 'name', label: w('filter.byName') },
        ]}
        value={filters.sort}
        onInput={(sort) => onChange({ ...filters, sort: sort === 'name' ? 'name' : 'break' })}
      />
    </div>
  );
}
