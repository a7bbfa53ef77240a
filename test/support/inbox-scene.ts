import { makeSession } from '../../src/inbox/session.ts';
import type { Inbox, InboxParts, Proof } from '../../src/inbox/inbox.ts';
import type { ViewToSeal } from '../../src/seal/keeper.ts';
import type { Envelope } from '../../src/shared/voice/envelope.ts';
import type { Act, Thread } from '../../src/shared/wire/sealed.ts';
import type { LineAnswer, ReaderLine } from '../../src/store/quiet/line.ts';
import { openMemoryShelf } from '../../src/store/quiet/memory-shelf.ts';
import type { Letter, Notes } from '../../src/store/quiet/shelf.ts';
import type { Cast, CastReader } from './seal/cast.ts';
import { NOW, readerHere, viewTo, youngHere } from './seal/cast.ts';

const noSignal = async (): Promise<LineAnswer<never>> => ({ ok: false, why: 'noSignal' });

/** What a reader's phone holds, and what came of it, with a server that can be silent. */
export type InboxScene = {
  inbox: Inbox;
  /** What the server serves; changing it changes what is served next. */
  server: {
    isSilent: boolean;
    signed: Cast['signed'] | null;
    threads: Thread[];
    escalations: NonNullable<Notes['inbox']['escalations']>;
    chunks: Map<string, Uint8Array>;
    asked: string[];
  };
  proof: { answer: Proof; asked: number };
  /** Minutes since the scene began. */
  pass(minutes: number): void;
  acts(): Promise<Act[]>;
  letters(): Promise<Letter[]>;
  end(): void;
};

export async function makeInboxScene(cast: Cast, reader: CastReader): Promise<InboxScene> {
  let ms = Date.parse(NOW);
  const shelf = openMemoryShelf({ clock: () => ms });
  const now = () => new Date(ms).toISOString();
  const server: InboxScene['server'] = { isSilent: false, signed: cast.signed, threads: [], escalations: [], chunks: new Map(), asked: [] };
  const proof = { answer: 'proved' as Proof, asked: 0 };
  const given =
    <Value>(what: string, value: () => Value) =>
    async (): Promise<LineAnswer<Value>> => {
      server.asked.push(what);
      return server.isSilent ? { ok: false, why: 'noSignal' } : { ok: true, value: value() };
    };
  const audiences = reader.audiences;
  const line: ReaderLine = {
    directory: given('directory', () => server.signed),
    look: async () => {
      server.asked.push('look');
      if (server.isSilent) return { ok: false, why: 'noSignal' };
      await shelf.keepThreads(reader.personId, server.threads, { personId: reader.personId, cursor: 'c', audiences, seenAt: now(), escalations: server.escalations });
      return { ok: true, value: { directoryVersion: cast.directory.version } };
    },
    chunk: async (attachment, n) => {
      const bytes = server.chunks.get(`${attachment}.${n}`);
      return server.isSilent ? { ok: false, why: 'noSignal' } : bytes ? { ok: true, value: bytes } : { ok: false, why: 'refused' };
    },
    wake: () => undefined,
    myKeys: given('keys', () => ({ devices: [], keys: reader.keys })),
    makeCode: noSignal,
    askDevice: noSignal,
    keepKeys: noSignal,
    invite: noSignal,
    redeem: noSignal,
    proposal: noSignal,
    propose: noSignal,
  };
  await shelf.write('device', { personId: reader.personId, ...reader.device });
  const parts: InboxParts = {
    personId: reader.personId,
    shelf,
    line,
    keeper: readerHere(),
    now,
    prove: async () => {
      proof.asked += 1;
      return proof.answer;
    },
    seed: () => null,
  };
  const session = makeSession(parts);
  const letters = () => shelf.letters();
  return {
    inbox: { ...parts, session },
    server,
    proof,
    pass: (minutes) => {
      ms += minutes * 60_000;
    },
    letters,
    acts: async () => (await letters()).flatMap(({ content }) => (content.kind === 'act' ? [content.act] : [])),
    end: () => session.end(),
  };
}

export type Said = { thread: Thread; id: string; young: ReturnType<typeof youngHere>; chunks: Map<string, Uint8Array> };

/** Somebody young says something to these audiences, by the real sealing; the thread is that of the first. */
export async function say(cast: Cast, to: string[], text: string, more: Partial<ViewToSeal> = {}, over: Partial<Thread> = {}): Promise<Said> {
  const young = youngHere();
  await young.begin();
  const { envelope, id, chunks } = await young.seal(viewTo(cast.directory, to, text, more));
  const [a = ''] = to;
  const thread: Thread = {
    view: envelope as Envelope,
    audience: a,
    epoch: 4,
    receivedAt: NOW,
    state: 'new',
    due: { what: 'open', at: '2026-11-23T10:00:00.000Z' },
    duty: 'none',
    share: null,
    shares: [],
    answers: [],
    messages: [],
    isGone: false,
    ...over,
  };
  return { thread, id, young, chunks: new Map(chunks.flatMap(({ attachment, chunks: sealed }) => sealed.map((bytes, n) => [`${attachment.id}.${n}`, bytes] as const))) };
}
