import { signOffer } from '../../seal/offer.ts';
import { fingerprintOf } from '../../seal/directory.ts';
import { addMs } from '../../shared/basics/moment.ts';
import type { Audience, Directory, ReaderDevice } from '../../shared/voice/directory.ts';
import type { Addressee } from '../../shared/voice/envelope.ts';
import type { KeptKey, MyKeys } from '../../shared/wire/sealed.ts';
import type { KeysLine, LineTrouble } from '../../store/quiet/line.ts';
import type { CheckedDirectory, Notes } from '../../store/quiet/shelf.ts';
import type { Desk } from '../desk.ts';
import type { Inbox } from '../inbox.ts';
import type { Found } from '../known-directory.ts';
import { findDirectory } from '../known-directory.ts';
import { bringKeys, holdKey } from './bring-keys.ts';

/** The inbox, with all that its line can do about keys. */
export type KeysRoom = Omit<Inbox, 'line'> & { line: KeysLine };

/** `waits`: asked, and no directory lists it. `over`: its time ended, or the officers took it out. */
export type DeviceStanding = 'none' | 'waits' | 'listed' | 'over';
export type Mine = {
  device: Notes['device'] | null;
  standing: DeviceStanding;
  listed: ReaderDevice | null;
  checked: CheckedDirectory | null;
  fault: Found['fault'];
  /** The fingerprint of the root that signed what this device believes. */
  root: string | null;
  keys: KeptKey[];
  colleagues: NonNullable<MyKeys['colleagues']>;
  trouble: LineTrouble | null;
};
type Done<Value = null> = { ok: true; value: Value } | { ok: false; why: LineTrouble | 'storage' };

/** 72 hours are the server's rule; a minute less, because two clocks are never the same. */
const INVITATION_MS = 72 * 60 * 60 * 1000 - 60_000;

export const isLive = (device: ReaderDevice, now: string) => !device.revokedAt && device.until > now;

async function myDevice({ shelf, personId }: KeysRoom): Promise<Notes['device'] | null> {
  const note = await shelf.read('device');
  return note?.personId === personId ? note : null;
}

function standingOf(device: Notes['device'] | null, listed: ReaderDevice | null, now: string): DeviceStanding {
  if (!device) return 'none';
  if (!listed) return 'waits';
  return isLive(listed, now) ? 'listed' : 'over';
}

/** What this device holds, and how the officers see it. */
export async function lookAtMine(room: KeysRoom): Promise<Mine> {
  const found = await findDirectory(room);
  const device = await myDevice(room);
  const { keys, colleagues, trouble } = await bringKeys(room);
  const listed = found.checked?.directory.devices.find(({ d, personId }) => d === device?.d && personId === room.personId) ?? null;
  const signed = (await room.shelf.read('directory'))?.signed;
  return {
    device,
    standing: standingOf(device, listed, room.now()),
    listed,
    ...found,
    root: signed ? await fingerprintOf(signed.root.pub) : null,
    keys: keys.filter(({ d }) => d === device?.d),
    ...{ colleagues, trouble },
  };
}

/** The keeper's worker is put away again where nobody has unlocked it. */
async function aside<Value>({ keeper, session }: KeysRoom, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } finally {
    if (session.state().is !== 'open') keeper.lock();
  }
}

export const askAgain = ({ line }: KeysRoom, { d, dkPub, dskPub }: Notes['device']) => line.askDevice({ d, dk: dkPub, dsk: dskPub });

/** Keys of this device: made in the worker, kept on the shelf where nothing can take them out, and asked to be listed. */
export async function makeDevice(room: KeysRoom): Promise<Done> {
  const made = await aside(room, () => room.keeper.makeDevice());
  const before = await myDevice(room);
  const device = { personId: room.personId, ...made, ...(before?.root ? { root: before.root } : {}) };
  await room.shelf.write('device', device);
  return askAgain(room, device);
}

/** The four words were the same on the officers' paper: from now on no other root is believed. */
export async function pinRoot(room: KeysRoom, root: string): Promise<void> {
  const device = await myDevice(room);
  if (device) await room.shelf.write('device', { ...device, root });
}

/** A fresh key: first sealed to those who are to have it, then vouched for to the officers. */
async function makeKey(room: KeysRoom, device: Notes['device'], of: Addressee, devices: { d: string; dk: string }[]): Promise<Done<number>> {
  const { pub, keys } = await aside(room, () => room.keeper.newEpoch(of.a, of.e, devices));
  const kept = await room.line.keepKeys(keys);
  if (!kept.ok) return kept;
  const offered = await room.line.offerEpoch(await signOffer({ ...of, pub, d: device.d }, device.dsk.privateKey));
  return offered.ok ? { ok: true, value: keys.length } : offered;
}

/** The key of an audience that nobody has named yet. */
export function beginAudience(room: KeysRoom, device: Notes['device']): Promise<Done<number>> {
  return makeKey(room, device, { a: `a-${crypto.randomUUID()}`, e: 1 }, [{ d: device.d, dk: device.dkPub }]);
}

const readersOf = (directory: Directory, a: string, now: string) => directory.devices.filter((device) => device.audiences.includes(a) && isLive(device, now));

/** The next key of an audience, for every device that is still listed for it. */
export function makeNextKey(room: KeysRoom, device: Notes['device'], directory: Directory, audience: Audience): Promise<Done<number>> {
  const e = (audience.epochs[0]?.e ?? 0) + 1;
  return makeKey(
    room,
    device,
    { a: audience.a, e },
    readersOf(directory, audience.a, room.now()).map(({ d, dk }) => ({ d, dk })),
  );
}

/** Audiences of this reader whose newest key somebody holds who has left, and whose next one nobody has made. */
export function keysDue({ checked, listed, keys }: Mine): Audience[] {
  const { audiences = [], devices = [] } = checked?.directory ?? {};
  return audiences.filter(({ a, epochs }) => {
    const [newest] = epochs;
    if (!newest || newest.until || !listed?.audiences.includes(a)) return false;
    const isLeft = devices.some((device) => device.audiences.includes(a) && device.revokedAt !== undefined && device.revokedAt >= newest.from);
    return isLeft && !keys.some((key) => key.a === a && key.e > newest.e);
  });
}

/** Which keys this device may give on: a colleague gets the newest, one's own next device everything. */
export function toGive({ directory, audiences, held, d }: Desk, personId: string, now: string): { of: Addressee; device: ReaderDevice }[] {
  return audiences.flatMap(({ a, epochs }) =>
    readersOf(directory, a, now)
      .filter((device) => device.d !== d)
      .flatMap((device) => held.filter((of) => of.a === a && (device.personId === personId || of.e === epochs[0]?.e)).map((of) => ({ of, device }))),
  );
}

export async function giveKeys({ keeper, line }: KeysRoom, gifts: ReturnType<typeof toGive>): Promise<Done> {
  const sealed = await Promise.all(gifts.map(({ of, device }) => keeper.sealKeyTo(of, device)));
  const keys = sealed.filter((key) => key !== null);
  return keys.length === 0 ? { ok: true, value: null } : line.keepKeys(keys);
}

export async function inviteColleague({ keeper, line, now }: KeysRoom, of: Addressee, invitee: string): Promise<Done<{ fragment: string; until: string }>> {
  const until = addMs(now(), INVITATION_MS);
  const made = await keeper.invite(of, invitee, until);
  if (!made) return { ok: false, why: 'refused' };
  const sent = await line.invite(made.invitation);
  return sent.ok ? { ok: true, value: { fragment: `i=${made.invitation.id}&s=${made.secret}`, until } } : sent;
}

export type Accepted = { is: 'taken'; name: string; isListed: boolean } | { is: 'gone' } | { is: 'false' } | { is: 'unbelieved' } | { is: 'trouble'; why: LineTrouble };

/**
 * Takes over a key: the server hands the wrapped key out once, and this device keeps it only where the
 * signed directory lists its public half. The secret was never sent.
 */
export async function acceptInvitation(room: KeysRoom, id: string, secret: string): Promise<Accepted> {
  const { checked } = await findDirectory(room);
  if (!checked) return { is: 'unbelieved' };
  const { directory } = checked;
  let device = await myDevice(room);
  if (!device) {
    const made = await makeDevice(room);
    if (!made.ok) return { is: 'trouble', why: made.why === 'storage' ? 'trouble' : made.why };
    device = await myDevice(room);
  }
  if (!device) return { is: 'trouble', why: 'trouble' };
  const mine = device;
  const redeemed = await room.line.redeem(id);
  if (!redeemed.ok) return redeemed.why === 'refused' ? { is: 'gone' } : { is: 'trouble', why: redeemed.why };
  const key = await aside(room, async () => {
    if (room.session.state().is !== 'open') await room.keeper.takeKeys(mine, [], directory);
    return room.keeper.accept(redeemed.value, secret, directory);
  });
  if (!key) return { is: 'false' };
  await holdKey(room, key);
  const kept = await room.line.keepKeys([key]);
  // Without signal it goes by itself at the next look.
  if (!kept.ok && kept.why === 'refused') return { is: 'trouble', why: kept.why };
  // What the keeper holds is chosen when it is unlocked.
  room.session.lock();
  const { name = key.a } = directory.audiences.find(({ a }) => a === key.a) ?? {};
  return { is: 'taken', name, isListed: directory.devices.some(({ d }) => d === mine.d) };
}

const FRAGMENT = /^#?i=([A-Za-z0-9_-]{22})&s=([A-Za-z0-9_-]{22})$/;
export function readFragment(fragment: string): { id: string; secret: string } | null {
  const [, id, secret] = FRAGMENT.exec(fragment) ?? [];
  return id && secret ? { id, secret } : null;
}
