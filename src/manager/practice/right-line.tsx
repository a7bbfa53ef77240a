import type { Day } from '../../shared/basics/day.ts';
import type { Authority } from '../../shared/practice/authority.ts';
import { ageOfList, LIST_COUNTS_DAYS, rightOn, SIGNING_ROLES } from '../../shared/practice/authority.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import { Notice } from '../../ui/notice.tsx';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/practice.ts';
import { s } from '../../words/state.ts';

/** `no`: the list says otherwise, or this phone has none and nothing else speaks for them. */
export type OwnRight = { is: 'no'; on: Day | null } | { is: 'yes'; says: string; on: Day | null; days: number };

/** May whoever is signed in sign this, as far as this phone knows? An old list is no reason to refuse what it allowed. */
export function ownRight(who: SignedIn, list: Authority | null, personId: string, courseId: string, today: Day): OwnRight {
  const homes = list?.people.filter((entry) => entry.personId === personId).map((entry) => entry.homeId) ?? [];
  const right = list && rightOn(list, who.personId, courseId, today, homes.length > 0 ? homes : undefined);
  const days = list ? ageOfList(list.on, today) : 0;
  if (list && right) {
    const says =
      right.role === null
        ? w('right.named', { name: who.name, day: formatDay(right.until ?? '') })
        : w('right.role', { name: who.name, role: s(`role.${right.role as 'senior' | 'deputy' | 'manager'}`) });
    return { is: 'yes', says, on: list.on, days };
  }
  const held = who.roles.find(({ role }) => SIGNING_ROLES.includes(role));
  // A fresh list knows better than this phone; an old one may not.
  if (!held || (list && days <= LIST_COUNTS_DAYS)) return { is: 'no', on: list?.on ?? null };
  return { is: 'yes', says: w('right.role', { name: who.name, role: s(`role.${held.role}`) }), on: list?.on ?? null, days };
}

export function RightLine({ right }: { right: Extract<OwnRight, { is: 'yes' }> }) {
  return (
    <>
      <p>
        <strong>{right.says}</strong> {right.on !== null && w('right.list', { day: formatDay(right.on) })}
      </p>
      {right.on === null && <Notice tone="warn">{w('provisional.none')}</Notice>}
      {right.days > LIST_COUNTS_DAYS && <Notice tone="warn">{w('provisional.old', { days: right.days })}</Notice>}
    </>
  );
}
