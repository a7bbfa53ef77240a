import * as z from 'zod/mini';
import { envelopeSchema, id128Schema, TAG_BYTES } from '../../shared/voice/envelope.ts';
import { wellFormed, wellFormedSigned } from '../../shared/voice/well-formed.ts';
import { actSchema, CHUNK_BYTES } from '../../shared/wire/sealed.ts';
import type { Draft, Letter } from './shelf.ts';

const secretSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const capabilitySchema = z.nullable(secretSchema);
/** Ids, moments and reasons: no white space, so that no sentence fits in. */
const plainSchema = z.string().check(z.regex(/^[\w:.+-]{1,64}$/));

/** How recordings and pictures begin. Sealed bytes begin so once in four thousand million. */
const OPEN_FILES: { at: number; start: string }[] = [
  { at: 0, start: '\u001aE\u00df\u00a3' },
  { at: 0, start: 'OggS' },
  { at: 0, start: 'RIFF' },
  { at: 0, start: '\u0089PNG' },
  { at: 0, start: '\u00ff\u00d8\u00ff\u00e0' },
  { at: 4, start: 'ftyp' },
  { at: 0, start: '<svg' },
];

function beginsLikeAFile(bytes: Uint8Array): boolean {
  return OPEN_FILES.some(({ at, start }) => String.fromCharCode(...bytes.subarray(at, at + start.length)) === start);
}

/** Bytes of any realm: tests and frames have more than one. */
function isBytes(value: unknown): value is Uint8Array {
  return Object.prototype.toString.call(value) === '[object Uint8Array]';
}

function isSealedChunk(bytes: unknown): boolean {
  return isBytes(bytes) && bytes.length > TAG_BYTES && bytes.length <= CHUNK_BYTES + TAG_BYTES && !beginsLikeAFile(bytes);
}

const contentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('view'),
    envelope: envelopeSchema,
    capability: capabilitySchema,
    work: z.optional(z.strictObject({ challenge: secretSchema, answer: z.int() })),
  }),
  z.strictObject({ kind: z.literal('chunk'), attachment: id128Schema, n: z.int().check(z.gte(0), z.lte(99)), bytes: z.unknown(), capability: capabilitySchema }),
  z.strictObject({ kind: z.literal('act'), act: actSchema }),
  z.strictObject({ kind: z.literal('withdraw'), secret: secretSchema, view: id128Schema }),
]);

/** What the shapes above cannot say. */
function isSealed(content: z.infer<typeof contentSchema>): boolean {
  switch (content.kind) {
    case 'view':
      return wellFormed(content.envelope) !== null;
    case 'chunk':
      return isSealedChunk(content.bytes);
    case 'act':
      return !content.act.message || wellFormedSigned(content.act.message) !== null;
    case 'withdraw':
      return true;
  }
}

const letterSchema = z.strictObject({
  id: plainSchema,
  owner: plainSchema,
  content: contentSchema,
  madeAt: plainSchema,
  tries: z.int(),
  notBefore: plainSchema,
  refused: z.optional(plainSchema),
  of: z.optional(plainSchema),
});

const draftSchema = z.strictObject({ id: plainSchema, at: plainSchema, content: z.strictObject({ iv: z.unknown(), sealed: z.unknown() }) });

/** Something that is not sealed was about to be written. Says where, never what. */
function refuse(what: string, issues: readonly { path: PropertyKey[] }[] = []): never {
  const where = issues[0]?.path.map(String).join('.') ?? '';
  throw Object.assign(new Error(`not a sealed ${what}${where ? ` (${where})` : ''}`), { name: 'NotSealedError' });
}

/** @throws NotSealedError unless it is a well-formed sealed thing and nothing beside it. */
export function checkLetter(letter: Letter): void {
  const checked = z.safeParse(letterSchema, letter);
  if (!checked.success) refuse('letter', checked.error.issues);
  if (!isSealed(checked.data.content)) refuse('letter', [{ path: ['content'] }]);
}

/** @throws NotSealedError unless its content is bytes under the local key. */
export function checkDraft(draft: Draft): void {
  const checked = z.safeParse(draftSchema, draft);
  if (!checked.success) refuse('draft', checked.error.issues);
  const { iv, sealed } = checked.data.content;
  if (!isBytes(iv) || !isBytes(sealed)) refuse('draft', [{ path: ['content'] }]);
}

/**
 * Notes, post and threads hold ids, moments, keys and sealed text. None of them has a space in it.
 * @throws NotSealedError when anything in it could be a sentence.
 */
export function checkNoWords(value: unknown, what: string): void {
  if (typeof value === 'string') {
    if (/\s/.test(value)) refuse(what);
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const inner of Object.values(value)) checkNoWords(inner, what);
  }
}

/** How a letter stands, and how it is let in. */
const changeSchema = z.strictObject({
  tries: z.optional(z.int()),
  notBefore: z.optional(plainSchema),
  refused: z.optional(z.union([plainSchema, z.undefined()])),
  content: z.optional(z.strictObject({ capability: z.optional(capabilitySchema), work: z.optional(z.strictObject({ challenge: secretSchema, answer: z.int() })) })),
});
export type LetterChange = z.infer<typeof changeSchema>;

/** A letter on the shelf changes in how it stands, never in what it says. */
export function checkChange(change: LetterChange): void {
  if (!z.safeParse(changeSchema, change).success) refuse('change of a letter');
}
