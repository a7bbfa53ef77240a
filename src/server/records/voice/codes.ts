import { randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Transaction } from 'kysely';
import { addMs } from '../../../shared/basics/moment.ts';
import type { Records } from '../database.ts';
import type { Tables } from '../schema.ts';
import { nextNo, note, SCOPES } from './audit.ts';
import { lineageOf } from './places.ts';
import { freshSecret, hash64 } from './secrets.ts';

export const CODE_LASTS_MS = 72 * 60 * 60 * 1000;
export const CODE_TRIES = 5;
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SELECTOR = 3;
const PROOF = 8;

/** 16 MiB of memory for each try: 40 bits must not be guessed from a stolen table in an afternoon. */
const COST = { N: 16_384, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const derive = promisify(scrypt) as (proof: string, salt: string, bytes: number, options: typeof COST) => Promise<Buffer>;

function letters(count: number): string {
  return Array.from({ length: count }, () => CROCKFORD[randomInt(CROCKFORD.length)]).join('');
}

/** A code for one home or unit: three characters to find it, eight to prove it. It is shown once and not kept. */
export async function makeCode({ db }: Records, unit: string, madeBy: string, now: string): Promise<{ code: string; expiresAt: string }> {
  const proof = letters(PROOF);
  const salt = freshSecret();
  const hash = (await derive(proof, salt, 32, COST)).toString('base64url');
  const expiresAt = addMs(now, CODE_LASTS_MS);
  return db.transaction().execute(async (trx) => {
    await trx.deleteFrom('join_code').where('expires_at', '<=', now).execute();
    for (;;) {
      const selector = letters(SELECTOR);
      const made = await trx
        .insertInto('join_code')
        .values({ selector, salt, hash, unit, tries: 0, expires_at: expiresAt })
        .onConflict((conflict) => conflict.column('selector').doNothing())
        .returning('selector')
        .executeTakeFirst();
      if (!made) continue;
      await note(trx, { scope: SCOPES.codes, actor: madeBy, act: 'code.made', object: unit, outcome: 'done' }, now);
      return { code: `${selector}${proof}`, expiresAt };
    }
  });
}

async function join(trx: Transaction<Tables>, unit: string, now: string): Promise<{ membership: string; units: string[] }> {
  const membership = freshSecret();
  await trx
    .insertInto('membership')
    .values({ hash: hash64(membership), unit, made_on: now.slice(0, 10), given_on: null, given: 0, revoked_on: null })
    .execute();
  await note(trx, { scope: SCOPES.codes, actor: '', act: 'code.used', object: unit, outcome: 'done' }, now);
  return { membership, units: await lineageOf(trx, unit) };
}

/** The demonstration's own code is good for anybody and as often as they like; nothing else comes here. */
export async function joinDemonstration({ db }: Records, unit: string, now: string): Promise<{ membership: string; units: string[] }> {
  return db.transaction().execute((trx) => join(trx, unit, now));
}

/**
 * Spends a code and makes a membership, which nobody can link to whom it was given. Unknown, expired, spent and burnt
 * codes cost the same work and get the same answer (E7); the fifth wrong try burns a code.
 */
export async function joinWith({ db }: Records, code: string, now: string): Promise<{ membership: string; units: string[] } | null> {
  const selector = code.slice(0, SELECTOR);
  const row = await db.selectFrom('join_code').selectAll().where('selector', '=', selector).executeTakeFirst();
  const given = await derive(code.slice(SELECTOR), row?.salt ?? 'nobody', 32, COST);
  const isRight = timingSafeEqual(given, row ? Buffer.from(row.hash, 'base64url') : Buffer.alloc(32));
  return db.transaction().execute(async (trx) => {
    // The try is counted whether it was right or not, so that many at once are no more than five.
    const tried = await trx
      .updateTable('join_code')
      .set((set) => ({ tries: set('tries', '+', 1) }))
      .where('selector', '=', selector)
      .where('hash', '=', row?.hash ?? '')
      .where('tries', '<', CODE_TRIES)
      .where('expires_at', '>', now)
      .returning(['tries', 'unit'])
      .executeTakeFirst();
    if (!tried || !isRight) {
      // A write in any case: how long it takes shall not tell whether there is such a code.
      await nextNo(trx, 'wrong codes');
      if (tried?.tries === CODE_TRIES) await note(trx, { scope: SCOPES.codes, actor: '', act: 'code.burnt', object: tried.unit, outcome: 'refused' }, now);
      return null;
    }
    await trx.deleteFrom('join_code').where('selector', '=', selector).execute();
    return join(trx, tried.unit, now);
  });
}
