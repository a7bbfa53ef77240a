import { proposeDirectory, countersign, fingerprintOf, signRoot } from '../../../src/seal/directory.ts';
import type { ReaderKeeper, ViewToSeal, YoungKeeper } from '../../../src/seal/keeper.ts';
import { makeReaderEngine } from '../../../src/seal/reader-engine.ts';
import { makeReaderKeeper } from '../../../src/seal/reader-keeper.ts';
import type { Signer } from '../../../src/seal/signed.ts';
import { freshSigningPair, signingPoint } from '../../../src/seal/signed.ts';
import { makeYoungEngine } from '../../../src/seal/young-engine.ts';
import { makeYoungKeeper } from '../../../src/seal/young-keeper.ts';
import type { Audience, Directory, ReaderDevice, SignedDirectory } from '../../../src/shared/voice/directory.ts';
import type { KeptKey } from '../../../src/shared/wire/sealed.ts';

export const NOW = '2026-11-22T10:00:00.000Z';
export const LATER = '2026-11-22T11:00:00.000Z';
const FROM = '2026-11-01T00:00:00.000Z';
const UNTIL = '2027-04-01T00:00:00.000Z';
export const UNIT = 'home-1';

export type Device = Awaited<ReturnType<ReaderKeeper['makeDevice']>>;
export type CastReader = { personId: string; name: string; role: string; audiences: string[]; keeper: ReaderKeeper; device: Device; keys: KeptKey[] };

export async function makeSigner(k: string): Promise<Signer> {
  const pair = await freshSigningPair();
  return { k, privateKey: pair.privateKey, pub: await signingPoint(pair) };
}

const id = (name: string) => `${name.padEnd(21, '0').slice(0, 21)}A`;

export function youngHere(): YoungKeeper {
  return makeYoungKeeper(() => ({ engine: makeYoungEngine(), end: () => undefined }));
}
export function readerHere(): ReaderKeeper {
  return makeReaderKeeper(() => ({ engine: makeReaderEngine(), end: () => undefined }));
}

export const listed = ({ device, personId, name, role, audiences }: CastReader): ReaderDevice => ({
  d: device.d,
  personId,
  name,
  role,
  audiences,
  dk: device.dkPub,
  dsk: device.dskPub,
  from: FROM,
  until: UNTIL,
});

/** A root, two officers of whom both must sign, two audiences of two readers each, and what they were given. */
export async function makeCast({ isDemonstration = true } = {}) {
  const root = await makeSigner('root');
  const officers = [await makeSigner(id('officer1')), await makeSigner(id('officer2'))] as const;
  const rootPart = await signRoot(root, {
    v: 1,
    number: 1,
    issuedAt: FROM,
    keys: officers.map(({ k, pub }) => ({ k, pub, until: UNTIL })),
    need: 2,
    ...(isDemonstration ? { demonstration: true as const } : {}),
  });
  const readers: CastReader[] = [];
  for (const [name, role, audience] of [
    ['Amira', 'advocate', 'adv-07'],
    ['Ben', 'advocate', 'adv-07'],
    ['Carys', 'participation worker', 'part-07'],
    ['Dev', 'participation worker', 'part-07'],
  ] as const) {
    const keeper = readerHere();
    readers.push({ personId: name, name, role, audiences: [audience], keeper, device: await keeper.makeDevice(), keys: [] });
  }
  const audiences: Audience[] = [];
  for (const [a, kind] of [
    ['adv-07', 'advocate'],
    ['part-07', 'participation'],
  ] as const) {
    const theirs = readers.filter((reader) => reader.audiences.includes(a));
    const founder = theirs[0];
    if (!founder) throw new Error('no founder');
    const { pub, keys } = await founder.keeper.newEpoch(
      a,
      4,
      theirs.map(({ device }) => ({ d: device.d, dk: device.dkPub })),
    );
    for (const reader of theirs) reader.keys = keys.filter(({ d }) => d === reader.device.d);
    audiences.push({ a, kind, unit: UNIT, name: a, epochs: [{ e: 4, pub, from: FROM }], hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' } });
  }
  const directory: Directory = { v: 1, version: 3, issuedAt: FROM, expiresAt: '2026-12-22T00:00:00.000Z', audiences, devices: readers.map(listed) };
  for (const reader of readers) await reader.keeper.takeKeys(reader.device, reader.keys, directory);
  const signed = await signDirectory(rootPart, directory, officers);
  return {
    root,
    rootPart,
    officers,
    directory,
    signed,
    fingerprint: await fingerprintOf(root.pub),
    readers,
    reader: (name: string) => sure(readers.find((entry) => entry.name === name)),
  };
}
export type Cast = Awaited<ReturnType<typeof makeCast>>;

export async function signDirectory(root: SignedDirectory['root'], directory: Directory, officers: readonly Signer[]): Promise<SignedDirectory> {
  const [first, ...others] = officers;
  let signed = await proposeDirectory(root, directory, sure(first));
  for (const officer of others) signed = await countersign(signed, officer);
  return signed;
}

export function sure<Thing>(thing: Thing | null | undefined): Thing {
  if (thing === null || thing === undefined) throw new Error('it is not there');
  return thing;
}

/** For each audience its newest epoch. */
export const partiesOf = (directory: Directory, ...asked: string[]) =>
  asked.map((a) => {
    const epoch = sure(directory.audiences.find((entry) => entry.a === a)?.epochs[0]);
    return { a, e: epoch.e, pub: epoch.pub };
  });

export function viewTo(directory: Directory, asked: string[], text: string, more: Partial<ViewToSeal> = {}): ViewToSeal {
  return {
    body: { t: 'view', kind: 'idea', text, use: 'answer', at: NOW },
    attachments: [],
    mailbox: 0,
    to: partiesOf(directory, ...asked),
    unit: UNIT,
    safety: false,
    isWorry: false,
    ...more,
  };
}
