import { canonicalJson } from '../../../src/shared/basics/canonical.ts';
import type { Json } from '../../../src/shared/basics/canonical.ts';
import { addDays, londonDay } from '../../../src/shared/basics/day.ts';
import type { OutboxRow, RefusalRow } from '../../../src/store/database.ts';
import { DAY_MS, SECOND_MS } from './clock.ts';
import { actOf } from './deeds.ts';
import { rowsOnDisk } from './disk.ts';
import type { Happening } from './happenings.ts';
import type { Act, Ledger, Saved } from './ledger.ts';
import { breaks, count } from './ledger.ts';
import { receiptsOn } from './look.ts';
import type { Picture } from './pictures.ts';
import { evidenceOf, keyOf } from './pictures.ts';
import { HOMES } from './people.ts';
import type { Phone, Tab } from './phones.ts';
import { evict, killTab, openTab, showCount, signedInOn, signIn, signOut, wakeWorker } from './phones.ts';
import type { World } from './simulate.ts';

/** A phone with all its tabs killed still has somebody who opens the page again. */
async function pageOf(world: World, phone: Phone, index: number): Promise<Tab> {
  return phone.pages[index % Math.max(1, phone.pages.length)] ?? openTab(world, phone, 'page');
}

const storageTrouble = () => undefined;

const whoOf = (who: number) => ['mia', 'ann', 'ben'][who] ?? 'ann';

function attached(ledger: Ledger, { owner, sha256, phone, factId }: Omit<Picture, 'factIds'> & { factId: string }): void {
  const known = ledger.pictures.get(keyOf(owner, sha256));
  if (known) known.factIds.add(factId);
  else ledger.pictures.set(keyOf(owner, sha256), { owner, sha256, phone, factIds: new Set([factId]) });
  count(ledger, 'pictures');
}

function seqOnDisk(phone: Phone, personId: string): unknown {
  return rowsOnDisk<{ name: string; value: unknown }>(phone.origin, 'marks').find((row) => row.name === `seq:${personId}`)?.value ?? 0;
}

/** Somebody acts. Only what the phone calls saved is owed to them; what it calls not saved must not be there. */
function record(world: World, tab: Tab, act: Act): void {
  const { ledger } = world;
  const { phone } = tab;
  const author = signedInOn(phone);
  if (author === null || act.length === 0) return;
  const before = seqOnDisk(phone, author);
  count(ledger, 'facts', act.length);
  tab.cabinet.record(act.map(({ draft }) => draft)).then(
    (recorded) => {
      if (!tab.isAlive) return;
      if (!recorded.ok && seqOnDisk(phone, author) !== before) breaks(ledger, 'I2 said to be not saved, and kept all the same');
      if (!recorded.ok) return;
      for (const [index, factId] of recorded.factIds.entries()) {
        const deed = act[index];
        if (!deed) continue;
        const { kind, about, replaces = null } = deed.draft;
        const evidence = evidenceOf(deed.draft);
        const body = evidence.length > 0 ? { ...deed.draft.body, evidence } : deed.draft.body;
        for (const { sha256 } of evidence) attached(ledger, { owner: author, sha256, phone: phone.index, factId });
        const saved: Saved = {
          factId,
          phone: phone.index,
          author,
          kind,
          about,
          body: canonicalJson(body as unknown as Json),
          replaces,
          isGood: deed.isGood && !world.erased.has(about),
        };
        if (!ledger.forged.has(factId)) ledger.saved.set(factId, saved);
        const passed = kind === 'training.attempt.finished' ? ledger.passed.get(author)?.find((entry) => entry.attemptId === about) : undefined;
        if (passed) passed.factId = factId;
      }
    },
    // A fault that the page shows as it is; nothing was called saved.
    storageTrouble,
  );
}

/** A fact of another phone whose id this one has never seen. */
function strangeId(world: World, phone: Phone, choice: number): string | undefined {
  const rows = [...['facts', 'outbox', 'refusals'].flatMap((table) => rowsOnDisk<{ factId: string }>(phone.origin, table)), ...receiptsOn(phone)];
  const seen = new Set(rows.map((row) => row.factId));
  const strange = [...world.ledger.saved.values()].filter((saved) => saved.phone !== phone.index && !seen.has(saved.factId));
  return strange[choice % Math.max(1, strange.length)]?.factId;
}

/** One of two facts with one id is refused, and with it whatever rests on it. */
function spoil(ledger: Ledger, about: string | undefined): void {
  for (const saved of ledger.saved.values()) if (saved.about === about) saved.isGood = false;
  for (const [personId, open] of ledger.open)
    ledger.open.set(
      personId,
      open.filter((attempt) => attempt.attemptId !== about),
    );
}

function sameId(world: World, tab: Tab, choice: number): void {
  const author = signedInOn(tab.phone);
  const factId = strangeId(world, tab.phone, choice);
  if (factId === undefined || author === null) return;
  const { ledger } = world;
  const act = actOf(ledger, 'start', author, choice);
  for (const about of [ledger.saved.get(factId)?.about, act[0]?.draft.about]) spoil(ledger, about);
  ledger.forged.add(factId);
  ledger.saved.delete(factId);
  tab.forge(factId);
  record(world, tab, act);
}

function refusalOf(phone: Phone): RefusalRow | undefined {
  const owner = signedInOn(phone);
  return rowsOnDisk<RefusalRow>(phone.origin, 'refusals').find((row) => row.owner === owner);
}

/** The refused words once more, as a new fact. */
function sendAgain(world: World, tab: Tab): void {
  const refused = refusalOf(tab.phone);
  if (!refused) return;
  const { fact, factId: replaces, owner: author } = refused;
  tab.cabinet.sendAgain(replaces).then((recorded) => {
    if (!tab.isAlive || !recorded.ok) return;
    const { kind, about } = fact;
    const saved = { phone: tab.phone.index, author, kind, about, body: canonicalJson(fact.body as Json), replaces, isGood: false };
    for (const factId of recorded.factIds) {
      world.ledger.saved.set(factId, { ...saved, factId });
      for (const picture of world.ledger.pictures.values()) if (picture.owner === author && picture.factIds.has(replaces)) picture.factIds.add(factId);
    }
  }, storageTrouble);
}

/** Full sign-ins end with the account; those that only deliver stay. */
async function closeAccount(world: World, personId: string): Promise<void> {
  await world.server.act({ kind: 'people.account.closed', about: personId, body: { personId } });
  count(world.ledger, 'closed');
  for (const phone of world.phones) if (phone.session?.personId === personId) phone.session = { personId, may: 'deliver' };
}

async function move(world: World, happening: Extract<Happening, { is: 'endPlacement' | 'startPlacement' }>): Promise<void> {
  const personId = whoOf(happening.who);
  const today = londonDay(new Date(world.clock.now()).toISOString());
  const held = await world.server.records.db.selectFrom('placement').selectAll().where('person_id', '=', personId).execute();
  if (happening.is === 'endPlacement') {
    const open = held.find((row) => row.ends_on === null);
    if (open) await world.server.act({ kind: 'people.placement.ended', about: personId, body: { personId, placementId: open.placement_id, endsOn: addDays(today, -1) } });
    return;
  }
  const placementId = `${personId}-${held.length + 1}-${world.server.timeline}-${world.steps}`;
  const role = personId === 'mia' ? ('manager' as const) : ('carer' as const);
  const placement = { placementId, placeId: HOMES[happening.home] ?? HOMES[0], role, startsOn: today, careRoleStartedOn: null };
  await world.server.act({ kind: 'people.placement.started', about: personId, body: { personId, placement } });
}

/** The operator erases what people did; places and people stay. */
async function erase(world: World, which: number): Promise<void> {
  const { ledger, server } = world;
  const rows = await server.records.db.selectFrom('fact_log').select('about').distinct().where('kind', 'like', 'training.%').orderBy('about').execute();
  const about = rows[which % Math.max(1, rows.length)]?.about;
  if (about === undefined) return;
  for (const saved of ledger.saved.values()) if (saved.about === about) saved.isGood = false;
  const held = await server.records.db.selectFrom('fact_log').select('fact_id').where('about', '=', about).execute();
  for (const row of held) ledger.erased.add(row.fact_id);
  world.erased.add(about);
  count(ledger, 'erased');
  await server.erase(about);
}

/** Undelivered work that goes with the phone's storage is the one loss there is (I2). */
function evictPhone(world: World, phone: Phone): void {
  const lost = [...['outbox', 'refusals'].flatMap((table) => rowsOnDisk<OutboxRow>(phone.origin, table)), ...receiptsOn(phone)];
  for (const row of lost) world.ledger.evicted.add(row.factId);
  evict(world, phone);
}

const tell = (act: Promise<unknown>) => void act.catch(storageTrouble);

/** Begins one happening; what it sets going comes to rest before the next. */
export async function happen(world: World, happening: Happening): Promise<void> {
  const { ledger, network, server, clock } = world;
  const phone = world.phones['phone' in happening ? happening.phone : 0];
  if (!phone) return;
  const line = network.lines[phone.index];
  const tab = await pageOf(world, phone, 'page' in happening ? happening.page : 0);
  switch (happening.is) {
    case 'record':
      record(world, tab, actOf(ledger, happening.deed, signedInOn(phone) ?? '', happening.choice));
      if (!happening.isSoonSent) return;
      await world.quiet();
      return clock.pass(SECOND_MS);
    case 'sameId':
      return sameId(world, tab, happening.choice);
    case 'drain':
      return tell(tab.sync.drain());
    case 'sendNow':
      return tab.cabinet.sendNow();
    case 'show':
    case 'hide':
      return tab.page.tell(happening.is === 'show' ? 'visible' : 'hidden');
    case 'kill':
      killTab(world, tab);
      await openTab(world, phone, 'page');
      return;
    case 'sendAgain':
      return sendAgain(world, tab);
    case 'letGo': {
      const refused = refusalOf(phone);
      if (refused) ledger.letGo.add(refused.factId);
      if (refused) tell(tab.cabinet.letGoOfRefusal(refused.factId));
      return;
    }
    case 'showCount':
      return showCount(tab);
    case 'wakeWorker':
      return wakeWorker(world, phone);
    case 'killWorker':
      for (const worker of phone.workers) killTab(world, worker);
      return;
    case 'evict':
      return evictPhone(world, phone);
    case 'signIn': {
      const personId = phone.people[happening.who % phone.people.length] ?? 'ann';
      return tell(signIn(world, phone, tab, personId));
    }
    case 'signOut':
      return tell(signOut(phone, tab));
    case 'othersSession':
      phone.session = { personId: phone.people[happening.who % phone.people.length] ?? 'ann', may: 'all' };
      return;
    case 'sessionAges':
      if (phone.session) phone.session = { ...phone.session, may: 'deliver' };
      return;
    case 'sessionEnds':
      phone.session = null;
      return;
    case 'weather':
      if (line) line.weather = happening.weather;
      return;
    case 'fate':
      line?.fates.push(happening.fate);
      return;
    case 'airplane':
      if (line) line.isOnline = !happening.isOn;
      return tab.page.tell(happening.isOn ? 'offline' : 'online');
    case 'arrive':
    case 'drop': {
      const [parked] = network.parked.splice(happening.which % Math.max(1, network.parked.length), 1);
      if (happening.is === 'drop') parked?.drop();
      else tell(parked?.arrive() ?? Promise.resolve());
      return;
    }
    case 'disk':
      return tab.door.arm(happening.fault, happening.after);
    case 'server':
      for (let time = 0; time < happening.times; time += 1) server.faults.next(happening.fault);
      return;
    case 'down':
    case 'up':
      server.isDown = happening.is === 'down';
      return;
    case 'rollBack':
    case 'rollForward':
      server.isOld = happening.is === 'rollBack';
      return;
    case 'backup':
      return server.backup();
    case 'restore':
    case 'restoreForgotten':
      // What was forgotten will be recorded once more, and later.
      ledger.recordedAt.clear();
      return server.restore(happening.is === 'restore');
    case 'erase':
      return erase(world, happening.which);
    case 'settle':
      await server.settle();
      return;
    case 'endPlacement':
    case 'startPlacement':
      return move(world, happening);
    case 'closeAccount':
      return closeAccount(world, whoOf(happening.who));
    case 'reopenAccount':
      return server.reopen(whoOf(happening.who));
    case 'pass':
      return clock.pass(happening.seconds * SECOND_MS);
    case 'days':
      return clock.pass(happening.days * DAY_MS);
    case 'clock':
      phone.skewMs = happening.hours * 60 * 60 * SECOND_MS;
      return;
  }
}
