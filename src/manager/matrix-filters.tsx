import type { Role } from '../shared/people/role.ts';
import { SelectField } from '../ui/field.tsx';
import { w } from '../words/manager.ts';
import { s } from '../words/state.ts';
import type { Filters, Matrix } from './matrix.ts';
import { countsOf, GROUPS } from './matrix.ts';
import styles from './matrix-filters.module.css';

/** The counts are the filter by standing; then role and order. */
export function MatrixFilters({ matrix, filters, onChange }: { matrix: Matrix; filters: Filters; onChange: (filters: Filters) => void }) {
  const counts = countsOf(matrix.rows);
  const roles = [...new Set(matrix.rows.map((row) => row.role))];
  return (
    <div class={styles.filters}>
      <h2 class={styles.title}>{w('summary.title')}</h2>
      <p class={`${styles.hint} no-print`}>{w('summary.hint')}</p>
      <ul class={`plain-list ${styles.counts}`}>
        {GROUPS.map((group) => (
          <li key={group}>
            <button type="button" class={styles.count} aria-pressed={filters.group === group} onClick={() => onChange({ ...filters, group: filters.group === group ? '' : group })}>
              {w(`group.${group}`, { count: counts[group] })}
            </button>
          </li>
        ))}
      </ul>
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
    </div>
  );
}
