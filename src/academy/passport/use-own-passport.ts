import { useEffect, useState } from 'preact/hooks';
import { londonDay } from '../../shared/basics/day.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { PassportList } from '../../shared/training/passport/check.ts';
import { isWithdrawn } from '../../shared/training/passport/check.ts';
import { fromBase64url } from '../../shared/training/passport/from-base64url.ts';
import { certificatesOf, clocksToCarry } from '../../shared/training/passport/gather.ts';
import { LIST_SETTING, ownPassportSetting, readList } from '../../shared/training/passport/kept.ts';
import type { Passport } from '../../shared/training/passport/passport.ts';
import { readBody, SIGNATURE_BYTES } from '../../shared/training/passport/passport.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { Cabinet } from '../../store/cabinet.ts';

/** `over` and `withdrawn` would be refused wherever they are shown. */
export type OwnPassport = { written: string; bytes: Uint8Array; passport: Passport; state: 'good' | 'over' | 'withdrawn' };

function ownFrom(written: string | null, list: PassportList | null, now: string): OwnPassport | null {
  const bytes = written ? fromBase64url(written) : null;
  const passport = bytes ? readBody(bytes.subarray(SIGNATURE_BYTES)) : 'unreadable';
  if (!written || !bytes || typeof passport === 'string') return null;
  const isEnded = list?.keys.some((key) => key.keyId === passport.keyId && (key.isRevoked || key.notAfter < now)) ?? false;
  const state = londonDay(now) > passport.expiresOn ? 'over' : isEnded || (list && isWithdrawn(list, passport.serial)) ? 'withdrawn' : 'good';
  return { written, bytes, passport, state };
}

/** The newest passport kept on this phone; undefined while it is being read. `keep` puts another in its place, null takes it away. */
export function useOwnPassport(
  cabinet: Cabinet,
  personId: string,
): { own: OwnPassport | null | undefined; keep: (written: string | null) => Promise<void>; look: () => Promise<void> } {
  const [own, setOwn] = useState<OwnPassport | null | undefined>(undefined);
  const name = ownPassportSetting(personId);
  const look = async () => {
    const [written, list] = await Promise.all([cabinet.setting(name), cabinet.setting(LIST_SETTING)]);
    setOwn(ownFrom(written, readList(list), cabinet.now()));
  };
  useEffect(() => {
    void look();
  }, [cabinet, personId]);
  const keep = async (written: string | null) => {
    await cabinet.setSetting(name, written ?? '');
    await look();
  };
  return { own, keep, look };
}

/** Has anything changed that a new passport would say? Reckoned here by the same rules as on the server. */
export function isStale(passport: Passport, record: PersonRecord, catalogue: Catalogue, now: string): boolean {
  const today = londonDay(now);
  const say = (certificates: Passport['certificates']) =>
    certificates
      .map(({ code, expiresOn }) => `${code} ${expiresOn}`)
      .sort()
      .join();
  const stillCounts = passport.certificates.filter(({ expiresOn }) => expiresOn === null || expiresOn >= today);
  const { level3, level5 } = clocksToCarry(record, today);
  const isSame = (one: Passport['level3'], other: Passport['level3']) => one.state === other.state && one.by === other.by;
  return say(stillCounts) !== say(certificatesOf(record, catalogue.courses, today)) || !isSame(level3, passport.level3) || !isSame(level5, passport.level5);
}
