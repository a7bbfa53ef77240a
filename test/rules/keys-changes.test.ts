import { describe, expect, it } from 'vitest';
import { changesBetween, newKeysIn } from '../../src/region/keys-changes.ts';
import {
  addAudience,
  changeAudience,
  isKeyDue,
  isOffered,
  listDevice,
  makeStatement,
  nextDirectory,
  renewDevice,
  retireAudience,
  revokeDevice,
  takeEpoch,
  widenDevice,
} from '../../src/region/keys-draft.ts';
import type { Directory } from '../../src/shared/voice/directory.ts';

const NOW = '2026-11-22T10:00:00.000Z';
const LATER = '2026-12-22T10:00:00.000Z';
const statement = makeStatement(
  [
    { k: 'one', pub: 'p' },
    { k: 'two', pub: 'q' },
  ],
  1,
  NOW,
);
const asked = (name: string) => ({ d: name, dk: `${name}-dk`, dsk: `${name}-dsk`, personId: `person-${name}`, name, at: NOW });
const offer = (d: string, e = 1) => ({ a: 'adv', e, pub: `key-${e}`, d, sig: 's' });
const HOURS = { days: [1, 2], from: '09:00', to: '17:00' };
const kinds = (before: Directory | null, after: Directory) => changesBetween(before, after).map(({ is }) => is);

/** Two readers of one audience, as it stands after the first signing. */
function standing(): Directory {
  let directory = nextDirectory(null, statement, NOW);
  for (const name of ['amira', 'ben']) directory = listDevice(directory, asked(name), { name, role: 'advocate', audiences: [] }, NOW);
  directory = addAudience(directory, { kind: 'advocate', unit: 'region', name: 'Advocates', hours: HOURS }, offer('amira'), NOW);
  return widenDevice(directory, 'ben', ['adv']);
}
const next = (change: (directory: Directory) => Directory) => change(nextDirectory(standing(), statement, LATER));
const sure = (directory: Directory) => {
  const [audience] = directory.audiences;
  if (!audience) throw new Error('there is none');
  return audience;
};

describe('the next version', () => {
  it('tells of everything that an officer did, each in its own kind', () => {
    expect(kinds(null, standing())).toEqual(['audienceNew', 'deviceNew', 'deviceNew']);
    expect(
      kinds(
        standing(),
        next((directory) => directory),
      ),
    ).toEqual([]);
    expect(
      kinds(
        standing(),
        next((directory) => changeAudience(directory, 'adv', { name: 'Coast', hours: { ...HOURS, days: [3] }, escalatesTo: 'safe' })),
      ),
    ).toEqual(['audienceName', 'audienceHours', 'audienceEscalates']);
    expect(
      kinds(
        standing(),
        next((directory) => takeEpoch(directory, offer('ben', 2), LATER)),
      ),
    ).toEqual(['audienceKey']);
    expect(
      kinds(
        standing(),
        next((directory) => retireAudience(directory, 'adv', LATER)),
      ),
    ).toEqual(['audienceRetired']);
    expect(
      kinds(
        standing(),
        next((directory) => renewDevice(directory, 'ben', LATER)),
      ),
    ).toEqual(['deviceLonger']);
    expect(
      kinds(
        standing(),
        next((directory) => revokeDevice(directory, 'ben', LATER)),
      ),
    ).toEqual(['deviceRevoked']);
  });

  it('C3 calls odd whatever no officer’s page would do, so that it is never signed unseen', () => {
    const device = (directory: Directory, change: object) => ({ ...directory, devices: directory.devices.map((entry) => (entry.d === 'ben' ? { ...entry, ...change } : entry)) });
    const audience = (directory: Directory, change: object) => ({ ...directory, audiences: directory.audiences.map((entry) => ({ ...entry, ...change })) });
    const odd: ((directory: Directory) => Directory)[] = [
      (directory) => device(directory, { dk: 'another' }),
      (directory) => device(directory, { dsk: 'another' }),
      (directory) => device(directory, { personId: 'another' }),
      (directory) => device(directory, { audiences: [] }),
      (directory) => device(directory, { until: NOW }),
      (directory) => audience(directory, { unit: 'elsewhere' }),
      (directory) => audience(directory, { kind: 'home' }),
      (directory) => audience(directory, { epochs: [{ e: 1, pub: 'swapped', from: NOW }] }),
      (directory) => audience(directory, { epochs: [{ e: 2, pub: 'ghost', from: LATER }] }),
      (directory) =>
        audience(directory, {
          epochs: [
            { e: 3, pub: 'skipped', from: LATER },
            { ...sure(directory).epochs[0], until: LATER },
          ],
        }),
      (directory) => audience(directory, { epochs: [{ e: 2, pub: 'both live', from: LATER }, ...sure(directory).epochs] }),
      (directory) => ({ ...directory, audiences: [] }),
      (directory) => ({ ...directory, devices: directory.devices.slice(1) }),
      (directory) => ({ ...directory, version: directory.version + 1 }),
    ];
    for (const change of odd) expect(kinds(standing(), next(change))).toContain('odd');
    const revoked = { ...standing(), devices: revokeDevice(standing(), 'ben', NOW).devices };
    expect(kinds(revoked, { ...standing(), version: 2 })).toContain('odd');
  });

  it('names every key that no list named before', () => {
    expect(newKeysIn(changesBetween(null, standing()))).toEqual([{ a: 'adv', e: 1, pub: 'key-1', name: 'Advocates' }]);
    expect(
      newKeysIn(
        changesBetween(
          standing(),
          next((directory) => takeEpoch(directory, offer('ben', 2), LATER)),
        ),
      ),
    ).toEqual([{ a: 'adv', e: 2, pub: 'key-2', name: 'Advocates' }]);
  });

  it('never outlives a key that signs it', () => {
    const soon = { ...statement, keys: statement.keys.map((key) => ({ ...key, until: LATER })) };
    expect(nextDirectory(null, soon, NOW).expiresAt).toBe(LATER);
    expect(nextDirectory(null, statement, NOW).expiresAt < (statement.keys[0]?.until ?? '')).toBe(true);
  });

  it('offers nobody with fewer than two readers, and asks for a new key when one has left', () => {
    const whole = standing();
    expect(isOffered(whole, sure(whole), NOW)).toBe(true);
    const left = revokeDevice(whole, 'ben', LATER);
    expect(isOffered(left, sure(left), LATER)).toBe(false);
    expect([isKeyDue(whole, sure(whole)), isKeyDue(left, sure(left))]).toEqual([false, true]);
    const renewed = takeEpoch(left, offer('amira', 2), '2026-12-23T10:00:00.000Z');
    expect(isKeyDue(renewed, sure(renewed))).toBe(false);
  });
});
