import * as z from 'zod/mini';
import { audienceIdSchema, bytes64Schema, epochSchema, id128Schema, pointSchema, signatureSchema } from './envelope.ts';

const momentSchema = z.string().check(z.maxLength(40));
const clockTimeSchema = z.string().check(z.regex(/^\d\d:\d\d$/));

/** Who an audience is. `safeguarding` is added by the safety tick; `lado` is only ever passed on to. */
export const audienceKindSchema = z.enum(['participation', 'advocate', 'iro', 'socialWorker', 'visitor', 'collective', 'home', 'safeguarding', 'lado']);
export type AudienceKind = z.infer<typeof audienceKindSchema>;

/** When a person looks: days of the week (1 is Monday), Europe/London. Empty days mean day and night. */
export const staffedHoursSchema = z.strictObject({ days: z.array(z.int().check(z.gte(1), z.lte(7))).check(z.maxLength(7)), from: clockTimeSchema, to: clockTimeSchema });
export type StaffedHours = z.infer<typeof staffedHoursSchema>;

export const audienceSchema = z.strictObject({
  a: audienceIdSchema,
  kind: audienceKindSchema,
  /** The place whose young people it hears: a home, an authority or the region. */
  unit: z.string().check(z.maxLength(36)),
  name: z.string().check(z.minLength(1), z.maxLength(80)),
  /** Newest first. `until` stands once the epoch is retired; what was sealed to it before is still accepted for 18 months. */
  epochs: z.array(z.strictObject({ e: epochSchema, pub: pointSchema, from: momentSchema, until: z.optional(momentSchema) })).check(z.minLength(1), z.maxLength(64)),
  hours: staffedHoursSchema,
  /** Who is told when nobody here opens a view in time. */
  escalatesTo: z.optional(audienceIdSchema),
});
export type Audience = z.infer<typeof audienceSchema>;

/** A reader's device. `name` and `role` are what the young person is shown: "Amira, advocate". */
export const deviceSchema = z.strictObject({
  d: id128Schema,
  personId: z.string().check(z.maxLength(36)),
  name: z.string().check(z.minLength(1), z.maxLength(80)),
  role: z.string().check(z.minLength(1), z.maxLength(60)),
  audiences: z.array(audienceIdSchema).check(z.maxLength(32)),
  /** HPKE P-256: audience keys are sealed to it. */
  dk: pointSchema,
  /** ECDSA P-256: it signs replies, receipts and passing on. */
  dsk: pointSchema,
  from: momentSchema,
  until: momentSchema,
  /** What it signed before stays true; nothing after. */
  revokedAt: z.optional(momentSchema),
});
export type ReaderDevice = z.infer<typeof deviceSchema>;

/** The content of one version, as canonical JSON. */
export const directorySchema = z.strictObject({
  v: z.literal(1),
  version: z.int().check(z.gte(1)),
  issuedAt: momentSchema,
  expiresAt: momentSchema,
  audiences: z.array(audienceSchema).check(z.maxLength(2000)),
  devices: z.array(deviceSchema).check(z.maxLength(5000)),
});
export type Directory = z.infer<typeof directorySchema>;

/** Signed by the regional root, offline: who may sign the directory, and how many of them it takes. */
export const rootStatementSchema = z.strictObject({
  v: z.literal(1),
  number: z.int().check(z.gte(1)),
  issuedAt: momentSchema,
  keys: z.array(z.strictObject({ k: id128Schema, pub: pointSchema, until: momentSchema })).check(z.minLength(1), z.maxLength(8)),
  need: z.int().check(z.gte(1), z.lte(4)),
  /** A root of a demonstration says so under its own signature, and every screen repeats it. */
  demonstration: z.optional(z.literal(true)),
});
export type RootStatement = z.infer<typeof rootStatementSchema>;

const KEPT = 4_000_000;
/** What travels. `root.pub` must hash to the fingerprint the young person was given face to face. */
export const signedDirectorySchema = z.strictObject({
  root: z.strictObject({ pub: pointSchema, statement: bytes64Schema(20_000), sig: signatureSchema }),
  directory: bytes64Schema(KEPT),
  sigs: z.array(z.strictObject({ k: id128Schema, sig: signatureSchema })).check(z.minLength(1), z.maxLength(8)),
});
export type SignedDirectory = z.infer<typeof signedDirectorySchema>;

/** Why a phone refuses a directory; each is shown and reported. */
export const directoryFaultSchema = z.enum(['notReadable', 'wrongRoot', 'badSignature', 'rolledBack', 'expired']);
export type DirectoryFault = z.infer<typeof directoryFaultSchema>;

/** A rule of the house: fewer than two readers, and the audience is not offered (security reference, section 2, rule 6). */
export const LEAST_READERS = 2;

/** How many people, not devices, can open what is sealed for this audience. */
export function readersOf(directory: Directory, a: string, now: string): number {
  return new Set(directory.devices.filter((device) => device.audiences.includes(a) && !device.revokedAt && device.until > now).map((device) => device.personId)).size;
}

/**
 * Whom a young person may choose.
 * @param units the places their membership stands under, the home first.
 * @param aboutStaff it is about someone who works where they live: the home's audiences are gone (regulation 39(2), SI 2015/541).
 */
export function audiencesFor(directory: Directory, units: readonly string[], aboutStaff: boolean, now: string): Audience[] {
  return directory.audiences.filter(
    (audience) =>
      units.includes(audience.unit) &&
      audience.kind !== 'lado' &&
      !(aboutStaff && audience.kind === 'home') &&
      !audience.epochs[0]?.until &&
      readersOf(directory, audience.a, now) >= LEAST_READERS,
  );
}
