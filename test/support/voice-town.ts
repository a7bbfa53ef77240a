import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { proposeDirectory, countersign, fingerprintOf, signRoot } from '../../src/seal/directory.ts';
import { makeReaderEngine, type ReaderEngine } from '../../src/seal/reader-engine.ts';
import { freshSigningPair, type Signer, signingPoint } from '../../src/seal/signed.ts';
import { startSession } from '../../src/server/records/sessions.ts';
import type { AudienceKind, Directory, SignedDirectory, StaffedHours } from '../../src/shared/voice/directory.ts';
import type { Envelope, SignedEnvelope } from '../../src/shared/voice/envelope.ts';
import type { AnswerBody, ReaderBody, SealedAttachment, ViewBody } from '../../src/shared/voice/sealed-body.ts';
import type { Share } from '../../src/shared/voice/share.ts';
import { wellFormed } from '../../src/shared/voice/well-formed.ts';
import { type Act, CHUNK_BYTES, type InboxPage, type Thread } from '../../src/shared/wire/sealed.ts';
import { temporaryFolder } from './folder.ts';
import type { Database } from './server.ts';
import { openOffice, OWN_HEADERS } from './server.ts';
import { chance } from './voice-envelopes.ts';

const DIST = new URL('../../dist', import.meta.url).pathname;
const MAIN = new URL('../../src/server/main.ts', import.meta.url).pathname;
const WEEKDAYS: StaffedHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
const ALWAYS: StaffedHours = { days: [], from: '00:00', to: '00:00' };

type TownReader = { engine: ReaderEngine; people: { personId: string; cookie: string }[]; d: string };
type Says = Partial<ReaderBody> & Pick<ReaderBody, 't'>;
export type Town = {
  origin: string;
  /** Where the server keeps its records, to be searched. */
  folder: string;
  logs: string[];
  /** The one that stands, and what a phone must find its root to be. */
  directory: Directory;
  fingerprint: string;
  /** As so many of the two officers sign it; it takes both. */
  sign(directory: Directory, officers?: 1 | 2): Promise<SignedDirectory>;
  publish(directory: Directory): Promise<void>;
  /** What a worker's QR says: a fresh code and the root's fingerprint. */
  joinLink(): Promise<string>;
  /** Of the first or second of a team's two people, as their browser shows it. */
  cookie(a: string, person?: 0 | 1): string;
  /** As the demonstration's links; a server of its own process has none. */
  signInLink(a: string, person?: 0 | 1): string;
  engine(a: string): ReaderEngine;
  personId(a: string, person: 0 | 1): string;
  post(a: string, path: string, message: object): Promise<Response>;
  inbox(a: string): Promise<Thread[]>;
  open(a: string, thread: Thread): Promise<ViewBody>;
  /** Everything attached, fetched and opened as a reader does. */
  attached(a: string, thread: Thread): Promise<{ kind: string; type: string; bytes: Uint8Array }[]>;
  openAnswers(a: string, thread: Thread): Promise<AnswerBody[]>;
  /** A recording or drawing, fetched and opened as its reader does. */
  attachment(a: string, thread: Thread, attachment: SealedAttachment): Promise<Buffer>;
  /** Sealed and signed, and not sent. */
  message(a: string, thread: Thread, body: Says): Promise<SignedEnvelope>;
  act(a: string, thread: Thread, act: Act['act'], body: Says, more?: Partial<Act>): Promise<number>;
  passOn(a: string, thread: Thread, to: string, text: string): Promise<number>;
  close(): Promise<void>;
};
export type TownOptions = {
  database?: Database;
  /** The server as a process of its own, as it runs for people, with its real output in `logs`. */
  isProcess?: boolean;
};

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** The server that people start, on records that are there already. */
async function startProcess(environment: Record<string, string>, logs: string[]): Promise<{ origin: string; stop(): Promise<void> }> {
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH, PORT: String(port), HOST: '127.0.0.1', ...environment } });
  const opened = new Promise<void>((done, fail) => {
    child.stdout.on('data', (text: Buffer) => {
      logs.push(text.toString());
      if (logs.join('').includes('Hearth is open')) done();
    });
    child.stderr.on('data', (text: Buffer) => logs.push(text.toString()));
    child.once('exit', () => fail(new Error(`the server ended before it listened: ${logs.join('')}`)));
  });
  await opened;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A region over HTTP, with a home, four teams that can really read, and a directory signed as it should be. */
export async function openTown({ database, isProcess = false }: TownOptions = {}): Promise<Town> {
  const folder = temporaryFolder();
  const where = database?.name === 'PostgreSQL' ? await database.where() : { folder: folder.path };
  const office = await openOffice({ name: 'SQLite', where: async () => where }, { dist: DIST });
  const home = await office.openHome('Larch House');
  const region = office.region.regionId;
  const from = new Date(Date.now() - 60_000).toISOString();
  const until = new Date(Date.now() + 90 * 86_400_000).toISOString();
  const cookieOf = async (personId: string) => `__Host-sid=${await startSession(office.records.db, personId, 'session', office.now.toISOString())}`;

  let directory: Directory = { v: 1, version: 1, issuedAt: from, expiresAt: until, audiences: [], devices: [] };
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
    readers.set(team.a, { engine, people: ids.map((personId) => ({ personId, cookie: '' })), d: device.d });
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
  const officerCookie = await cookieOf(officer);
  for (const reader of readers.values()) for (const person of reader.people) person.cookie = await cookieOf(person.personId);
  const signedBy = async (content: Directory, officers: 1 | 2 = 2) => {
    const proposed = await proposeDirectory(root, content, one);
    return officers === 2 ? countersign(proposed, two) : proposed;
  };
  const published = await office.post('/keys/directory', await signedBy(directory), officerCookie);
  if (published.statusCode !== 200) throw new Error(`the directory was not taken: ${published.body}`);
  const fingerprint = await fingerprintOf(root.pub);

  const logs = isProcess ? [] : office.logs;
  if (isProcess) await office.close();
  const environment: Record<string, string> = 'databaseUrl' in where && where.databaseUrl ? { DATABASE_URL: where.databaseUrl } : { DATA_DIR: folder.path };
  const server = isProcess
    ? await startProcess(environment, logs)
    : { origin: `http://127.0.0.1:${new URL(await office.app.listen({ port: 0, host: '127.0.0.1' })).port}`, stop: () => office.close() };
  const { origin } = server;
  const readerOf = (a: string): TownReader => {
    const found = readers.get(a);
    if (!found) throw new Error(a);
    return found;
  };
  const cookie = (a: string, person: 0 | 1 = 0) => readerOf(a).people[person]?.cookie ?? '';
  const send = (own: string, path: string, message: object) =>
    fetch(`${origin}${path}`, { method: 'POST', headers: { 'x-app': '1', 'content-type': 'application/json', cookie: own }, body: JSON.stringify(message) });
  const fetched = (own: string, path: string) => fetch(`${origin}${path}`, { headers: { ...OWN_HEADERS, cookie: own } });
  const keyOf = (a: string) => ({ a, e: 1, pub: directory.audiences.find((audience) => audience.a === a)?.epochs[0]?.pub ?? '' });
  const headerOf = (envelope: Envelope) => {
    const header = wellFormed(envelope)?.header;
    if (!header) throw new Error('not well formed');
    return header;
  };
  const opened = async (a: string, envelope: Envelope, share: Share | null) => {
    const found = await readerOf(a).engine.open(envelope, { a, e: 1 }, share, directory);
    if (!found.ok) throw new Error(found.why);
    return found;
  };

  const town: Town = {
    origin,
    folder: folder.path,
    logs,
    get directory() {
      return directory;
    },
    fingerprint,
    sign: signedBy,
    async publish(next) {
      const reply = await send(officerCookie, '/keys/directory', await signedBy(next));
      if (reply.status !== 200) throw new Error(`the directory was not taken: ${await reply.text()}`);
      directory = next;
    },
    cookie,
    signInLink(a, person = 0) {
      const secret = chance(32);
      office.secrets.set(secret, readerOf(a).people[person]?.personId ?? '');
      return `${origin}/sign-in#demo=${secret}`;
    },
    engine: (a) => readerOf(a).engine,
    personId: (a, person) => readerOf(a).people[person]?.personId ?? '',
    post: (a, path, message) => send(cookie(a), path, message),
    async joinLink() {
      const made = (await (await send(cookie('home-larch'), '/voice/codes', {})).json()) as { code: string };
      return `${origin}/talk#j=${made.code}&r=${fingerprint}`;
    },
    async inbox(a) {
      return ((await (await fetched(cookie(a), '/inbox')).json()) as InboxPage).threads;
    },
    async open(a, thread) {
      return (await opened(a, thread.view, thread.share)).body as ViewBody;
    },
    async attached(a, thread) {
      const { attachments = [] } = await town.open(a, thread);
      return Promise.all(attachments.map(async (one) => ({ kind: one.kind, type: one.type, bytes: new Uint8Array(await town.attachment(a, thread, one)) })));
    },
    openAnswers: (a, thread) => Promise.all(thread.answers.map(async ({ envelope }) => (await opened(a, envelope, null)).body as AnswerBody)),
    async attachment(a, thread, attachment) {
      const { secret } = await opened(a, thread.view, thread.share);
      const chunks: Uint8Array[] = [];
      for (let n = 0; n < Math.ceil(attachment.bytes / CHUNK_BYTES); n += 1) {
        const reply = await fetch(`${origin}/sealed/attachments/${attachment.id}/${n}`, {
          headers: { ...OWN_HEADERS, cookie: cookie(a), 'x-view': headerOf(thread.view).id },
        });
        if (reply.status !== 200) throw new Error(`a chunk answered ${reply.status}`);
        chunks.push(new Uint8Array(await reply.arrayBuffer()));
      }
      const bytes = await readerOf(a).engine.openChunks(attachment, secret, chunks);
      if (!bytes) throw new Error('the attachment does not open');
      return Buffer.from(bytes);
    },
    async message(a, thread, body) {
      const header = headerOf(thread.view);
      const { tk } = await town.open(a, thread);
      const whole = { at: new Date().toISOString(), ...body, re: header.id, a } as ReaderBody;
      const about = { mbox: header.mbox, unit: header.unit, safety: header.safety };
      return (await readerOf(a).engine.answer(whole, { tk: body.t === 'concern' ? null : tk, audiences: [keyOf(a)] }, about, [])).message;
    },
    async act(a, thread, act, body, more = {}) {
      const message = await town.message(a, thread, body);
      return (await town.post(a, '/inbox/acts', { act, view: headerOf(thread.view).id, audience: a, message, ...more })).status;
    },
    async passOn(a, thread, to, text) {
      const at = new Date().toISOString();
      const share = await readerOf(a).engine.passOn(thread.view, { a, e: 1 }, thread.share, keyOf(to), { why: 'safety', at, toldFirst: true, withheld: false });
      if (!share) throw new Error('it cannot be passed on');
      return town.act(a, thread, 'share', { t: 'shared', to, e: 1, why: 'safety', text, toldFirst: true, at }, { share });
    },
    async close() {
      await server.stop();
      folder.remove();
    },
  };
  return town;
}
