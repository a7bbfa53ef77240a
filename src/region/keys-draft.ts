import { addMs } from '../shared/basics/moment.ts';
import type { Audience, Directory, ReaderDevice, RootStatement } from '../shared/voice/directory.ts';
import { LEAST_READERS, readersOf } from '../shared/voice/directory.ts';
import type { EpochOffer, KeyProposal } from '../shared/wire/sealed.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** An officer's clock may be ahead of the server's and of readers': a device that is listed now may be used now. */
const CLOCKS_APART_MS = 60 * 60 * 1000;
/** Lives of keys (security reference, section 4). A directory must outlive no key that signs it. */
const DEVICE_DAYS = 180;
const DIRECTORY_DAYS = 180;
const OFFICER_DAYS = 365;
/** From here on a device or a directory is said to end soon. */
export const SOON_DAYS = 30;

type Asked = KeyProposal['asked'][number];
export type AudienceChoice = Pick<Audience, 'kind' | 'unit' | 'name' | 'hours' | 'escalatesTo'>;

const later = (now: string, days: number) => addMs(now, days * DAY_MS);
export const endsSoon = (until: string, now: string) => until <= later(now, SOON_DAYS);

/** Who may sign, and how many it takes: both, where there are two. */
export function makeStatement(keys: readonly { k: string; pub: string }[], number: number, now: string): RootStatement {
  const until = later(now, OFFICER_DAYS);
  return { v: 1, number, issuedAt: now, keys: keys.map(({ k, pub }) => ({ k, pub, until })), need: Math.min(2, keys.length) };
}

/** The next version, as the one before stands. */
export function nextDirectory(current: Directory | null, statement: RootStatement, now: string): Directory {
  const ends = [later(now, DIRECTORY_DAYS), ...statement.keys.map(({ until }) => until)].sort();
  return {
    v: 1,
    version: (current?.version ?? 0) + 1,
    issuedAt: now,
    expiresAt: ends[0] ?? now,
    audiences: current?.audiences ?? [],
    devices: current?.devices ?? [],
  };
}

const mapAudience = (directory: Directory, a: string, change: (audience: Audience) => Audience): Directory => ({
  ...directory,
  audiences: directory.audiences.map((audience) => (audience.a === a ? change(audience) : audience)),
});
const mapDevice = (directory: Directory, d: string, change: (device: ReaderDevice) => ReaderDevice): Directory => ({
  ...directory,
  devices: directory.devices.map((device) => (device.d === d ? change(device) : device)),
});

/** A new audience, with the key that a reader's device made for it. The device listed for it is the one that vouches. */
export function addAudience(directory: Directory, choice: AudienceChoice, offer: EpochOffer, now: string): Directory {
  const audience: Audience = { a: offer.a, ...choice, epochs: [{ e: offer.e, pub: offer.pub, from: now }] };
  const added = { ...directory, audiences: [...directory.audiences, audience] };
  return mapDevice(added, offer.d, (device) => ({ ...device, audiences: [...new Set([...device.audiences, offer.a])] }));
}

export function changeAudience(directory: Directory, a: string, choice: Pick<AudienceChoice, 'name' | 'hours' | 'escalatesTo'>): Directory {
  return mapAudience(directory, a, ({ escalatesTo: _before, ...audience }) => ({ ...audience, ...choice }));
}

/** The next key: the one before is retired from now on, and still opens what was sealed to it. */
export function takeEpoch(directory: Directory, offer: EpochOffer, now: string): Directory {
  return mapAudience(directory, offer.a, (audience) => ({
    ...audience,
    epochs: [{ e: offer.e, pub: offer.pub, from: now }, ...audience.epochs.map((epoch) => (epoch.until ? epoch : { ...epoch, until: now }))],
  }));
}

/** Nobody may choose it any more. What was sent to it is still read. */
export function retireAudience(directory: Directory, a: string, now: string): Directory {
  return mapAudience(directory, a, (audience) => ({
    ...audience,
    epochs: audience.epochs.map((epoch, index) => (index === 0 && !epoch.until ? { ...epoch, until: now } : epoch)),
  }));
}

export function listDevice(directory: Directory, asked: Asked, shown: { name: string; role: string; audiences: string[] }, now: string): Directory {
  const { d, dk, dsk, personId } = asked;
  const device: ReaderDevice = { d, personId, ...shown, dk, dsk, from: addMs(now, -CLOCKS_APART_MS), until: later(now, DEVICE_DAYS) };
  return { ...directory, devices: [...directory.devices, device] };
}

/** An audience is only ever added: what a device said for one stays true, so it is never taken off; the device is revoked instead. */
export function widenDevice(directory: Directory, d: string, audiences: readonly string[]): Directory {
  return mapDevice(directory, d, (device) => ({ ...device, audiences: [...new Set([...device.audiences, ...audiences])] }));
}

export function renewDevice(directory: Directory, d: string, now: string): Directory {
  return mapDevice(directory, d, (device) => ({ ...device, until: later(now, DEVICE_DAYS) }));
}

export function revokeDevice(directory: Directory, d: string, now: string): Directory {
  return mapDevice(directory, d, (device) => (device.revokedAt ? device : { ...device, revokedAt: now }));
}

export const isLive = (device: ReaderDevice, now: string) => !device.revokedAt && device.until > now;

/** Fewer than two readers, or no key any more: a young person is not offered it. */
export function isOffered(directory: Directory, audience: Audience, now: string): boolean {
  return !audience.epochs[0]?.until && readersOf(directory, audience.a, now) >= LEAST_READERS;
}

/** Somebody who held the newest key has left since it was made. */
export function isKeyDue({ devices }: Directory, { a, epochs }: Audience): boolean {
  const from = epochs[0]?.from ?? '';
  return !epochs[0]?.until && devices.some((device) => device.audiences.includes(a) && device.revokedAt !== undefined && device.revokedAt >= from);
}
