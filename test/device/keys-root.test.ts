import { describe, expect, it } from 'vitest';
import { countersign, checkDirectory, checkProposal, proposeDirectory, signRoot } from '../../src/seal/directory.ts';
import { isOfferOf, signOffer } from '../../src/seal/offer.ts';
import { fingerprintGroups, makeOfficerKey, makeRoot, officerText, readOfficerText, readRoot } from '../../src/seal/officer.ts';
import type { Directory } from '../../src/shared/voice/directory.ts';
import { makeStatement } from '../../src/region/keys-draft.ts';
import { readerHere } from '../support/seal/cast.ts';

const NOW = '2026-11-22T10:00:00.000Z';
const signer = ({ k, pair, pub }: Awaited<ReturnType<typeof makeOfficerKey>>) => ({ k, privateKey: pair.privateKey, pub });
const directory = (version: number): Directory => ({ v: 1, version, issuedAt: NOW, expiresAt: '2027-02-01T00:00:00.000Z', audiences: [], devices: [] });

describe('the root of a region', () => {
  it('is written down as groups, and is the same root when it is read from paper', async () => {
    const { root, groups } = await makeRoot();
    expect(groups).toHaveLength(17);
    const again = await readRoot(` ${groups.slice(0, 9).join(' ').toUpperCase()}\n${groups.slice(9).join('-')} `);
    expect(again?.fingerprint).toBe(root.fingerprint);
    expect(again?.pub).toBe(root.pub);
    expect(fingerprintGroups(root.fingerprint)).toHaveLength(16);
    expect(again?.privateKey.extractable).toBe(false);
  });

  it('is not taken from a paper with a slip of the pen', async () => {
    const { groups } = await makeRoot();
    const text = groups.join('');
    for (const at of [0, 31, 63, 67]) {
      const other = text[at] === 'a' ? 'b' : 'a';
      expect(await readRoot(`${text.slice(0, at)}${other}${text.slice(at + 1)}`)).toBeNull();
    }
    expect(await readRoot(text.slice(0, 66))).toBeNull();
    expect(await readRoot('')).toBeNull();
  });

  it('asks for both officers where there are two, and for one where there is one', async () => {
    const [one, two] = [await makeOfficerKey(), await makeOfficerKey()];
    expect(makeStatement([one, two], 1, NOW)).toMatchObject({ need: 2, number: 1 });
    expect(makeStatement([one], 2, NOW)).toMatchObject({ need: 1, number: 2 });
    expect(makeStatement([one, two], 1, NOW).demonstration).toBeUndefined();
  });
});

describe('an officer’s key', () => {
  it('cannot be taken out, and is handed on as one line without a secret', async () => {
    const key = await makeOfficerKey();
    expect(key.pair.privateKey.extractable).toBe(false);
    expect(readOfficerText(` ${officerText(key)}\n`)).toEqual({ k: key.k, pub: key.pub });
    for (const wrong of ['', 'hearth-officer.', officerText(key).slice(0, -1), officerText({ ...key, pub: `${'A'.repeat(87)}` })]) expect(readOfficerText(wrong)).toBeNull();
  });

  it('A9 alone publishes nothing: one officer’s signature, twice or with a key the root does not name, is not two', async () => {
    const [one, two, stranger] = [await makeOfficerKey(), await makeOfficerKey(), await makeOfficerKey()];
    const { root } = await makeRoot();
    const statement = await signRoot(root, makeStatement([one, two], 1, NOW));
    const proposed = await proposeDirectory(statement, directory(1), signer(one));
    const check = (signed: typeof proposed) => checkDirectory(signed, root.fingerprint, 0, NOW);
    expect(await check(proposed)).toEqual({ ok: false, fault: 'badSignature' });
    expect(await check({ ...proposed, sigs: [...proposed.sigs, ...proposed.sigs] })).toEqual({ ok: false, fault: 'badSignature' });
    const asSecond = await countersign(proposed, { ...signer(stranger), k: two.k });
    expect(await check(asSecond)).toEqual({ ok: false, fault: 'badSignature' });
    expect(await checkProposal(asSecond, root.fingerprint, NOW)).toEqual({ ok: false, fault: 'badSignature' });
    expect(await checkProposal(proposed, root.fingerprint, NOW)).toMatchObject({ ok: true, signers: [one.k] });
    expect(await check(await countersign(proposed, signer(two)))).toMatchObject({ ok: true });
  });

  it('C1 adds nothing under another root, nor under words that were changed on the way', async () => {
    const [one, two] = [await makeOfficerKey(), await makeOfficerKey()];
    const { root } = await makeRoot();
    const { root: other } = await makeRoot();
    const keys = makeStatement([one, two], 1, NOW);
    const proposed = await proposeDirectory(await signRoot(root, keys), directory(1), signer(one));
    const altered = await proposeDirectory(await signRoot(root, keys), directory(2), signer(one));
    expect(await checkProposal(proposed, other.fingerprint, NOW)).toEqual({ ok: false, fault: 'wrongRoot' });
    expect(await checkProposal({ ...proposed, directory: altered.directory }, root.fingerprint, NOW)).toEqual({ ok: false, fault: 'badSignature' });
    expect(await checkProposal({ ...proposed, root: { ...proposed.root, sig: altered.sigs[0]?.sig ?? '' } }, root.fingerprint, NOW)).toEqual({ ok: false, fault: 'badSignature' });
    expect(await checkProposal({ ...proposed, directory: 'e30' }, root.fingerprint, NOW)).toEqual({ ok: false, fault: 'notReadable' });
  });
});

describe('a key that a device made', () => {
  it('C1 is vouched for by that device alone: another key, audience, epoch or device is not', async () => {
    const device = await readerHere().makeDevice();
    const other = await readerHere().makeDevice();
    const offer = await signOffer({ a: 'adv', e: 2, pub: device.dkPub, d: device.d }, device.dsk.privateKey);
    expect(await isOfferOf(offer, device.dskPub)).toBe(true);
    expect(await isOfferOf(offer, other.dskPub)).toBe(false);
    expect(await isOfferOf(offer, '')).toBe(false);
    for (const change of [{ pub: other.dkPub }, { a: 'part' }, { e: 3 }, { d: other.d }]) expect(await isOfferOf({ ...offer, ...change }, device.dskPub)).toBe(false);
  });
});
