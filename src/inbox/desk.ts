import type { Audience, Directory } from '../shared/voice/directory.ts';
import type { Addressee } from '../shared/voice/envelope.ts';
import type { CheckedDirectory } from '../store/quiet/shelf.ts';
import type { InboxParts } from './inbox.ts';
import { bringKeys } from './keys/bring-keys.ts';

/** An inbox that is open: whose device it is, what it reads, and which keys it holds. */
export type Desk = {
  directory: Directory;
  isDemonstration: boolean;
  /** This device, by the name a young person is shown. */
  d: string;
  name: string;
  audiences: Audience[];
  held: Addressee[];
  /** Keys that were served and do not fit the directory. */
  wrong: Addressee[];
};
/** `noDevice`: this phone has no keys. `notListed`: it has, and the directory does not name it. `noKeys`: none came yet. */
export type DeskFault = 'noDevice' | 'notListed' | 'noKeys';

type Device = Parameters<InboxParts['keeper']['takeKeys']>[0];

/** The device of a demonstration’s link is made from its seed, and from nothing else; it stands in no other directory. */
async function findDevice({ personId, shelf, keeper, seed }: InboxParts, { isDemonstration }: CheckedDirectory): Promise<Device | null> {
  const note = await shelf.read('device');
  const given = isDemonstration ? seed() : null;
  if (given === null) return note?.personId === personId ? note : null;
  const made = await keeper.deviceOfSeed(given);
  if (made.d === note?.d) return note;
  await shelf.write('device', { personId, ...made });
  return made;
}

/** Gives the keeper its keys. Works without signal once it was done with one. */
export async function openDesk(parts: InboxParts, checked: CheckedDirectory): Promise<{ ok: true; desk: Desk } | { ok: false; why: DeskFault }> {
  const { directory, isDemonstration } = checked;
  const device = await findDevice(parts, checked);
  if (!device) return { ok: false, why: 'noDevice' };
  const now = parts.now();
  const listed = directory.devices.find(({ d, personId, revokedAt, until }) => d === device.d && personId === parts.personId && !revokedAt && until > now);
  if (!listed) return { ok: false, why: 'notListed' };
  const { held, wrong } = await parts.keeper.takeKeys(device, (await bringKeys(parts)).keys, directory);
  const audiences = directory.audiences.filter(({ a }) => listed.audiences.includes(a));
  if (!audiences.some(({ a }) => held.some((key) => key.a === a))) {
    parts.keeper.lock();
    return { ok: false, why: 'noKeys' };
  }
  // A key that colleagues made and the officers have not listed yet is early, not false.
  const isListed = ({ a, e }: Addressee) => directory.audiences.some((audience) => audience.a === a && audience.epochs.some((epoch) => epoch.e === e));
  return { ok: true, desk: { directory, isDemonstration, d: device.d, name: listed.name, audiences, held, wrong: wrong.filter(isListed) } };
}

export function nameOf(directory: Directory, a: string): string {
  return directory.audiences.find((audience) => audience.a === a)?.name ?? a;
}

/** Who signed it, as the directory names them. */
export function signerOf(directory: Directory, cert: string): { name: string; role: string } | null {
  const device = directory.devices.find(({ d }) => d === cert);
  return device ? { name: device.name, role: device.role } : null;
}

/** The newest key of an audience; null once it is retired without a newer one. */
export function keyOf(audience: Audience | undefined): { a: string; e: number; pub: string } | null {
  const newest = audience?.epochs[0];
  return audience && newest && !newest.until ? { a: audience.a, e: newest.e, pub: newest.pub } : null;
}
