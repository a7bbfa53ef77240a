import type { Json } from '../shared/basics/canonical.ts';
import { canonicalJson } from '../shared/basics/canonical.ts';
import type { Audience, Directory, ReaderDevice } from '../shared/voice/directory.ts';

/** One difference between two directories, as an officer is told of it. */
export type Change =
  | { is: 'audienceNew'; audience: Audience }
  | { is: 'audienceName'; before: string; name: string }
  | { is: 'audienceHours'; audience: Audience }
  | { is: 'audienceEscalates'; audience: Audience }
  | { is: 'audienceKey'; audience: Audience }
  | { is: 'audienceRetired'; audience: Audience }
  | { is: 'deviceNew'; device: ReaderDevice }
  | { is: 'deviceWider'; device: ReaderDevice; added: string[] }
  | { is: 'deviceLonger'; device: ReaderDevice }
  | { is: 'deviceShown'; before: ReaderDevice; device: ReaderDevice }
  | { is: 'deviceRevoked'; device: ReaderDevice }
  /** Nothing that a page of ours would do. Nobody should sign it. */
  | { is: 'odd'; what: string };

const isSame = (one: unknown, other: unknown) => canonicalJson((one ?? null) as Json) === canonicalJson((other ?? null) as Json);

/** The keys of an audience only ever grow at the front, and a retired one stays retired. */
function epochChanges(before: Audience, audience: Audience): Change[] {
  if (isSame(before.epochs, audience.epochs)) return [];
  const [newest] = before.epochs;
  const fresh = audience.epochs.slice(0, audience.epochs.length - before.epochs.length);
  const kept = audience.epochs.slice(fresh.length);
  const isRetiredRightly =
    newest !== undefined && kept.every((epoch, index) => isSame(epoch, before.epochs[index]) || (index === 0 && !newest.until && isSame({ ...epoch, until: undefined }, newest)));
  const [key] = fresh;
  if (kept.length !== before.epochs.length || !isRetiredRightly || fresh.length > 1) return [{ is: 'odd', what: audience.name }];
  if (!key) return [{ is: 'audienceRetired', audience }];
  return key.e === newest.e + 1 && !key.until && kept[0]?.until ? [{ is: 'audienceKey', audience }] : [{ is: 'odd', what: audience.name }];
}

function audienceChanges(before: Audience, audience: Audience): Change[] {
  const { name, hours, escalatesTo, epochs, ...rest } = audience;
  const { name: oldName, hours: oldHours, escalatesTo: oldEscalates, epochs: _epochs, ...oldRest } = before;
  const changes: Change[] = [];
  if (!isSame(rest, oldRest)) changes.push({ is: 'odd', what: oldName });
  if (name !== oldName) changes.push({ is: 'audienceName', before: oldName, name });
  if (!isSame(hours, oldHours)) changes.push({ is: 'audienceHours', audience });
  if (escalatesTo !== oldEscalates) changes.push({ is: 'audienceEscalates', audience });
  return [...changes, ...epochChanges(before, { ...audience, epochs })];
}

function deviceChanges(before: ReaderDevice, device: ReaderDevice): Change[] {
  const { name, role, audiences, until, revokedAt, ...rest } = device;
  const { name: oldName, role: oldRole, audiences: oldAudiences, until: oldUntil, revokedAt: oldRevoked, ...oldRest } = before;
  const changes: Change[] = [];
  const isNarrower = !oldAudiences.every((a) => audiences.includes(a));
  if (!isSame(rest, oldRest) || isNarrower || (oldRevoked && revokedAt !== oldRevoked) || until < oldUntil) changes.push({ is: 'odd', what: oldName });
  if (name !== oldName || role !== oldRole) changes.push({ is: 'deviceShown', before, device });
  const added = audiences.filter((a) => !oldAudiences.includes(a));
  if (added.length > 0) changes.push({ is: 'deviceWider', device, added });
  if (until > oldUntil) changes.push({ is: 'deviceLonger', device });
  if (revokedAt && !oldRevoked) changes.push({ is: 'deviceRevoked', device });
  return changes;
}

/** Everything that differs, and nothing left out: what has no plain sentence is `odd`. */
export function changesBetween(before: Directory | null, after: Directory): Change[] {
  const audiences = before?.audiences ?? [];
  const devices = before?.devices ?? [];
  const odd: Change[] = [];
  if (after.version !== (before?.version ?? 0) + 1) odd.push({ is: 'odd', what: String(after.version) });
  for (const { a, name } of audiences) if (!after.audiences.some((audience) => audience.a === a)) odd.push({ is: 'odd', what: name });
  for (const { d, name } of devices) if (!after.devices.some((device) => device.d === d)) odd.push({ is: 'odd', what: name });
  return [
    ...odd,
    ...after.audiences.flatMap((audience): Change[] => {
      const old = audiences.find(({ a }) => a === audience.a);
      if (old) return audienceChanges(old, audience);
      return audience.epochs.length === 1 && !audience.epochs[0]?.until ? [{ is: 'audienceNew', audience }] : [{ is: 'odd', what: audience.name }];
    }),
    ...after.devices.flatMap((device): Change[] => {
      const old = devices.find(({ d }) => d === device.d);
      if (old) return deviceChanges(old, device);
      return device.revokedAt ? [{ is: 'odd', what: device.name }] : [{ is: 'deviceNew', device }];
    }),
  ];
}

/** The keys in it that no directory before listed: each must be vouched for by a device. */
export function newKeysIn(changes: readonly Change[]): { a: string; e: number; pub: string; name: string }[] {
  return changes.flatMap((change) => {
    const [epoch] = change.is === 'audienceNew' || change.is === 'audienceKey' ? change.audience.epochs : [];
    return epoch && 'audience' in change ? [{ a: change.audience.a, e: epoch.e, pub: epoch.pub, name: change.audience.name }] : [];
  });
}
