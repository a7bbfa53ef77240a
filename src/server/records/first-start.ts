import { createHash, randomBytes } from 'node:crypto';
import { londonDay } from '../../shared/basics/day.ts';
import { uuidV7 } from '../../shared/basics/id.ts';
import type { Fact } from '../../shared/wire/fact.ts';
import { factText } from '../../shared/wire/fact.ts';
import type { Bodies, FactKind } from '../../shared/wire/kinds.ts';
import type { Records } from './database.ts';
import { hasPasskeys } from './passkeys.ts';
import { hasPeople } from './people.ts';
import type { Push } from './push.ts';
import { pushFacts } from './push.ts';
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
/** The device that the server's own facts name. */
const OWN_DEVICE = 'server';

export type Library = Push['library'];
/** What the server records by itself: numbered, hashed and pushed like anybody's facts. */
type Draft = { [Kind in FactKind]: { kind: Kind; about: string; body: Bodies[Kind] } }[FactKind];

function newId(now: Date): string {
  return uuidV7(now.getTime(), randomBytes(10));
}

function factFrom(draft: Draft, owner: string, seq: number, now: Date): Fact {
  const core = { factId: newId(now), v: 1, ...draft };
  const hash = createHash('sha256').update(factText(core)).digest('base64url');
  return { ...core, hash, owner, deviceId: OWN_DEVICE, seq, prev: null, base: null, deps: [], replaces: null, at: now.toISOString(), off: 0 };
}

async function recordAsSystem(records: Records, owner: string, drafts: readonly Draft[], now: Date, library: Library): Promise<void> {
  const device = await records.db.selectFrom('device').select('last_seq').where('device_id', '=', OWN_DEVICE).where('person_id', '=', owner).executeTakeFirst();
  const from = (device?.last_seq ?? 0) + 1;
  const facts = drafts.map((draft, index) => factFrom(draft, owner, from + index, now));
  const pushed = await pushFacts(records, { owner, deviceId: OWN_DEVICE, facts, now, library, asSystem: true });
  const refused = pushed.ok ? pushed.answers.find((answer) => answer.receipt?.state !== 'recorded') : null;
  if (!pushed.ok || refused) throw new Error(`the first records were not taken: ${refused?.refusal?.where ?? 'unreadable'}`);
}

export type Region = { regionId: string; authorityIds: Map<string, string>; adminId: string };

/** The region, its authorities and the one person who can invite all others. */
export async function recordRegion(records: Records, now: Date, library: Library, adminName = FIRST_ADMIN_NAME): Promise<Region> {
  const regionId = newId(now);
  const adminId = newId(now);
  const authorityIds = new Map(AUTHORITIES.map((name) => [name, newId(now)]));
  const drafts: Draft[] = [{ kind: 'people.place.opened', about: regionId, body: { placeId: regionId, kind: 'region', parentId: null, name: REGION_NAME } }];
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
