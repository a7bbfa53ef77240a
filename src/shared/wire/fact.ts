import * as z from 'zod/mini';
import type { Json } from '../basics/canonical.ts';
import { canonicalJson } from '../basics/canonical.ts';
import type { Score } from '../training/attempt.ts';
import { sha256Schema } from './attachment.ts';
import type { Bodies, FactKind } from './kinds.ts';

const idSchema = z.string().check(z.minLength(1), z.maxLength(64));
const uuidSchema = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/));
const momentSchema = z.string().check(z.maxLength(35), z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/));

/** Another fact that must be there first, or an attachment that follows. */
export const depSchema = z.union([z.object({ fact: uuidSchema }), z.object({ attachment: sha256Schema })]);
type Dep = z.infer<typeof depSchema>;

/** No body may be larger than this, in canonical UTF-8 bytes; anything larger is an attachment. */
export const BODY_BYTES_LIMIT = 64 * 1024;

/**
 * The envelope (sync reference, section 3). What is hashed is the fact: factId, kind, v, about,
 * body. The rest is carriage. `body` is parsed by its kind, not here, so that a fact of a kind
 * this build does not know can still be carried.
 */
export const factSchema = z.object({
  factId: uuidSchema,
  hash: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  kind: z.string().check(z.minLength(3), z.maxLength(64)),
  v: z.int().check(z.minimum(1), z.maximum(999)),
  about: idSchema,
  body: z.unknown(),
  owner: z.string().check(z.minLength(1), z.maxLength(36)),
  deviceId: z.string().check(z.minLength(1), z.maxLength(36)),
  seq: z.int().check(z.minimum(1)),
  prev: z.nullable(uuidSchema),
  base: z.nullable(z.int()),
  deps: z.array(depSchema).check(z.maxLength(20)),
  replaces: z.nullable(uuidSchema),
  at: momentSchema,
  off: z.nullable(z.int()),
});
export type Fact = z.infer<typeof factSchema>;

/** Facts it waits for. Attachments never hold a fact up: its words are safe first (sync reference, section 13). */
export function factDeps(deps: readonly Dep[]): string[] {
  return deps.flatMap((dep) => ('fact' in dep ? [dep.fact] : []));
}

/** The attachments it names, each once. */
export function attachmentDeps(deps: readonly Dep[]): string[] {
  return [...new Set(deps.flatMap((dep) => ('attachment' in dep ? [dep.attachment] : [])))];
}

/**
 * The bytes that are hashed with SHA-256, as canonical JSON text.
 * @param bodyText the body's own canonical text, where the caller has it already.
 */
export function factText({ factId, kind, v, about, body }: Pick<Fact, 'factId' | 'kind' | 'v' | 'about' | 'body'>, bodyText = canonicalJson(body as Json)): string {
  return `{"about":${JSON.stringify(about)},"body":${bodyText},"factId":${JSON.stringify(factId)},"kind":${JSON.stringify(kind)},"v":${canonicalJson(v)}}`;
}

/** A fact whose kind and body are known, as rules and records use it. */
export type KnownFact = {
  [Kind in FactKind]: {
    factId: string;
    kind: Kind;
    about: string;
    body: Bodies[Kind];
    owner: string;
    at: string;
    off: number | null;
    /** The server's time of receipt; null while the fact is on this phone only. */
    recordedAt: string | null;
    /** The server's own score, on a finished attempt. */
    serverScore?: Score | null;
    /** Attachments it names that the server does not hold yet. */
    missing?: string[];
    /** On an observation: whose key the server has not heard of from their own phone yet. */
    unconfirmed?: ('assessor' | 'carer')[];
  };
}[FactKind];
