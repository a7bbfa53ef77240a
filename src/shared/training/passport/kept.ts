import { safeParse } from 'zod/mini';
import type { PassportList } from './check.ts';
import { passportListSchema } from './check.ts';

/** Where this device keeps the list: a setting, the same for whoever is signed in. */
export const LIST_SETTING = 'passport.list';

/** Where it keeps somebody's own passport, as base64url. */
export function ownPassportSetting(personId: string): string {
  return `passport.own.${personId}`;
}

/** Null when there is none, or none that this release can read. */
export function readList(kept: string | null): PassportList | null {
  if (!kept) return null;
  try {
    const list = safeParse(passportListSchema, JSON.parse(kept));
    return list.success ? list.data : null;
  } catch {
    return null;
  }
}

/** What a page may ask of the server about passports. Rooms know of no network: the app hands this in. */
export type PassportLine = {
  issue(): Promise<{ ok: true; passport: string } | { ok: false; why: 'noSignal' | 'signIn' | 'tooMany' | 'other' }>;
  /** Brings a newer list to this device. False when there is none to be had now. */
  bringList(): Promise<boolean>;
};
