import { useLayoutEffect, useState } from 'preact/hooks';
import { roleSchema } from '../../shared/people/role.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import type { Filters } from '../matrix.ts';
import { EVERYONE, GROUPS, SORTS } from '../matrix.ts';

const SETTING = 'manager.matrix';

/** What was chosen last, if it can still be read. A name somebody looked for is not kept. */
function readKept(kept: string | null): Filters {
  try {
    const { role, group, sort, courseId, pathwayTitle } = JSON.parse(kept ?? '{}') as Record<string, unknown>;
    return {
      ...EVERYONE,
      role: roleSchema.options.find((known) => known === role) ?? '',
      group: GROUPS.find((known) => known === group) ?? '',
      sort: SORTS.find((known) => known === sort) ?? EVERYONE.sort,
      courseId: typeof courseId === 'string' ? courseId : '',
      pathwayTitle: typeof pathwayTitle === 'string' ? pathwayTitle : '',
    };
  } catch {
    return EVERYONE;
  }
}

/** How the manager last looked at the matrix, kept on this device. Null until that is known. */
export function useFilters(cabinet: Cabinet): [Filters | null, (filters: Filters) => void] {
  const [filters, setFilters] = useState<Filters | null>(null);
  useLayoutEffect(() => {
    let isGone = false;
    void cabinet.setting(SETTING).then((kept) => !isGone && setFilters((now) => now ?? readKept(kept)));
    return () => {
      isGone = true;
    };
  }, [cabinet]);
  const choose = (next: Filters) => {
    setFilters(next);
    void cabinet.setSetting(SETTING, JSON.stringify({ ...next, name: '' }));
  };
  return [filters, choose];
}

/** A course or pathway that is asked of nobody here must not leave the page empty. */
export function fitting(filters: Filters, columns: readonly { card: { id: string }; pathwayTitle: string }[]): Filters {
  const hasCourse = columns.some((column) => column.card.id === filters.courseId);
  const hasPathway = columns.some((column) => column.pathwayTitle === filters.pathwayTitle);
  return { ...filters, courseId: hasCourse ? filters.courseId : '', pathwayTitle: hasPathway ? filters.pathwayTitle : '' };
}
