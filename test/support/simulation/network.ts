import type { Fact } from '../../../src/shared/wire/fact.ts';
import type { Asked, Server, Sent, Session } from './server.ts';

/** What the network does to one request (sync reference, faults F1 to F9). */
export type Fate =
  | 'fair'
  | 'lost'
  | 'replyLost'
  /** The reply breaks off: what came is all there is, or the line ends with an error. */
  | 'cut'
  | 'broken'
  /** The sender gives up on it; it arrives later all the same. */
  | 'ghost'
  /** It arrives, and again later. */
  | 'twice'
  /** Under way until the history lets it arrive. The sender waits as long as it likes to. */
  | 'slow'
  /** It arrives at once; the reply is under way until the history lets it arrive. */
  | 'slowReply'
  | 'loginPage'
  /** An older reply to this very address, kept by something in between. */
  | 'oldReply'
  | 'badGateway'
  | 'tooLarge'
  | 'slowDown'
  /** One byte of a picture is another on the way. Words have a line of their own against that. */
  | 'garbled';

/** What lasts until it changes: a basement, a hotel's Wi-Fi. */
export type Weather = 'fair' | 'lost' | 'loginPage' | 'replyLost';

export type Message = Asked & {
  id: number;
  phone: number;
  session: Session;
  /** The facts of a push. */
  facts: readonly Fact[];
};

/** What comes of a message that is under way when the history says so. */
type Parked = { message: Message; arrive(): Promise<void>; drop(): void };

export type Line = { fates: Fate[]; weather: Weather; isOnline: boolean };

export type Watcher = {
  /** A request of a living tab sets out. */
  sent(message: Message, fate: Fate, underWay: number): void;
  /** The server answered. Whether anybody hears of it is another matter. */
  answered(message: Message, sent: Sent | null, isHeard: boolean): void;
};

export type Network = {
  lines: Line[];
  parked: Parked[];
  fetch(from: { owner: object; phone: number; session: Session }, path: string, init: RequestInit): Promise<Response>;
  /** A tab is gone: nobody waits for its replies any more. What it sent may still arrive. */
  hangUp(owner: object): void;
  /** Everything becomes fair; what is still under way arrives. */
  heal(): Promise<void>;
};

const NOTHING = new Uint8Array();
const POSTED = /^\/(sync\/|attachments$)/;
const HTML = { 'content-type': 'text/html' };

function reply(status: number, headers: Record<string, string>, text: string): Response {
  return new Response(text, { status, headers });
}

/** The line ends in the middle of the reply: reading it fails. */
function brokenOff(sent: Sent): Response {
  const response = reply(sent.status, sent.headers, '');
  response.text = () => Promise.reject(new TypeError('terminated'));
  return response;
}

function factsOf(path: string, text: string): readonly Fact[] {
  return path === '/sync/push' ? (JSON.parse(text) as { facts: Fact[] }).facts : [];
}

export function makeNetwork(phones: number, server: Server, watcher: Watcher): Network {
  const lines = Array.from({ length: phones }, (): Line => ({ fates: [], weather: 'fair', isOnline: true }));
  const underWay = new Set<{ owner: object; phone: number; signal?: AbortSignal | null | undefined }>();
  const lastReplies = new Map<string, Sent>();
  let count = 0;

  async function arrive(message: Message, isHeard: boolean): Promise<Sent | null> {
    const sent = await server.handle(message, message.session);
    watcher.answered(message, sent, isHeard);
    return sent;
  }

  async function carry(message: Message): Promise<Sent> {
    const sent = await arrive(message, true);
    if (!sent) throw new TypeError('reset');
    lastReplies.set(`${message.phone} ${message.path}`, sent);
    return sent;
  }

  const asResponse = (sent: Sent) => reply(sent.status, sent.headers, sent.text);

  function park(message: Message, act: () => Promise<void>, drop: () => void): void {
    network.parked.push({ message, arrive: act, drop });
  }

  /** Waits under way, and comes out when the history says. */
  function slowly(message: Message, act: () => Promise<Response>): Promise<Response> {
    return new Promise((done, fail) => {
      park(
        message,
        () => act().then(done, fail),
        () => fail(new TypeError('reset')),
      );
    });
  }

  async function meet(fate: Fate, message: Message): Promise<Response> {
    const later = () =>
      park(
        message,
        async () => void (await arrive(message, false)),
        () => undefined,
      );
    switch (fate) {
      case 'fair':
        return asResponse(await carry(message));
      case 'garbled':
        return asResponse(await carry({ ...message, bytes: message.bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte)) }));
      case 'lost':
        throw new TypeError('no network');
      case 'replyLost':
        await arrive(message, false);
        throw new TypeError('reset');
      case 'cut': {
        const sent = await carry(message);
        return reply(sent.status, sent.headers, sent.text.slice(0, Math.floor(sent.text.length * 0.6)));
      }
      case 'broken':
        return brokenOff(await carry(message));
      case 'ghost':
        later();
        throw new TypeError('reset');
      case 'twice':
        later();
        return asResponse(await carry(message));
      case 'slow':
        return slowly(message, async () => asResponse(await carry(message)));
      case 'slowReply': {
        const sent = await carry(message);
        return slowly(message, async () => asResponse(sent));
      }
      case 'loginPage':
        return reply(200, HTML, '<html><title>Welcome to the Wi-Fi</title></html>');
      case 'oldReply': {
        const old = lastReplies.get(`${message.phone} ${message.path}`);
        return old ? asResponse(old) : reply(200, HTML, '<html>');
      }
      case 'badGateway':
        return reply(502, HTML, '<html>Bad gateway</html>');
      case 'tooLarge':
        return reply(413, HTML, '<html>Request entity too large</html>');
      case 'slowDown':
        return reply(429, { ...HTML, 'retry-after': '7' }, '<html>Too many requests</html>');
    }
  }

  const network: Network = {
    lines,
    parked: [],
    fetch: async (from, path, init) => {
      const { owner, phone, session } = from;
      const line = lines[phone];
      const isPart = init.method === 'PATCH';
      const bytes = init.body ? (init.body as Uint8Array) : NOTHING;
      const text = isPart ? '' : new TextDecoder().decode(bytes);
      count += 1;
      const headers = isPart ? (init.headers as Record<string, string>) : {};
      const message: Message = { id: count, phone, path, headers, text, bytes: isPart ? bytes : NOTHING, session, facts: factsOf(path, text) };
      // What is fetched beside the postman's own requests is not under his lock.
      const isPosted = isPart || (init.method === 'POST' && POSTED.test(path));
      const fate: Fate = line === undefined || !isPosted ? (line?.weather ?? 'fair') : (line.fates.shift() ?? line.weather);
      const { signal } = init;
      const entry = { owner, phone, signal };
      if (isPosted) {
        underWay.add(entry);
        watcher.sent(message, fate, [...underWay].filter((other) => other.phone === phone && !other.signal?.aborted).length);
      }
      try {
        const aborted = new Promise<never>((_done, fail) => signal?.addEventListener('abort', () => fail(new DOMException('given up', 'AbortError'))));
        return await Promise.race([meet(fate, message), aborted]);
      } finally {
        underWay.delete(entry);
      }
    },
    hangUp: (owner) => {
      for (const entry of underWay) if (entry.owner === owner) underWay.delete(entry);
    },
    heal: async () => {
      for (const line of lines) Object.assign(line, { fates: [], weather: 'fair', isOnline: true });
      for (const entry of network.parked.splice(0)) await entry.arrive();
    },
  };
  return network;
}
