import type { ComponentChildren } from 'preact';
import type { Role } from '../shared/people/role.ts';
import { SelectField, TextField } from '../ui/field.tsx';
import { StandingMark } from '../ui/standing-mark.tsx';
import { w } from '../words/manager.ts';
import { m } from '../words/matrix.ts';
import { s } from '../words/state.ts';
import type { Column, Filters, Group } from './matrix.ts';
import { byRole, GROUPS, SORTS } from './matrix.ts';
import styles from './matrix-filters.module.css';

type CountsProps = { counts: Record<Group, number>; filters: Filters; onChange: (filters: Filters) => void };

/** The counts are the filter by standing. */
export function MatrixCounts({ counts, filters, onChange }: CountsProps) {
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

const SORT_WORDS = { break: () => w('filter.byBreak'), name: () => w('filter.byName'), role: () => m('find.byRole') };

type SelectsProps = { columns: readonly Column[]; roles: Iterable<Role>; filters: Filters; onChange: (filters: Filters) => void; children?: ComponentChildren };

/** Whom to look for, which role, which courses, and in what order. */
export function MatrixSelects({ columns, roles, filters, onChange, children }: SelectsProps) {
  const pathways = [...new Set(columns.map((column) => column.pathwayTitle))].filter((title) => title !== '');
  const courses = columns.map(({ card }) => ({ value: card.id, label: card.title })).sort((one, other) => one.label.localeCompare(other.label));
  const asOption = (title: string) => ({ value: title, label: title });
  return (
    <search class={`${styles.selects} no-print`}>
      <TextField id="find" type="search" autocomplete="off" label={m('find.name')} value={filters.name} onInput={(name) => onChange({ ...filters, name })} />
      <SelectField
        id="role"
        label={w('filter.role')}
        options={[{ value: '', label: w('filter.everyRole') }, ...[...new Set(roles)].sort(byRole).map((role) => ({ value: role, label: s(`role.${role}`) }))]}
        value={filters.role}
        onInput={(role) => onChange({ ...filters, role: role as Role | '' })}
      />
      {pathways.length > 1 && (
        <SelectField
          id="pathway"
          label={m('find.pathway')}
          options={[{ value: '', label: m('find.everyPathway') }, ...pathways.map(asOption)]}
          value={filters.pathwayTitle}
          onInput={(pathwayTitle) => onChange({ ...filters, pathwayTitle, courseId: '' })}
        />
      )}
      <SelectField
        id="course"
        label={m('find.course')}
        options={[{ value: '', label: m('find.everyCourse') }, ...courses]}
        value={filters.courseId}
        onInput={(courseId) => onChange({ ...filters, courseId, pathwayTitle: '' })}
      />
      <SelectField
        id="sort"
        label={w('filter.sort')}
        options={SORTS.map((sort) => ({ value: sort, label: SORT_WORDS[sort]() }))}
        value={filters.sort}
        onInput={(sort) => onChange({ ...filters, sort: SORTS.find((known) => known === sort) ?? 'break' })}
      />
      {children}
    </search>
  );
}
