import { londonDay } from '../../../src/shared/basics/day.ts';
import { visibleScopes } from '../../../src/shared/people/access.ts';
import type { Placement } from '../../../src/shared/people/person.ts';
import type { Role } from '../../../src/shared/people/role.ts';
import type { FactRow as LogRow } from '../../../src/server/records/schema.ts';
import type { FactRow, RecordRow } from '../../../src/store/database.ts';
import { rowsOnDisk } from './disk.ts';
import { breaks } from './ledger.ts';
import { receiptsOn } from './look.ts';
import { keyOf, picturesOn } from './pictures.ts';
import type { Phone } from './phones.ts';
import type { World } from './simulate.ts';

/** What a person may see, and what they were told is gone, asked of the server's tables and of nothing that the pull runs through. */
async function visibleTo(world: World, personId: string): Promise<{ wanted: LogRow[]; gone: Set<string>; missing: Map<string, string> }> {
  const { db } = world.server.records;
  const rows = await db.selectFrom('placement').selectAll().where('person_id', '=', personId).execute();
  const placements = rows.map(
    (row): Placement => ({
      ...{
        placementId: row.placement_id,
        placeId: row.place_id,
        role: row.role as Role,
        startsOn: row.starts_on,
        careRoleStartedOn: row.care_role_started_on,
        endsOn: row.ends_on,
      },
    }),
  );
  const scopes = visibleScopes({ personId, placements }, londonDay(new Date(world.clock.now()).toISOString()));
  const shown = await db.selectFrom('change').select(['fact_id', 'server_seq']).where('scope', 'in', scopes).where('what', '=', 'fact').orderBy('server_seq').execute();
  const ids = new Set(shown.map((row) => row.fact_id));
  const log = await db.selectFrom('fact_log').selectAll().where('state', '=', 'recorded').orderBy('server_seq').execute();
  const tombstones = await db.selectFrom('change').select('fact_id').where('scope', 'in', scopes).where('what', '=', 'gone').execute();
  return { wanted: log.filter((row) => ids.has(row.fact_id)), gone: new Set(tombstones.map((row) => row.fact_id)), missing: await missingNow(world) };
}

/** The pictures of each fact that are not there whole. */
async function missingNow(world: World): Promise<Map<string, string>> {
  const { db } = world.server.records;
  const uses = await db.selectFrom('attachment_use').selectAll().orderBy('sha256').execute();
  // Asked of the server: a tab may be killed before anybody hears that its picture was saved.
  if (uses.length === 0) return new Map();
  const whole = await db.selectFrom('attachment').select(['owner', 'sha256']).where('completed_at', 'is not', null).execute();
  const there = new Set(whole.map((row) => keyOf(row.owner, row.sha256)));
  const missing = new Map<string, string[]>();
  for (const use of uses) if (!there.has(keyOf(use.owner, use.sha256))) missing.set(use.fact_id, [...(missing.get(use.fact_id) ?? []), use.sha256]);
  return new Map([...missing].map(([factId, names]) => [factId, names.sort().join()]));
}

/** I11: words and pictures of what was erased are off the phone of whoever was told so, its author's too. */
function checkGone(world: World, phone: Phone, { personId, gone }: { personId: string; gone: ReadonlySet<string> }): void {
  const { ledger } = world;
  const isGone = (about: string | undefined) => about !== undefined && gone.has(about);
  const kept = receiptsOn(phone).filter((row) => row.owner === personId && row.receipt.state !== 'held');
  if (kept.some((row) => isGone(row.fact?.about))) breaks(ledger, 'I11 words of what was deleted are left beside a receipt');
  const waits = new Set(['outbox', 'refusals'].flatMap((table) => rowsOnDisk<{ factId: string }>(phone.origin, table).map((row) => row.factId)));
  for (const row of receiptsOn(phone)) if (row.receipt.state === 'held') waits.add(row.factId);
  const pictures = [...picturesOn(phone).values()].filter((row) => row.owner === personId);
  if (pictures.some((row) => row.factIds.every((factId) => !waits.has(factId) && isGone(ledger.saved.get(factId)?.about))))
    breaks(ledger, 'I11 a picture of what was deleted is left');
}

/** One line for each thing a screen could tell of a record, so that two views can be laid side by side. */
function linesOfLog(rows: readonly LogRow[], missing: ReadonlyMap<string, string>): Map<string, string> {
  const lines = new Map<string, string>();
  for (const row of rows) {
    const body = JSON.parse(row.body) as Record<string, string> & { placement: Placement };
    switch (row.kind) {
      case 'people.place.opened':
        lines.set(`place ${body.placeId}`, String(body.name));
        break;
      case 'home.slot.filled':
        lines.set(`slot ${body.homeId} ${body.slot}`, String(body.text));
        break;
      case 'people.person.added':
      case 'people.placement.started':
        lines.set(
          `placement ${body.personId} ${body.placement.placementId}`,
          lines.get(`placement ${body.personId} ${body.placement.placementId}`) ?? `${body.placement.placeId} open`,
        );
        break;
      case 'people.placement.ended': {
        const key = `placement ${body.personId} ${body.placementId}`;
        const start = lines.get(key);
        if (start) lines.set(key, start.replace(/ .*/, ` ${body.endsOn}`));
        break;
      }
      case 'people.account.closed':
      case 'people.account.reopened':
        lines.set(`account ${body.personId}`, row.kind === 'people.account.closed' ? 'closed' : 'open');
        break;
      case 'training.attempt.started':
        lines.set(`attempt ${row.owner} ${body.attemptId}`, lines.get(`attempt ${row.owner} ${body.attemptId}`) ?? 'begun');
        break;
      case 'training.attempt.finished':
        lines.set(`attempt ${row.owner} ${body.attemptId}`, `finished ${JSON.stringify(body.score)} ${row.server_score}`);
        break;
      case 'training.completion.recorded':
        lines.set(`completion ${row.owner} ${row.fact_id}`, row.received_at);
        break;
      case 'training.practice.signed':
        lines.set(`sign-off ${body.personId} ${row.fact_id}`, `${row.owner} ${body.met} ${row.received_at} ${missing.get(row.fact_id) ?? ''}`);
        break;
    }
  }
  return lines;
}

function linesOfPhone(rows: readonly RecordRow[]): Map<string, string> {
  const lines = new Map<string, string>();
  for (const { place, slots, person } of rows) {
    if (place) lines.set(`place ${place.placeId}`, place.name);
    for (const slot of slots ?? []) lines.set(`slot ${slot.homeId} ${slot.slot}`, slot.text);
    if (!person) continue;
    const { personId } = person;
    if (person.isClosed !== undefined) lines.set(`account ${personId}`, person.isClosed ? 'closed' : 'open');
    for (const placement of person.placements) lines.set(`placement ${personId} ${placement.placementId}`, `${placement.placeId} ${placement.endsOn ?? 'open'}`);
    for (const { attemptId, finished } of person.attempts)
      lines.set(
        `attempt ${personId} ${attemptId}`,
        finished ? `finished ${JSON.stringify(finished.score)} ${finished.serverScore ? JSON.stringify(finished.serverScore) : null}` : 'begun',
      );
    for (const completion of person.completions) lines.set(`completion ${personId} ${completion.factId}`, completion.recordedAt ?? 'not yet');
    for (const signOff of person.signOffs)
      lines.set(`sign-off ${personId} ${signOff.factId}`, `${signOff.by} ${signOff.met} ${signOff.recordedAt} ${[...signOff.missing].sort().join()}`);
  }
  return lines;
}

function differences(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  const keys = new Set([...one.keys(), ...other.keys()]);
  return [...keys].filter((key) => one.get(key) !== other.get(key)).map((key) => `${key}: server ${one.get(key)}, phone ${other.get(key)}`);
}

/** I10: after quiet a phone shows what the server has for its person: nothing less, nothing else, nothing of a lost scope. */
export async function checkView(world: World, phone: Phone, personId: string): Promise<void> {
  const { ledger } = world;
  const { wanted, gone, missing: unsent } = await visibleTo(world, personId);
  const facts = rowsOnDisk<FactRow>(phone.origin, 'facts');
  const ids = new Set(facts.map((row) => row.factId));
  const visible = new Set(wanted.map((row) => row.fact_id));
  const missing = wanted.filter((row) => !ids.has(row.fact_id));
  // What the server holds back is its author's to see, and nobody else's yet. So is what they wrote
  // and delivered here after losing its scope: no page will ever name it, theirs or anybody's.
  const heldBack = new Set(receiptsOn(phone).flatMap((row) => (row.owner === personId && row.receipt.state === 'held' ? row.factId : [])));
  const isAuthorsAlone = (row: FactRow) => heldBack.has(row.factId) || (row.owner === personId && row.scopes.length === 0);
  const unseen = facts.filter((row) => !visible.has(row.factId));
  const extra = unseen.filter((row) => !isAuthorsAlone(row));
  const different = unseen.length > extra.length ? [] : differences(linesOfLog(wanted, unsent), linesOfPhone(rowsOnDisk<RecordRow>(phone.origin, 'records')));
  if (missing.length > 0) breaks(ledger, 'I10 a change was skipped');
  if (extra.length > 0) breaks(ledger, 'I10 a row is left that this person may not see');
  if (missing.length + extra.length === 0 && different.length > 0) breaks(ledger, 'I10 the phone and the server tell different things');
  checkGone(world, phone, { personId, gone });
  for (const fact of facts) if (world.erased.has(fact.about)) breaks(ledger, 'I11 something deleted came back');
  world.trace.push(
    ...[...missing.map((row) => `missing ${row.kind} ${row.fact_id}`), ...extra.map((row) => `extra ${row.kind} ${row.factId}`), ...different].map(
      (text) => `${phone.index} ${personId} ${text}`,
    ),
  );
}
