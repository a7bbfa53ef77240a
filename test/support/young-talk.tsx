import { makeReaderEngine, type ReaderEngine } from '../../src/seal/reader-engine.ts';
import { makeYoungEngine } from '../../src/seal/young-engine.ts';
import { makeYoungKeeper } from '../../src/seal/young-keeper.ts';
import type { AudienceKind, Directory, DirectoryFault, StaffedHours } from '../../src/shared/voice/directory.ts';
import type { Envelope, SignedEnvelope } from '../../src/shared/voice/envelope.ts';
import type { ReaderBody, ViewBody } from '../../src/shared/voice/sealed-body.ts';
import type { Share } from '../../src/shared/voice/share.ts';
import { wellFormed } from '../../src/shared/voice/well-formed.ts';
import type { Mailbox } from '../../src/shared/wire/sealed.ts';
import type { YoungLine } from '../../src/store/quiet/line.ts';
import { openMemoryShelf } from '../../src/store/quiet/memory-shelf.ts';
import type { Letter, Shelf } from '../../src/store/quiet/shelf.ts';
import type { ScreenName, Spot } from '../../src/voice/screens.ts';
import type { Talk } from '../../src/voice/talk.ts';

const OFFICE: StaffedHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
const ALWAYS: StaffedHours = { days: [], from: '00:00', to: '00:00' };
const TEAMS: { a: string; kind: AudienceKind; unit: string; name: string; hours?: StaffedHours }[] = [
  { a: 'participation', kind: 'participation', unit: 'region', name: 'Coast participation' },
  { a: 'advocate', kind: 'advocate', unit: 'region', name: 'Coast advocates' },
  { a: 'home-larch', kind: 'home', unit: 'larch', name: 'Larch House' },
  { a: 'duty', kind: 'safeguarding', unit: 'region', name: 'Coast duty team', hours: ALWAYS },
];

export type Reader = { engine: ReaderEngine; d: string; a: string };
export type Region = { directory: Directory; readers: Record<string, Reader> };

/** A region with four teams of two people each; one of each can really read. */
export async function makeRegion(): Promise<Region> {
  const readers: Record<string, Reader> = {};
  const directory: Directory = { v: 1, version: 7, issuedAt: '2026-11-01T00:00:00.000Z', expiresAt: '2026-12-31T00:00:00.000Z', audiences: [], devices: [] };
  for (const { hours = OFFICE, ...team } of TEAMS) {
    const engine = makeReaderEngine();
    const device = await engine.makeDevice();
    const { pub, keys } = await engine.newEpoch(team.a, 3, [{ d: device.d, dk: device.dkPub }]);
    directory.audiences.push({ ...team, hours, epochs: [{ e: 3, pub, from: '2026-11-01T00:00:00.000Z' }] });
    const listed = {
      name: `Amira of ${team.a}`,
      role: 'worker',
      audiences: [team.a],
      dk: device.dkPub,
      dsk: device.dskPub,
      from: '2026-01-01T00:00:00.000Z',
      until: '2027-12-31T00:00:00.000Z',
    };
    directory.devices.push({ ...listed, d: device.d, personId: `one-${team.a}` }, { ...listed, d: `${device.d.slice(0, 20)}AA`, personId: `two-${team.a}` });
    await engine.takeKeys(device, keys, directory);
    readers[team.a] = { engine, d: device.d, a: team.a };
  }
  return { directory, readers };
}

export type Pretend = {
  talk: () => Talk;
  shelf: Shelf;
  kept: Shelf;
  reports: string[];
  looked: number[];
  letters: () => Promise<Letter[]>;
  set: (patch: Partial<{ now: string; fault: DirectoryFault | null; directory: Directory | null }>) => void;
  spots: Spot[];
  said: string[];
  told: { hear: () => void };
};

/** A phone with the real keeper and the real shelf; only the network is pretended. */
export async function pretendTalk(region: Region, { mode = 'mine' as Talk['mode'], now = '2026-11-23T10:00:00.000Z' } = {}): Promise<Pretend> {
  const memory = openMemoryShelf({ clock: () => Date.parse(state.now) });
  const shelf: Shelf = { ...memory, isKept: mode === 'mine' };
  const kept: Shelf = { ...openMemoryShelf(), isKept: true };
  const keeper = makeYoungKeeper(() => ({ engine: makeYoungEngine(), end: () => undefined }));
  await keeper.begin();
  const capabilities = ['A', 'B', 'C', 'D'].map((letter) => letter.repeat(43));
  await shelf.write('member', { membership: 'm'.repeat(43), units: ['larch', 'region'], root: 'r'.repeat(43), mode, capabilities });

  const state = { now, fault: null as DirectoryFault | null, directory: region.directory as Directory | null };
  const reports: string[] = [];
  const looked: number[] = [];
  const spots: Spot[] = [{ screen: 'home', step: null }];
  const said: string[] = [];
  const told = { hear: () => {} };
  let used = 0;
  const line = {
    report: (kind: string) => reports.push(kind),
    look: async (secrets: string[]) => {
      looked.push(secrets.length);
      return { ok: true, value: { directoryVersion: 7, known: [] } };
    },
    wake: () => undefined,
  } as unknown as YoungLine;

  const at = () => spots[spots.length - 1] ?? { screen: 'home' as ScreenName, step: null };
  const talk = (): Talk => ({
    shelf,
    line,
    keeper,
    mode,
    place: { units: ['larch', 'region'], isAlone: false, root: 'r'.repeat(43), isPinned: true },
    directory: () => (state.directory ? { directory: state.directory, isDemonstration: false } : null),
    directoryFault: state.fault,
    refreshDirectory: async () => undefined,
    keepsDrafts: mode === 'mine',
    sealedShelf: async () => kept,
    takeMailbox: async () => used++,
    mailboxes: () => used,
    step: at().step,
    go: (screen, step) => {
      spots.push({ screen, step: step ?? null });
      told.hear();
    },
    back: () => {
      if (spots.length > 1) spots.pop();
      told.hear();
    },
    home: () => {
      spots.splice(0, spots.length, { screen: 'home', step: null });
      told.hear();
    },
    say: (text) => said.push(text),
    stayAwake: () => () => undefined,
    now: () => state.now,
  });
  const set: Pretend['set'] = (patch) => {
    Object.assign(state, patch);
    told.hear();
  };
  return { talk, shelf, kept, reports, looked, letters: () => shelf.letters(), set, spots, said, told };
}

export function viewOf(letters: Letter[]): Envelope {
  const view = letters.find(({ content }) => content.kind === 'view');
  if (view?.content.kind !== 'view') throw new Error('no view on the shelf');
  return view.content.envelope;
}

export function headerOf(envelope: Envelope) {
  const read = wellFormed(envelope);
  if (!read) throw new Error('not well formed');
  return read.header;
}

/** Opens it as this team does. */
export async function openAs(region: Region, a: string, envelope: Envelope): Promise<ViewBody> {
  const opened = await reader(region, a).engine.open(envelope, { a, e: 3 }, null, region.directory);
  if (!opened.ok) throw new Error(opened.why);
  return opened.body as ViewBody;
}

export function reader(region: Region, a: string): Reader {
  const one = region.readers[a];
  if (!one) throw new Error(a);
  return one;
}

/** A reader's message in the thread of this view, signed by the device of that team. */
export async function messageFrom(region: Region, a: string, view: Envelope, body: Omit<ReaderBody, 're' | 'a'>, mbox?: string): Promise<SignedEnvelope> {
  const header = headerOf(view);
  const { tk } = await openAs(region, a, view);
  const audience = region.directory.audiences.find((one) => one.a === a);
  const answered = await reader(region, a).engine.answer(
    { ...body, re: header.id, a } as ReaderBody,
    { tk, audiences: [{ a, e: 3, pub: audience?.epochs[0]?.pub ?? '' }] },
    { mbox: mbox ?? header.mbox, unit: header.unit, safety: header.safety },
    [],
  );
  return answered.message;
}

export function boxOf(view: Envelope, messages: SignedEnvelope[], more: Partial<Mailbox> & { shares?: Share[] } = {}): Mailbox {
  const header = headerOf(view);
  const state = header.aud.map(({ a }) => ({ a, state: 'new' as const, overdue: false }));
  return { mbox: header.mbox, sent: [{ id: header.id, at: '2026-11-23T10:00:00.000Z', state }], messages, shares: [], withdrawn: false, ...more };
}
