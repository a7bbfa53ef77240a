import * as z from 'zod/mini';
import { TAG_BYTES } from '../../shared/voice/envelope.ts';
import {
  CHUNK_BYTES,
  codeMadeSchema,
  directoryAnswerSchema,
  inboxSchema,
  keyInvitationSchema,
  keyProposalSchema,
  myKeysSchema,
  publishedSchema,
} from '../../shared/wire/sealed.ts';
import type { Backshelf } from '../../store/quiet/backshelf.ts';
import { KEPT_MS } from '../../store/quiet/came.ts';
import type { KeysLine, LineAnswer } from '../../store/quiet/line.ts';
import { answerOf, ask, askBytes } from './ask.ts';
import type { QuietWorld } from './quiet-world.ts';

const anythingSchema = z.object({});
/** So many keys travel in one request. */
const MOST_KEYS = 64;

/** What a reader's rooms may ask of the network, with their session. */
export function makeReaderLine(world: QuietWorld, shelf: Backshelf, personId: string, wake: () => void): KeysLine {
  let looking: Promise<LineAnswer<{ directoryVersion: number }>> | null = null;

  async function call<Down>(path: string, schema: z.ZodMiniType<Down>, message?: object): Promise<LineAnswer<Down>> {
    return answerOf(await ask(world, { as: 'reader', path, message }, schema));
  }

  async function done(path: string, message: object): Promise<LineAnswer<null>> {
    const answer = await call(path, anythingSchema, message);
    return answer.ok ? { ok: true, value: null } : answer;
  }

  /** Where to go on from. What is older than the phone may keep it, or another reader's, is begun anew. */
  async function cursor(): Promise<string | null> {
    const note = await shelf.read('inbox');
    if (note?.personId === personId && world.clock() - Date.parse(note.seenAt) < KEPT_MS) return note.cursor;
    await shelf.dropThreads(personId);
    return null;
  }

  async function pull(): Promise<LineAnswer<{ directoryVersion: number }>> {
    let since = await cursor();
    for (;;) {
      const page = await call(!since ? '/inbox' : `/inbox?since=${encodeURIComponent(since)}`, inboxSchema);
      if (!page.ok) return page;
      const { threads, directoryVersion, hasMore, ...rest } = page.value;
      await shelf.keepThreads(personId, threads, { ...rest, personId, seenAt: new Date(world.clock()).toISOString() });
      // A page that leads nowhere would be asked for without end.
      if (!hasMore || rest.cursor === since) return { ok: true, value: { directoryVersion } };
      since = rest.cursor;
    }
  }

  return {
    directory: async () => {
      const answer = await call('/voice/directory', directoryAnswerSchema);
      return answer.ok ? { ok: true, value: answer.value.signed } : answer;
    },
    look: () => {
      // Two looks at once would write the same pages twice.
      looking ??= pull().finally(() => {
        looking = null;
      });
      return looking;
    },
    chunk: async (attachment, n) => answerOf(await askBytes(world, { as: 'reader', path: `/sealed/attachments/${attachment}/${n}` }, CHUNK_BYTES + TAG_BYTES)),
    wake,

    makeCode: () => call('/voice/codes', codeMadeSchema, {}),
    askDevice: (device) => done('/keys/devices', device),
    myKeys: () => call('/keys/mine', myKeysSchema),
    keepKeys: async (keys) => {
      for (let from = 0; from < keys.length; from += MOST_KEYS) {
        const kept = await done('/keys/kept', { keys: keys.slice(from, from + MOST_KEYS) });
        if (!kept.ok) return kept;
      }
      return { ok: true, value: null };
    },
    invite: (invitation) => done('/keys/invitations', invitation),
    redeem: (id) => call('/keys/invitations/redeem', keyInvitationSchema, { id }),
    proposal: () => call('/keys/proposal', keyProposalSchema),
    offerEpoch: (offer) => done('/keys/epochs', offer),
    propose: (signed) => call('/keys/directory', publishedSchema, signed),
  };
}
