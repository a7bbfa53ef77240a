import { LEADING_ROLES } from '../shared/people/role.ts';
import type { SignedIn } from '../shared/wire/session.ts';

/** Those who watch others' training see it move; a carer's own phone makes its own news. */
export function mayListen(who: SignedIn | null): boolean {
  return who?.roles.some(({ role }) => role === 'regionAdmin' || LEADING_ROLES.includes(role)) ?? false;
}
