import * as z from 'zod/mini';
import type { PassportList } from '../shared/training/passport/check.ts';
import { passportListSchema } from '../shared/training/passport/check.ts';
import type { PassportLine } from '../shared/training/passport/kept.ts';
import { LIST_SETTING, readList } from '../shared/training/passport/kept.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { fetchContent } from './content.ts';
import { call } from './session.ts';
import type { World } from './world.ts';

type Shelf = Pick<Cabinet, 'setting' | 'setSetting'>;

const issuedSchema = z.object({ passport: z.string().check(z.regex(/^[A-Za-z0-9_-]{100,2000}$/)) });

/** A list never gives way to an older one: what was withdrawn stays withdrawn. */
async function keepList(shelf: Shelf, list: PassportList): Promise<void> {
  const kept = readList(await shelf.setting(LIST_SETTING));
  if (!kept || kept.on < list.on) await shelf.setSetting(LIST_SETTING, JSON.stringify(list));
}

/** Once a day, while the page is open: what a phone needs to check passports where there is no signal. */
export async function bringPassportList(world: World): Promise<void> {
  const fetched = await fetchContent(world, '/passport/keys', passportListSchema, 'default');
  if (fetched) await keepList(world.cabinet, fetched.content);
}

/** What the pages ask, while somebody waits. */
export function makePassportLine(shelf: Shelf): PassportLine {
  return {
    issue: async () => {
      const got = await call('POST', '/passport');
      const issued = got.ok ? z.safeParse(issuedSchema, got.body) : null;
      if (issued?.success) return { ok: true, passport: issued.data.passport };
      const why = got.ok ? 'noSignal' : got.error;
      return { ok: false, why: why === 'noSignal' || why === 'signIn' || why === 'tooMany' ? why : 'other' };
    },
    bringList: async () => {
      const got = await call('GET', '/passport/keys');
      const list = got.ok ? z.safeParse(passportListSchema, got.body) : null;
      if (!list?.success) return false;
      await keepList(shelf, list.data);
      return true;
    },
  };
}
