import type { LightMyRequestResponse } from 'fastify';
import type { Audience, AudienceKind, Directory } from '../../src/shared/voice/directory.ts';
import type { Addressee, Envelope, Header } from '../../src/shared/voice/envelope.ts';
import { addMs } from '../../src/shared/basics/moment.ts';
import type { Act, InboxPage, Joined, Mailbox as Box } from '../../src/shared/wire/sealed.ts';
import type { Database, Office, OfficeOptions } from './server.ts';
import { openOffice, OWN_HEADERS } from './server.ts';
import type { Mailbox, Officers, TestDevice } from './voice-envelopes.ts';
import { madeUpPoint, makeDevice, makeEnvelope, makeMessage, makeOfficers, newMailbox, signDirectory } from './voice-envelopes.ts';
import { startSession } from '../../src/server/records/sessions.ts';

export type Reader = { personId: string; cookie: string; device: TestDevice };
type Name = 'participation' | 'advocate' | 'lead' | 'manager';
export type Sent = { envelope: Envelope; header: Header; mailbox: Mailbox; reply: LightMyRequestResponse };

/** A region with a home, four audiences of two readers each, two officers, and the sealed lane open. */
export type VoiceScene = {
  office: Office;
  home: string;
  officers: Officers;
  officerIds: string[];
  directory: Directory;
  /** The first and the second reader of each audience. */
  readers: Record<Name, [Reader, Reader]>;
  membership: string;
  capabilities: string[];
  to: Record<'part' | 'adv' | 'safe' | 'homeA', Addressee>;
  get(url: string, cookie?: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  cookieOf(personId: string): Promise<string>;
  join(): Promise<Joined>;
  more(): Promise<void>;
  say(aud: Addressee[], over?: Partial<Header>, mailbox?: Mailbox): Promise<Sent>;
  inbox(reader: Reader, since?: string): Promise<InboxPage>;
  act(reader: Reader, act: Act): Promise<LightMyRequestResponse>;
  /** Acts with a message of the usual parties. */
  does(reader: Reader, act: Act['act'], sent: Sent, from: Addressee, over?: Partial<Act>): Promise<LightMyRequestResponse>;
  box(mailbox: Mailbox): Promise<Box | undefined>;
  /** Signs and posts the next version as two officers do. */
  publish(change: (directory: Directory) => Directory): Promise<LightMyRequestResponse[]>;
  /** Time passes; everybody signs in again. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
};

export const WEEKDAYS = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };

export async function openVoiceScene(database: Database, options: OfficeOptions = {}): Promise<VoiceScene> {
  const office = await openOffice(database, options);
  const home = await office.openHome();
  const { regionId } = office.region;
  const cookieOf = async (personId: string) => `__Host-sid=${await startSession(office.records.db, personId, 'session', office.now.toISOString())}`;
  const person = async (name: string, role: 'reader' | 'manager' | 'deputy' | 'directoryOfficer', placeId: string): Promise<Reader> => {
    const personId = await office.add(name, role, placeId);
    return { personId, cookie: await cookieOf(personId), device: await makeDevice(personId) };
  };
  const readers: VoiceScene['readers'] = {
    participation: [await person('Pia Example', 'reader', regionId), await person('Pat Example', 'reader', regionId)],
    advocate: [await person('Ada Example', 'reader', regionId), await person('Alf Example', 'reader', regionId)],
    lead: [await person('Lea Example', 'reader', regionId), await person('Lou Example', 'reader', regionId)],
    manager: [await person('Mo Example', 'manager', home), await person('Dee Example', 'deputy', home)],
  };
  const officerPeople = [await person('Olu Example', 'directoryOfficer', regionId), await person('Oda Example', 'directoryOfficer', regionId)];
  const officers = await makeOfficers();

  const from = addMs(office.now.toISOString(), -60_000);
  const audience = (a: string, kind: AudienceKind, unit: string, escalatesTo?: string): Audience => ({
    a,
    kind,
    unit,
    name: a,
    epochs: [{ e: 1, pub: madeUpPoint(), from }],
    hours: kind === 'safeguarding' ? { days: [], from: '00:00', to: '00:00' } : WEEKDAYS,
    ...(escalatesTo ? { escalatesTo } : {}),
  });
  const listed = (reader: Reader, a: string, role: string) => ({
    d: reader.device.d,
    personId: reader.personId,
    name: 'Example',
    role,
    audiences: [a],
    dk: reader.device.dk,
    dsk: reader.device.key.pub,
    from,
    until: '2027-05-01T00:00:00.000Z',
  });
  let directory: Directory = {
    v: 1,
    version: 1,
    issuedAt: from,
    expiresAt: '2027-05-01T00:00:00.000Z',
    audiences: [
      audience('part', 'participation', regionId, 'safe'),
      audience('adv', 'advocate', regionId, 'safe'),
      audience('safe', 'safeguarding', regionId),
      audience('lado', 'lado', regionId),
      audience('home-a', 'home', home, 'safe'),
    ],
    devices: [
      ...readers.participation.map((reader) => listed(reader, 'part', 'participation worker')),
      ...readers.advocate.map((reader) => listed(reader, 'adv', 'advocate')),
      ...readers.lead.map((reader) => listed(reader, 'safe', 'safeguarding lead')),
      ...readers.manager.map((reader) => listed(reader, 'home-a', 'manager')),
    ],
  };
  const post = async (index: number, signers: number[]) => office.post('/keys/directory', await signDirectory(officers, directory, signers), officerPeople[index]?.cookie);
  const first = await post(0, [0, 1]);
  if (first.statusCode !== 200) throw new Error(`the directory was not taken: ${first.statusCode} ${first.body}`);

  const put = (url: string, cookie?: string, headers: Record<string, string> = {}) =>
    office.app.inject({ method: 'GET', url, headers: { ...OWN_HEADERS, ...(cookie ? { cookie } : {}), ...headers } });
  const scene: VoiceScene = {
    office,
    home,
    officers,
    officerIds: officerPeople.map(({ personId }) => personId),
    get directory() {
      return directory;
    },
    readers,
    membership: '',
    capabilities: [],
    to: { part: { a: 'part', e: 1 }, adv: { a: 'adv', e: 1 }, safe: { a: 'safe', e: 1 }, homeA: { a: 'home-a', e: 1 } },
    get: put,
    cookieOf,
    async join() {
      const made = await office.post('/voice/codes', {}, readers.manager[0].cookie);
      const joined = await office.post('/voice/join', { code: (made.json() as { code: string }).code });
      if (joined.statusCode !== 200) throw new Error(`not joined: ${joined.statusCode} ${joined.body}`);
      return joined.json() as Joined;
    },
    async more() {
      const reply = await office.post('/voice/capabilities', { membership: scene.membership });
      scene.capabilities.push(...(reply.json() as { capabilities: string[] }).capabilities);
    },
    async say(aud, over = {}, mailbox = newMailbox()) {
      if (scene.capabilities.length === 0) await scene.more();
      const made = makeEnvelope({ aud, unit: home, mbox: mailbox.mbox, ...over });
      const reply = await office.post('/sealed', { envelope: made.envelope, capability: scene.capabilities.pop() });
      return { ...made, mailbox, reply };
    },
    async inbox(reader, since) {
      const reply = await put(since === undefined ? '/inbox' : `/inbox?since=${encodeURIComponent(since)}`, reader.cookie);
      if (reply.statusCode !== 200) throw new Error(`the inbox answered ${reply.statusCode} ${reply.body}`);
      return reply.json() as InboxPage;
    },
    act: (reader, act) => office.post('/inbox/acts', act, reader.cookie),
    async does(reader, act, sent, own, over = {}) {
      const to = act === 'concern' ? [own] : [{ a: 'tk', e: 0 }, own];
      return scene.act(reader, { act, view: sent.header.id, audience: own.a, message: await makeMessage(reader.device, sent.header, to), ...over });
    },
    async box(mailbox) {
      const reply = await office.post('/voice/mailboxes', { secrets: [mailbox.secret] });
      return (reply.json() as { boxes: Box[] }).boxes[0];
    },
    async publish(change) {
      directory = change({ ...directory, version: directory.version + 1 });
      return [await post(0, [0]), await post(1, [1])];
    },
    async pass(ms) {
      office.pass(ms);
      const now = office.now.toISOString();
      await office.records.db
        .updateTable('session')
        .set({ seen_at: now, ends_at: addMs(now, 3_600_000) })
        .execute();
    },
    close: () => office.close(),
  };
  scene.membership = (await scene.join()).membership;
  return scene;
}
