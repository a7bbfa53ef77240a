import { helloSchema } from '../shared/wire/hello.ts';
import { PROTOCOL } from '../shared/wire/version.ts';
import { bringPassportList } from './passport.ts';
import { ask, makeNonce } from './post.ts';
import type { World } from './world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Once a day: does this server still speak our version? A push is never held back by the answer. The list of passports comes along. */
export async function sayHello(world: World): Promise<void> {
  const { cabinet } = world;
  const last = await cabinet.helloAt();
  if (last !== null && Math.abs(world.clock() - last) < DAY_MS) return;
  const nonce = makeNonce(world);
  const reply = await ask(world, { path: `/sync/hello?nonce=${nonce}`, nonce, packed: null }, helloSchema);
  if (reply.kind !== 'trusted') return;
  await cabinet.noteHello(world.clock());
  await cabinet.setSync({ needsUpdate: reply.down.proto.min > PROTOCOL });
  await bringPassportList(world);
}
