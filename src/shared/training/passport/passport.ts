import { decode, encode } from 'cborg';
import type { Day } from '../../basics/day.ts';
import { addDays, epochDay } from '../../basics/day.ts';
import type { Moment } from '../../basics/moment.ts';
import { base45, fromBase45 } from './base45.ts';
import { fromBase64url } from './from-base64url.ts';
import { CODE_LIMIT } from './course-codes.ts';

/** `home` is the code of the home where it was gained (`homeCodeOf`); null when that is not known. */
export type Certificate = { code: number; on: Day; expiresOn: Day | null; home: number | null };

export const DIPLOMA_STATES = ['unknown', 'notEnrolled', 'enrolled', 'held', 'equivalent'] as const;
/** `by` is the legal date, a deferral counted; `on` is when the state began. */
export type DiplomaClock = { state: (typeof DIPLOMA_STATES)[number]; on: Day | null; by: Day | null };

/**
 * A carer's record as it travels: who it is about, the legal clocks, and the certificates that counted
 * when it was made. It proves the record and not the person. No birth date, nothing of any child.
 */
export type Passport = {
  /** The key that signed it, eight hexadecimal digits. */
  keyId: string;
  /** Its number with the issuer, which is how it is withdrawn. */
  serial: number;
  /** As colleagues know them, shortened where it must be. */
  name: string;
  personId: string;
  /** The first day ever in a care role; `isFirst` is false where only the first day known is. */
  care: { from: Day | null; isFirst: boolean };
  level3: DiplomaClock;
  level5: DiplomaClock;
  certificates: Certificate[];
  issuedAt: Moment;
  /** The last day on which it may be shown. */
  expiresOn: Day;
};

export const PASSPORT_VERSION = 1;
/** A code of 69 squares at level M holds 25 certificates beside the longest name and six homes. */
const NAME_BYTES = 40;
const HOMES_LIMIT = 31;
const UNKNOWN_HOME = 31;
export const CERTIFICATES_LIMIT = 60;

/** Keeps a signature over something else of ours from ever passing for one over a passport. */
const DOMAIN = 'hearth/passport/1\n';
export const SIGNATURE_BYTES = 64;
/** What a scanner sees first. The digit is raised with the version. */
const MARK = 'HP1:';
/** A space is a letter of base45, and whatever copies text cuts spaces off its end. */
const END = ':';

const DAYS_BITS = 2 ** 13;
const VALID_BITS = 2 ** 12;
const HOME_BITS = 2 ** 5;
const CERTIFICATE_BYTES = 5;

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Sixteen bytes stand for a person, so only ids that are UUIDs can be carried. */
export function canCarry(personId: string): boolean {
  return UUID.test(personId);
}

function personIdOf(bytes: Uint8Array): string {
  const hex = hexOf(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A home in three bytes: enough for a home to know its own, too little to look a home up by. */
export function homeCodeOf(homeId: string): number | null {
  return UUID.test(homeId) ? Number.parseInt(homeId.slice(-6), 16) : null;
}

/** Bytes of one letter in UTF-8. */
function bytesIn(letter: string): number {
  const point = letter.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/** Whole letters only, as many as fit. */
function shortName(name: string): string {
  let left = NAME_BYTES;
  const letters = Array.from(name.normalize('NFC'));
  const end = letters.findIndex((letter) => {
    left -= bytesIn(letter);
    return left < 0;
  });
  return letters.slice(0, end < 0 ? letters.length : end).join('');
}

const dayNumber = (day: Day | null) => (day === null ? null : epochDay(day));
const dayOf = (number: number): Day => addDays('1970-01-01', number);

function packed(certificates: readonly Certificate[], homes: readonly number[], issued: Day): Uint8Array {
  const bytes = new Uint8Array(certificates.length * CERTIFICATE_BYTES);
  for (const [index, { code, on, expiresOn, home }] of certificates.entries()) {
    const ago = Math.min(Math.max(epochDay(issued) - epochDay(on), 0), DAYS_BITS - 1);
    // Counted from the first day that it says, so that no rounding ever adds a day.
    const valid = expiresOn === null ? 0 : Math.min(Math.max(epochDay(expiresOn) - (epochDay(issued) - ago), 1), VALID_BITS - 1);
    const place = home === null ? -1 : homes.indexOf(home);
    let value = ((code * DAYS_BITS + ago) * VALID_BITS + valid) * HOME_BITS + (place < 0 ? UNKNOWN_HOME : place);
    for (let at = CERTIFICATE_BYTES - 1; at >= 0; at -= 1) {
      bytes[index * CERTIFICATE_BYTES + at] = value % 256;
      value = Math.floor(value / 256);
    }
  }
  return bytes;
}

function unpacked(bytes: Uint8Array, homes: readonly number[], issued: Day): Certificate[] {
  return Array.from({ length: bytes.length / CERTIFICATE_BYTES }, (_, index) => {
    let value = bytes.subarray(index * CERTIFICATE_BYTES, (index + 1) * CERTIFICATE_BYTES).reduce((sum, byte) => sum * 256 + byte, 0);
    const take = (size: number) => {
      const part = value % size;
      value = Math.floor(value / size);
      return part;
    };
    const [place, valid, ago] = [take(HOME_BITS), take(VALID_BITS), take(DAYS_BITS)];
    const on = addDays(issued, -ago);
    return { code: value, on, expiresOn: valid === 0 ? null : addDays(on, valid), home: homes[place] ?? null };
  });
}

/** The day of a moment as the passport counts: UTC, so that both sides count alike. */
function utcDay(moment: Moment): Day {
  return moment.slice(0, 10);
}

/**
 * What is signed, as deterministic CBOR (RFC 8949, 4.2).
 * @throws RangeError for what cannot be carried: another sort of id, too many certificates, an unknown code.
 */
export function passportBody(passport: Passport): Uint8Array {
  const { keyId, serial, name, personId, care, level3, level5, certificates, issuedAt, expiresOn } = passport;
  if (!canCarry(personId) || !/^[0-9a-f]{8}$/.test(keyId)) throw new RangeError('the id cannot be carried');
  if (certificates.length > CERTIFICATES_LIMIT || certificates.some(({ code }) => code < 1 || code > CODE_LIMIT)) throw new RangeError('the certificates cannot be carried');
  const homes = [...new Set(certificates.flatMap(({ home }) => (home === null ? [] : [home])))].slice(0, HOMES_LIMIT);
  const diploma = ({ state, on, by }: DiplomaClock) => [DIPLOMA_STATES.indexOf(state), dayNumber(on), dayNumber(by)];
  return encode([
    PASSPORT_VERSION,
    bytesOfHex(keyId),
    serial,
    shortName(name),
    bytesOfHex(personId.replaceAll('-', '')),
    [dayNumber(care.from), care.isFirst ? 1 : 0, ...diploma(level3), ...diploma(level5)],
    Uint8Array.from(homes.flatMap((home) => [home >> 16, (home >> 8) & 255, home & 255])),
    packed(certificates, homes, utcDay(issuedAt)),
    Math.floor(Date.parse(issuedAt) / 1000),
    epochDay(expiresOn),
  ]);
}

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 40;
const isDayNumber = (value: unknown): value is number => isWhole(value) && value < 100_000;
const isBytes = (value: unknown, multiple: number): value is Uint8Array => value instanceof Uint8Array && value.length % multiple === 0;

function diplomaFrom([state, on, by]: readonly unknown[]): DiplomaClock | null {
  const known = isWhole(state) ? DIPLOMA_STATES[state] : undefined;
  if (known === undefined || ![on, by].every((day) => day === null || isDayNumber(day))) return null;
  return { state: known, on: on === null ? null : dayOf(on as number), by: by === null ? null : dayOf(by as number) };
}

/** Reads a body whose signature has still to be checked. `tooNew`: a later version wrote it. */
export function readBody(bytes: Uint8Array): Passport | 'unreadable' | 'tooNew' {
  let read: unknown;
  try {
    read = decode(bytes, { strict: true, allowIndefinite: false, allowUndefined: false });
  } catch {
    return 'unreadable';
  }
  if (!Array.isArray(read) || !isWhole(read[0]) || read[0] === 0) return 'unreadable';
  if (read[0] > PASSPORT_VERSION) return 'tooNew';
  const [, keyId, serial, name, person, clocks, places, certificates, issued, expires, ...more] = read as unknown[];
  if (more.length > 0 || !isBytes(keyId, 1) || keyId.length !== 4 || !isWhole(serial) || typeof name !== 'string') return 'unreadable';
  if (!isBytes(person, 1) || person.length !== 16 || !Array.isArray(clocks) || clocks.length !== 8 || !isWhole(issued) || !isDayNumber(expires)) return 'unreadable';
  if (!isBytes(places, 3) || !isBytes(certificates, CERTIFICATE_BYTES) || issued > 2 ** 33 || !(clocks[0] === null || isDayNumber(clocks[0]))) return 'unreadable';
  const level3 = diplomaFrom(clocks.slice(2, 5));
  const level5 = diplomaFrom(clocks.slice(5, 8));
  if (!level3 || !level5) return 'unreadable';
  const issuedAt = new Date(issued * 1000).toISOString();
  const homes = Array.from({ length: places.length / 3 }, (_, index) => places.subarray(index * 3, index * 3 + 3).reduce((sum, byte) => sum * 256 + byte, 0));
  return {
    keyId: hexOf(keyId),
    serial,
    name,
    personId: personIdOf(person),
    care: { from: clocks[0] === null ? null : dayOf(clocks[0]), isFirst: clocks[1] === 1 },
    level3,
    level5,
    certificates: unpacked(certificates, homes, utcDay(issuedAt)),
    issuedAt,
    expiresOn: dayOf(expires),
  };
}

/** The bytes that an issuer signs. */
export function bytesToSign(body: Uint8Array): Uint8Array {
  return joined(
    Uint8Array.from(DOMAIN, (letter) => letter.charCodeAt(0)),
    body,
  );
}

/** Signature first, then what it is over. */
export function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const whole = new Uint8Array(one.length + other.length);
  whole.set(one);
  whole.set(other, one.length);
  return whole;
}

/** What stands in the code: letters of the alphanumeric mode alone. */
export function passportText(bytes: Uint8Array): string {
  return `${MARK}${base45(bytes)}${END}`;
}

/** The bytes of what was scanned or pasted. */
export function bytesOfText(scanned: string): Uint8Array | 'unreadable' | 'tooNew' {
  const found = scanned.trim();
  if (found.startsWith(MARK)) return (found.endsWith(END) ? fromBase45(found.slice(MARK.length, -END.length)) : null) ?? 'unreadable';
  if (/^HP[2-9]:/.test(found)) return 'tooNew';
  return fromBase64url(found) ?? 'unreadable';
}
