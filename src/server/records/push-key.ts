import webPush from 'web-push';
import type { Queries } from './rows.ts';

export type PushKey = { publicKey: string; privateKey: string };

/**
 * The pair this server signs its pushes with (RFC 8292), made at the first start and kept: browsers
 * bind their addresses to it. Two processes may start at once, so both halves are one value of one row.
 */
export async function getPushKey(db: Queries): Promise<PushKey> {
  const read = async () => (await db.selectFrom('mark').select('value').where('name', '=', 'pushKey').executeTakeFirst())?.value;
  const known = await read();
  if (known !== undefined) return JSON.parse(known) as PushKey;
  await db
    .insertInto('mark')
    .values({ name: 'pushKey', value: JSON.stringify(webPush.generateVAPIDKeys()) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return JSON.parse((await read()) as string) as PushKey;
}
