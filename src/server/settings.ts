import * as z from 'zod/mini';
import type { KeyLock } from './records/key-lock.ts';
import { keyLockFrom } from './records/key-lock.ts';

export type Settings = {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | null;
  /** The one address people come to, without a trailing slash; null on a developer's machine. */
  publicOrigin: string | null;
  /** Where e-mail leaves, and from whom; null sends none. */
  mail?: { url: string; from: string } | null;
  /** Push services beside those of the browsers, by origin. */
  pushOrigins?: readonly string[];
  /** Locks the keys that sign passports; null leaves them open in the database. `before`: the secret they are locked with, when it changes. */
  issuerSecret?: { now: string | null; before: string | null };
};

/** Shorter ones are guessed by whoever has the database and patience. */
const SECRET_LENGTH = 32;
const secretSchema = z.optional(z.string().check(z.minLength(SECRET_LENGTH), z.maxLength(500)));

const environmentSchema = z.object({
  PORT: z._default(z.string().check(z.regex(/^\d{1,5}$/)), '8080'),
  HOST: z._default(z.string(), '127.0.0.1'),
  DATA_DIR: z._default(z.string(), './data'),
  DATABASE_URL: z.optional(z.string()),
  PUBLIC_ORIGIN: z.optional(z.string().check(z.regex(/^https?:\/\/[^/\s]+\/?$/))),
  SMTP_URL: z.optional(z.string().check(z.regex(/^smtps?:\/\/\S+$/))),
  MAIL_FROM: z.optional(z.string().check(z.regex(/^[^\r\n]{3,200}$/))),
  ISSUER_KEY_SECRET: secretSchema,
  ISSUER_KEY_SECRET_BEFORE: secretSchema,
  PUSH_ORIGINS: z.optional(z.string().check(z.regex(/^https?:\/\/[^/\s,]+(,https?:\/\/[^/\s,]+)*$/))),
});

/**
 * Reads the settings from the environment. An empty value counts as not set.
 * @throws with the names of the settings that cannot be read, never their values.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = z.safeParse(environmentSchema, given);
  if (!parsed.success) throw new Error(`These settings cannot be read: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`);
  const { PORT, HOST, DATA_DIR, DATABASE_URL, PUBLIC_ORIGIN, SMTP_URL, MAIL_FROM, PUSH_ORIGINS, ISSUER_KEY_SECRET, ISSUER_KEY_SECRET_BEFORE } = parsed.data;
  // One without the other would fail at the first message, at night.
  if ((SMTP_URL === undefined) !== (MAIL_FROM === undefined)) throw new Error('These settings go together: SMTP_URL, MAIL_FROM');
  return {
    port: Number(PORT),
    host: HOST,
    dataDir: DATA_DIR,
    databaseUrl: DATABASE_URL ?? null,
    publicOrigin: PUBLIC_ORIGIN ? new URL(PUBLIC_ORIGIN).origin : null,
    mail: SMTP_URL !== undefined && MAIL_FROM !== undefined ? { url: SMTP_URL, from: MAIL_FROM } : null,
    pushOrigins: PUSH_ORIGINS?.split(',') ?? [],
    ...(ISSUER_KEY_SECRET || ISSUER_KEY_SECRET_BEFORE ? { issuerSecret: { now: ISSUER_KEY_SECRET ?? null, before: ISSUER_KEY_SECRET_BEFORE ?? null } } : {}),
  };
}

/** The lock of the keys that sign passports, and the one they had before. */
export function keyLocksOf({ issuerSecret }: Settings): { lock: KeyLock | null; before: KeyLock | null } {
  const from = (secret: string | null | undefined) => (secret ? keyLockFrom(secret) : null);
  return { lock: from(issuerSecret?.now), before: from(issuerSecret?.before) };
}
