import type { AddressInfo } from 'node:net';
import { proposeDirectory, countersign, fingerprintOf, signRoot } from '../../src/seal/directory.ts';
import { makeReaderEngine, type ReaderEngine } from '../../src/seal/reader-engine.ts';
import { freshSigningPair, type Signer, signingPoint } from '../../src/seal/signed.ts';
import { startSession } from '../../src/server/records/sessions.ts';
import type { AudienceKind, Directory, StaffedHours } from '../../src/shared/voice/directory.ts';
import type { ReaderBody, ViewBody } from '../../src/shared/voice/sealed-body.ts';
import { wellFormed } from '../../src/shared/voice/well-formed.ts';
import { type Act, CHUNK_BYTES, type InboxPage, type Thread } from '../../src/shared/wire/sealed.ts';
import { temporaryFolder } from './folder.ts';
import { openOffice, OWN_HEADERS } from './server.ts';
import { chance } from './voice-envelopes.ts';

const DIST = new URL('../../dist', import.meta.url).pathname;
const WEEKDAYS: StaffedHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
const ALWAYS: StaffedHours = { days: [], from: '00:00', to: '00:00' };

type TownReader = { engine: ReaderEngine; personId: string; d: string };
export type Town = {
  origin: string;
  /** Where the server keeps its records, to be searched. */
  folder: string;
  logs: string[];
  /** What a worker's QR says: a fresh code and the root's fingerprint. */
  joinLink(): Promise<string>;
  inbox(a: string): Promise<Thread[]>;
  open(a: string, thread: Thread): Promise<ViewBody>;
  /** Fetches the chunks of everything attached, as a reader does, and opens them. */
  attached(a: string, thread: Thread): Promise<{ kind: string; type: string; bytes: Uint8Array }[]>;
  act(a: string, thread: Thread, act: Act['act'], body: Partial<ReaderBody> & Pick<ReaderBody, 't'>): Promise<number>;
  close(): Promise<void>;
};

/** A region over HTTP, with a home, four teams that can really read, and a directory signed as it should be. */
export async function openTown(): Promise<Town> {
  const folder = temporaryFolder();
  const office = await openOffice({ name: 'SQLite', where: async () => ({ folder: folder.path }) }, { dist: DIST });
  const home = await office.openHome('Larch House');
  const region = office.region.regionId;
  const from = new Date(Date.now() - 60_000).toISOString();
  const until = new Date(Date.now() + 90 * 86_400_000).toISOString();
  const cookieOf = async (personId: string) => `__Host-sid=${await startSession(office.records.db, personId, 'session', office.now.toISOString())}`;

  const directory: Directory = { v: 1, version: 1, issuedAt: from, expiresAt: until, audiences: [], devices: [] };
  const readers = new Map<string, TownReader>();
  const teams: { a: string; kind: AudienceKind; name: string; unit: string; hours: StaffedHours; people: [string, string]; roles: ['reader' | 'manager', 'reader' | 'deputy'] }[] =
    [
      {
        a: 'participation',
        kind: 'participation',
        name: 'Coast participation team',
        unit: region,
        hours: WEEKDAYS,
        people: ['Pia Example', 'Pat Example'],
        roles: ['reader', 'reader'],
      },
      { a: 'advocate', kind: 'advocate', name: 'Coast advocates', unit: region, hours: WEEKDAYS, people: ['Ada Example', 'Alf Example'], roles: ['reader', 'reader'] },
      { a: 'duty', kind: 'safeguarding', name: 'Coast duty team', unit: region, hours: ALWAYS, people: ['Lea Example', 'Lou Example'], roles: ['reader', 'reader'] },
      { a: 'home-larch', kind: 'home', name: 'Larch House staff', unit: home, hours: WEEKDAYS, people: ['Mo Example', 'Dee Example'], roles: ['manager', 'deputy'] },
    ];
  for (const { people, roles, ...team } of teams) {
    const engine = makeReaderEngine();
    const device = await engine.makeDevice();
    const { pub, keys } = await engine.newEpoch(team.a, 1, [{ d: device.d, dk: device.dkPub }]);
    directory.audiences.push({ ...team, epochs: [{ e: 1, pub, from }], ...(team.a === 'duty' ? {} : { escalatesTo: 'duty' }) });
    const ids = [await office.add(people[0], roles[0], team.unit), await office.add(people[1], roles[1], team.unit)];
    for (const [index, personId] of ids.entries()) {
      const listed = { personId, name: people[index] ?? '', role: team.kind, audiences: [team.a], dk: device.dkPub, dsk: device.dskPub, from, until };
      directory.devices.push({ ...listed, d: index === 0 ? device.d : chance(16) });
    }
    await engine.takeKeys(device, keys, directory);
    readers.set(team.a, { engine, personId: ids[0] ?? '', d: device.d });
  }

  const signer = async (): Promise<Signer> => {
    const pair = await freshSigningPair();
    return { k: chance(16), privateKey: pair.privateKey, pub: await signingPoint(pair) };
  };
  const [rootKey, one, two] = [await signer(), await signer(), await signer()];
  const keys = [one, two].map(({ k, pub }) => ({ k, pub, until }));
  const root = await signRoot(rootKey, { v: 1, number: 1, issuedAt: from, keys, need: 2, demonstration: true });
  const officer = await office.add('Olu Example', 'directoryOfficer', region);
  // The phones of a browser have the real time.
  office.pass(Date.now() - office.now.getTime());
  const published = await office.post('/keys/directory', await countersign(await proposeDirectory(root, directory, one), two), await cookieOf(officer));
  if (published.statusCode !== 200) throw new Error(`the directory was not taken: ${published.body}`);
  const fingerprint = await fingerprintOf(root.pub);

  const address = await office.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = new URL(address) as unknown as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const readerOf = (a: string): TownReader => {
    const found = readers.get(a);
    if (!found) throw new Error(a);
    return found;
  };
  const pub = (a: string) => directory.audiences.find((audience) => audience.a === a)?.epochs[0]?.pub ?? '';

  const town: Town = {
    origin,
    folder: folder.path,
    logs: office.logs,
    async joinLink() {
      const made = await office.post('/voice/codes', {}, await cookieOf(readerOf('home-larch').personId));
      return `${origin}/talk#j=${(made.json() as { code: string }).code}&r=${fingerprint}`;
    },
    async inbox(a) {
      const reply = await office.app.inject({ method: 'GET', url: '/inbox', headers: { ...OWN_HEADERS, cookie: await cookieOf(readerOf(a).personId) } });
      return (reply.json() as InboxPage).threads;
    },
    async open(a, thread) {
      const opened = await readerOf(a).engine.open(thread.view, { a, e: 1 }, thread.share, directory);
      if (!opened.ok) throw new Error(opened.why);
      return opened.body as ViewBody;
    },
    async attached(a, thread) {
      const opened = await readerOf(a).engine.open(thread.view, { a, e: 1 }, thread.share, directory);
      if (!opened.ok || opened.body.t !== 'view') throw new Error('not opened');
      const cookie = await cookieOf(readerOf(a).personId);
      const all: { kind: string; type: string; bytes: Uint8Array }[] = [];
      for (const attachment of opened.body.attachments ?? []) {
        const chunks: Uint8Array[] = [];
        for (let n = 0; n < Math.ceil(attachment.bytes / CHUNK_BYTES); n += 1) {
          const reply = await office.app.inject({ method: 'GET', url: `/sealed/attachments/${attachment.id}/${n}`, headers: { ...OWN_HEADERS, cookie } });
          if (reply.statusCode !== 200) throw new Error(`chunk ${n} of ${attachment.kind}: ${reply.statusCode}`);
          chunks.push(new Uint8Array(reply.rawPayload));
        }
        const bytes = await readerOf(a).engine.openChunks(attachment, opened.secret, chunks);
        if (bytes) all.push({ kind: attachment.kind, type: attachment.type, bytes });
      }
      return all;
    },
    async act(a, thread, act, body) {
      const header = wellFormed(thread.view)?.header;
      if (!header) throw new Error('not well formed');
      const { tk } = await town.open(a, thread);
      const whole = { at: new Date().toISOString(), ...body, re: header.id, a } as ReaderBody;
      const answered = await readerOf(a).engine.answer(whole, { tk, audiences: [{ a, e: 1, pub: pub(a) }] }, { mbox: header.mbox, unit: header.unit, safety: header.safety }, []);
      const reply = await office.post('/inbox/acts', { act, view: header.id, audience: a, message: answered.message }, await cookieOf(readerOf(a).personId));
      return reply.statusCode;
    },
    async close() {
      await office.close();
      folder.remove();
    },
  };
  return town;
}
