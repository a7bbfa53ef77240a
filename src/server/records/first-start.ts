import { randomBytes } from 'node:crypto';
import { londonDay } from '../../shared/basics/day.ts';
import type { Records } from './database.ts';
import { hasPasskeys } from './passkeys.ts';
import { hasPeople } from './people.ts';
import type { Push } from './push.ts';
import type { SystemDraft } from './record-as-system.ts';
import { newId, recordAsSystem } from './record-as-system.ts';
import { hashOf } from './sessions.ts';

/** The authorities of the regional care co-operative in the South East. */
export const AUTHORITIES: readonly string[] = [
  'Bracknell Forest',
  'Brighton and Hove',
  'Buckinghamshire',
  'East Sussex',
  'Isle of Wight',
  'Kent',
  'Medway',
  'Milton Keynes',
  'Oxfordshire',
  'Portsmouth',
  'Reading (Brighter Futures for Children)',
  'Slough (Slough Children First)',
  'Southampton',
  'Surrey',
  'West Berkshire',
  'West Sussex',
  'Windsor and Maidenhead (Achieving for Children)',
  'Wokingham',
];

const REGION_NAME = 'South East';
const FIRST_ADMIN_NAME = 'Academy lead';
export type Library = Push['library'];
export type Region = { regionId: string; authorityIds: Map<string, string>; adminId: string };

/** The region, its authorities and the one person who can invite all others. */
export async function recordRegion(records: Records, now: Date, library: Library, adminName = FIRST_ADMIN_NAME): Promise<Region> {
  const regionId = newId(now);
  const adminId = newId(now);
  const authorityIds = new Map(AUTHORITIES.map((name) => [name, newId(now)]));
  const drafts: SystemDraft[] = [{ kind: 'people.place.opened', about: regionId, body: { placeId: regionId, kind: 'region', parentId: null, name: REGION_NAME } }];
  for (const [name, placeId] of authorityIds) drafts.push({ kind: 'people.place.opened', about: placeId, body: { placeId, kind: 'authority', parentId: regionId, name } });
  const placement = { placementId: newId(now), placeId: regionId, role: 'regionAdmin' as const, startsOn: londonDay(now.toISOString()), careRoleStartedOn: null };
  drafts.push({ kind: 'people.person.added', about: adminId, body: { personId: adminId, name: adminName, placement } });
  await recordAsSystem(records, adminId, drafts, now, library);
  return { regionId, authorityIds, adminId };
}

/** A fresh set-up secret for a person. Only its hash is kept; it is shown once. */
async function recordSetUpInvitation(records: Records, personId: string, now: Date, library: Library): Promise<string> {
  const secret = randomBytes(16).toString('base64url');
  const invitationId = newId(now);
  await recordAsSystem(records, personId, [{ kind: 'people.invitation.made', about: invitationId, body: { invitationId, personId, secretHash: hashOf(secret) } }], now, library);
  return secret;
}

/**
 * Makes an empty server usable: the region on the very first start, and a set-up secret as long
 * as nobody at all can sign in. Null when somebody can.
 */
export async function prepareFirstStart(records: Records, now: Date, library: Library): Promise<string | null> {
  if (!(await hasPeople(records.db))) await recordRegion(records, now, library);
  if (await hasPasskeys(records.db)) return null;
  const admin = await records.db.selectFrom('placement').select('person_id').where('role', '=', 'regionAdmin').orderBy('placement_id').executeTakeFirst();
  return admin ? recordSetUpInvitation(records, admin.person_id, now, library) : null;
}
