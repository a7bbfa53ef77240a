import type { Audience, AudienceKind, Directory, SignedDirectory } from '../../shared/voice/directory.ts';
import type { Envelope } from '../../shared/voice/envelope.ts';
import type { ReaderBody } from '../../shared/voice/sealed-body.ts';
import type { Share } from '../../shared/voice/share.ts';
import type { Act, Joined } from '../../shared/wire/sealed.ts';
import { b64, chance } from '../bytes.ts';
import { countersign, fingerprintOf, proposeDirectory, signRoot } from '../directory.ts';
import { makeReaderEngine, type ReaderEngine } from '../reader-engine.ts';
import { freshSigningPair, type Signer, signingPoint } from '../signed.ts';
import { makeYoungEngine, type YoungEngine } from '../young-engine.ts';
import { madeUpDrawing, madeUpSound } from './made-up.ts';
import type { Phone } from './phone.ts';
import { makePhone } from './phone.ts';
import { STORIES } from './stories.ts';
import type { Step, Story } from './story.ts';

type Person = { personId: string; name: string /** What the demonstration's link of this person signs in with. */; secret: string };
export type VoicePlan = {
  origin: string;
  /** When the demonstration is opened; its views lie in the forty days before. */
  now: string;
  regionId: string;
  officers: [Person, Person];
  /** Two of each kind; those of `home` lead the first home. */
  readers: (Person & { kind: AudienceKind; role: string })[];
  /** Where the dozen live, each with somebody who makes join codes there. */
  homes: { placeId: string; secret: string }[];
};

export type VoiceFilled = {
  fingerprint: string;
  /** By person: the 32 bytes that a link carries, from which their device is made again. */
  devices: Record<string, string>;
  /** Of somebody with a reply waiting, for coming back on another phone. */
  words: string[];
  views: number;
};

/** The world outside: nothing in this room calls the network by itself, or knows the time. */
export type Outside = {
  send: typeof fetch;
  /** Sets the server's clock, which in a demonstration being filled is ours. */
  clock(at: string): Promise<void>;
  say(done: number, of: number): void;
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const YOUNG = 12;
const START_DAYS = 40;
const WEEK = [1, 2, 3, 4, 5];
/** Names and hours that are shown to a young person. */
const AUDIENCES: Record<AudienceKind, { a: string; name: string; hours: Audience['hours'] }> = {
  participation: { a: 'participation-1', name: 'Participation team (demonstration)', hours: { days: WEEK, from: '09:00', to: '18:00' } },
  advocate: { a: 'advocates-1', name: 'Advocates (demonstration)', hours: { days: [1, 2, 3, 4, 5, 6], from: '09:00', to: '19:00' } },
  visitor: { a: 'visitors-1', name: 'Independent visitors (demonstration)', hours: { days: WEEK, from: '10:00', to: '16:00' } },
  collective: { a: 'collective-1', name: 'Youth collective (demonstration)', hours: { days: [3], from: '16:00', to: '19:00' } },
  safeguarding: { a: 'safeguarding-1', name: 'Safeguarding leads (demonstration)', hours: { days: [], from: '00:00', to: '00:00' } },
  lado: { a: 'lado-1', name: 'LADO (demonstration)', hours: { days: WEEK, from: '09:00', to: '17:00' } },
  iro: { a: 'iro-1', name: 'Reviewing officers (demonstration)', hours: { days: WEEK, from: '09:00', to: '17:00' } },
  socialWorker: { a: 'social-1', name: 'Social workers (demonstration)', hours: { days: WEEK, from: '09:00', to: '17:00' } },
  home: { a: 'home-1', name: 'Your home (demonstration)', hours: { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '20:00' } },
};

type Reader = {
  kind: AudienceKind;
  personId: string;
  engine: ReaderEngine;
  seed: string;
  phone: Phone;
  device: Awaited<ReturnType<ReaderEngine['deviceOfSeed']>>;
  name: string;
  role: string;
};
type Child = { engine: YoungEngine; words: string[]; phone: Phone; joined: Joined; capabilities: string[]; used: number };
type View = { envelope: Envelope; id: string; mailbox: number; mbox: string; tk: string; to: AudienceKind[]; shares: Map<AudienceKind, Share>; child: Child };

const before = (moment: string, ms: number) => new Date(Date.parse(moment) - ms).toISOString();

/**
 * Fills a region's sealed lane with a made-up dozen and their forty views, by the path that every phone
 * takes: codes, capabilities, sealing, signing, and the server's own routes.
 */
export async function fillVoice(plan: VoicePlan, outside: Outside): Promise<VoiceFilled> {
  const start = before(plan.now, START_DAYS * DAY_MS);
  let clock = start;
  const tick = async (at: string) => {
    clock = at;
    await outside.clock(at);
  };
  const phoneOf = (secret: string | null) => makePhone(plan.origin, outside.send, secret, () => clock);
  await tick(start);

  const readers = await Promise.all(
    plan.readers.map(async ({ kind, personId, secret, name, role }): Promise<Reader> => {
      const engine = makeReaderEngine();
      const seed = b64(chance(32));
      return { kind, personId, engine, seed, phone: phoneOf(secret), device: await engine.deviceOfSeed(seed), name, role };
    }),
  );
  const officers = await Promise.all(plan.officers.map(async (person) => ({ person, seed: b64(chance(32)), phone: phoneOf(person.secret) })));
  const { directory, fingerprint } = await setUp(plan, readers, officers, start);
  const children: Child[] = [];
  for (let index = 0; index < YOUNG; index += 1) children.push(await join(plan, index, phoneOf));

  const acts = STORIES.flatMap((story) => storyActs(story, { plan, directory, readers, children }));
  acts.sort((one, other) => one.at.localeCompare(other.at));
  for (const [index, { at, run }] of acts.entries()) {
    await tick(at);
    await run(at);
    outside.say(index + 1, acts.length);
  }
  await tick(plan.now);
  const returning = children[0];
  return {
    fingerprint,
    devices: Object.fromEntries([...readers.map(({ personId, seed }) => [personId, seed]), ...officers.map(({ person, seed }) => [person.personId, seed])]),
    words: returning?.words ?? [],
    views: STORIES.length,
  };
}

/** The root's ceremony, the first directory, and every audience's key sealed to its readers' devices. */
async function setUp(plan: VoicePlan, readers: Reader[], officers: { person: Person; seed: string; phone: Phone }[], at: string) {
  const until = before(plan.now, -300 * DAY_MS);
  const signers: Signer[] = [];
  for (const { seed } of officers) {
    const { d, dsk, dskPub } = await makeReaderEngine().deviceOfSeed(seed);
    signers.push({ k: d, privateKey: dsk.privateKey, pub: dskPub });
  }
  const rootPair = await freshSigningPair();
  const root = { pub: await signingPoint(rootPair), privateKey: rootPair.privateKey };
  const statement = await signRoot(root, { v: 1, number: 1, issuedAt: at, keys: signers.map(({ k, pub }) => ({ k, pub, until })), need: 2, demonstration: true });

  const audiences: Audience[] = [];
  const kept: { founder: Reader; keys: Awaited<ReturnType<ReaderEngine['newEpoch']>>['keys'] }[] = [];
  for (const [kind, { a, name, hours }] of Object.entries(AUDIENCES) as [AudienceKind, (typeof AUDIENCES)[AudienceKind]][]) {
    const theirs = readers.filter((reader) => reader.kind === kind);
    const [founder] = theirs;
    if (!founder) continue;
    const { pub, keys } = await founder.engine.newEpoch(
      a,
      1,
      theirs.map(({ device }) => ({ d: device.d, dk: device.dkPub })),
    );
    kept.push({ founder, keys });
    const unit = kind === 'home' ? (plan.homes[0]?.placeId ?? plan.regionId) : plan.regionId;
    audiences.push({ a, kind, unit, name, epochs: [{ e: 1, pub, from: at }], hours, ...(kind === 'safeguarding' ? {} : { escalatesTo: AUDIENCES.safeguarding.a }) });
  }
  const directory: Directory = {
    v: 1,
    version: 1,
    issuedAt: at,
    expiresAt: until,
    audiences,
    devices: readers.map(({ device, personId, name, role, kind }) => ({
      d: device.d,
      personId,
      name,
      role,
      audiences: [AUDIENCES[kind].a],
      dk: device.dkPub,
      dsk: device.dskPub,
      from: at,
      until,
    })),
  };
  for (const { phone, device } of readers) await phone.post('/keys/devices', { d: device.d, dk: device.dkPub, dsk: device.dskPub });
  let signed: SignedDirectory | null = null;
  for (const [index, signer] of signers.entries()) {
    signed = signed ? await countersign(signed, signer) : await proposeDirectory(statement, directory, signer);
    await officers[index]?.phone.post('/keys/directory', signed);
  }
  for (const { founder, keys } of kept) await founder.phone.post('/keys/kept', { keys });
  for (const { engine, device, phone } of readers) {
    const mine = await phone.get<{ keys: Parameters<ReaderEngine['takeKeys']>[1] }>('/keys/mine');
    const { held } = await engine.takeKeys(device, mine.keys, directory);
    if (held.length !== 1) throw new Error('a reader of the demonstration did not get their key');
  }
  return { directory, fingerprint: await fingerprintOf(root.pub) };
}

async function join(plan: VoicePlan, index: number, phoneOf: (secret: string | null) => Phone): Promise<Child> {
  // Five live in the first home, the others in whichever there are.
  const others = plan.homes.slice(1);
  const home = index < 5 || others.length === 0 ? plan.homes[0] : others[index % others.length];
  if (!home) throw new Error('the demonstration has no home');
  const { code } = await phoneOf(home.secret).post<{ code: string }>('/voice/codes', {});
  const phone = phoneOf(null);
  const joined = await phone.post<Joined>('/voice/join', { code });
  const { capabilities } = await phone.post<{ capabilities: string[] }>('/voice/capabilities', { membership: joined.membership });
  const engine = makeYoungEngine();
  const { words } = await engine.begin();
  return { engine, words, phone, joined, capabilities, used: 0 };
}

type Scene = { plan: VoicePlan; directory: Directory; readers: Reader[]; children: Child[] };
type Timed = { at: string; run(at: string): Promise<void> };

function momentOf({ days, hour }: Story, now: string): string {
  if (days === 0) return before(now, -hour * HOUR_MS);
  const day = new Date(Date.parse(now) - days * DAY_MS);
  day.setUTCHours(hour, 7 + (hour % 5) * 9, 0, 0);
  return day.toISOString();
}

function storyActs(story: Story, scene: Scene): Timed[] {
  const child = scene.children[story.young];
  if (!child) return [];
  let view: View | null = null;
  let at = momentOf(story, scene.plan.now);
  const acts: Timed[] = [
    {
      at,
      run: async (now) => {
        view = await say(story, child, scene, now);
      },
    },
  ];
  for (const step of story.steps ?? []) {
    at = before(at, -step.after * HOUR_MS);
    // What would lie in the future has not happened yet.
    if (at > before(scene.plan.now, 5 * 60_000)) break;
    acts.push({
      at,
      run: async (now) => {
        if (view) await take(step, view, scene, now);
      },
    });
  }
  return acts;
}

const partyOf = (directory: Directory, kind: AudienceKind) => {
  const audience = directory.audiences.find((entry) => entry.kind === kind);
  const epoch = audience?.epochs[0];
  if (!audience || !epoch) throw new Error(`the demonstration has no audience: ${kind}`);
  return { a: audience.a, e: epoch.e, pub: epoch.pub };
};

async function capabilityOf(child: Child): Promise<string> {
  if (child.capabilities.length === 0)
    child.capabilities = (await child.phone.post<{ capabilities: string[] }>('/voice/capabilities', { membership: child.joined.membership })).capabilities;
  return child.capabilities.pop() ?? '';
}

async function say(story: Story, child: Child, { directory }: Scene, now: string): Promise<View> {
  const mailbox = child.used;
  child.used += 1;
  const { use = 'answer', ...says } = story.says;
  const attachments = [...(story.drawing ? [await madeUpDrawing()] : []), ...(story.voice ? [madeUpSound(story.voice)] : [])];
  const { envelope, id, chunks } = await child.engine.seal({
    body: { t: 'view', ...says, use, at: now },
    attachments,
    mailbox,
    to: story.to.map((kind) => partyOf(directory, kind)),
    unit: child.joined.units[0] ?? '',
    safety: story.isFlagged === true,
    isWorry: says.kind === 'worry',
  });
  const capability = await capabilityOf(child);
  await child.phone.post('/sealed', { envelope, capability });
  for (const { attachment, chunks: parts } of chunks)
    for (const [n, part] of parts.entries()) await child.phone.put(`/sealed/attachments/${attachment.id}/${n}`, part, { 'x-capability': capability });
  const boxes = await child.engine.mailboxes(mailbox + 1);
  return { envelope, id, mailbox, mbox: boxes[mailbox]?.mbox ?? '', tk: '', to: [...story.to], shares: new Map(), child };
}

async function take(step: Step, view: View, scene: Scene, at: string): Promise<void> {
  if (step.by !== 'young') return act(step, view, scene, at);
  const { child } = view;
  if ('does' in step) {
    const boxes = await child.engine.mailboxes(view.mailbox + 1);
    await child.phone.post('/voice/withdraw', { secret: boxes[view.mailbox]?.secret ?? '', id: view.id });
    return;
  }
  const { envelope } = await child.engine.seal({
    body: { t: 'answer', re: view.id, says: step.says, ...(step.text ? { text: step.text } : {}), at },
    attachments: [],
    mailbox: view.mailbox,
    to: view.to.map((kind) => partyOf(scene.directory, kind)),
    unit: child.joined.units[0] ?? '',
    safety: false,
    isWorry: false,
  });
  await child.phone.post('/sealed', { envelope, capability: await capabilityOf(child) });
}

/** A reader opens the view as they must, and answers in the way they do. */
async function act(step: Exclude<Step, { by: 'young' }>, view: View, { directory, readers }: Scene, at: string): Promise<void> {
  const reader = readers.find(({ kind }) => kind === step.by);
  if (!reader) throw new Error(`the demonstration has no reader: ${step.by}`);
  const own = partyOf(directory, step.by);
  const share = view.shares.get(step.by) ?? null;
  const opened = await reader.engine.open(view.envelope, own, share, directory);
  if (!opened.ok || opened.body.t !== 'view') throw new Error(`a view of the demonstration did not open: ${opened.ok ? 'shape' : opened.why}`);
  const { tk } = opened.body;
  const about = { mbox: opened.header.mbox, unit: opened.header.unit, safety: 0 as const };
  const post = async (does: Act['act'], body: ReaderBody | null, more: Partial<Act> = {}, alsoTo: { a: string; e: number; pub: string }[] = []) => {
    const message = body ? (await reader.engine.answer(body, { tk: body.t === 'concern' ? null : tk, audiences: [own, ...alsoTo] }, about, [])).message : undefined;
    await reader.phone.post('/inbox/acts', { act: does, view: view.id, audience: own.a, ...(message ? { message } : {}), ...more });
  };
  const from = { re: view.id, a: own.a, at };
  switch (step.does) {
    case 'read':
      return post('read', { t: 'read', ...from });
    case 'reply':
    case 'ask':
    case 'theme':
      return post(step.does, { t: step.does, ...from, text: step.text });
    case 'close':
      return post('close', { t: 'outcome', ...from, outcome: step.outcome, text: step.text });
    case 'dutyMet':
      return post('dutyMet', null);
    case 'concern':
      return post(
        'concern',
        { t: 'concern', ...from, level: step.level, toldFirst: step.toldFirst, told: step.told.map((who) => ({ who, at })), text: step.text },
        step.isDuty ? { duty: true } : {},
      );
    case 'passOn': {
      const to = partyOf(directory, step.to);
      const made = await reader.engine.passOn(view.envelope, own, share, to, { why: step.why, at, toldFirst: step.toldFirst, withheld: false });
      if (!made) throw new Error('a view of the demonstration could not be passed on');
      view.shares.set(step.to, made);
      return post('share', { t: 'shared', ...from, to: to.a, e: to.e, why: step.why, text: step.text, toldFirst: step.toldFirst }, { share: made }, [to]);
    }
  }
}
