import type { Role } from '../../shared/people/role.ts';
import type { Invitation } from '../../shared/wire/session.ts';
import type { TurnedAwayKind } from '../../shared/wire/refusal.ts';
import { findSignedIn } from './people.ts';
import type { Queries } from './rows.ts';
import { hashOf } from './sessions.ts';

export type OpenInvitation = { ok: true; invitationId: string; personId: string; says: Invitation } | { ok: false; kind: Extract<TurnedAwayKind, `link${string}`> };

/** What a secret opens. Only whoever holds the secret learns that it was used or is too old. */
export async function findInvitation(db: Queries, secret: string, now: string): Promise<OpenInvitation> {
  const row = await db.selectFrom('invitation').selectAll().where('secret_hash', '=', hashOf(secret)).orderBy('made_at').executeTakeFirst();
  if (!row) return { ok: false, kind: 'linkUnknown' };
  if (row.used_at !== null) return { ok: false, kind: 'linkUsed' };
  if (row.expires_at <= now) return { ok: false, kind: 'linkExpired' };
  const person = await findSignedIn(db, row.person_id, now);
  const role = person?.roles[0];
  // Everybody's placement here has ended since: the link leads nowhere any more.
  if (!person || !role) return { ok: false, kind: 'linkExpired' };
  return {
    ok: true,
    invitationId: row.invitation_id,
    personId: row.person_id,
    says: { name: person.name, placeName: role.placeName, role: role.role as Role, expiresAt: row.expires_at },
  };
}

/** Marks it used; false when another request was faster. */
export async function spendInvitation(db: Queries, invitationId: string, now: string): Promise<boolean> {
  const row = await db
    .updateTable('invitation')
    .set({ used_at: now })
    .where('invitation_id', '=', invitationId)
    .where('used_at', 'is', null)
    .returning('invitation_id')
    .executeTakeFirst();
  return row !== undefined;
}
