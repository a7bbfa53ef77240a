import { beforeAll, describe, expect, it } from 'vitest';
import { b64, sureBytes, utf8 } from '../../src/seal/bytes.ts';
import { rootWords } from '../../src/seal/card.ts';
import { checkDirectory, countersign, fingerprintOf, proposeDirectory, readProposal, signRoot } from '../../src/seal/directory.ts';
import { freshPair, pointOf } from '../../src/seal/hpke.ts';
import { freshRoot, rootFromPaper } from '../../src/seal/root.ts';
import { canonicalJson } from '../../src/shared/basics/canonical.ts';
import { audiencesFor, type Directory, type SignedDirectory } from '../../src/shared/voice/directory.ts';
import { type Cast, makeCast, makeSigner, NOW, signDirectory, sure, UNIT } from '../support/seal/cast.ts';

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});
const check = (signed: SignedDirectory, seen = 3, now = NOW, fingerprint = cast.fingerprint) => checkDirectory(signed, fingerprint, seen, now);
const written = (directory: Directory) => b64(utf8(canonicalJson(directory)));

describe('the directory a young person’s phone believes', () => {
  it('is the one signed by both officers under the root they were given face to face', async () => {
    expect(await check(cast.signed)).toEqual({ ok: true, directory: cast.directory, isDemonstration: true });
  });

  it('C1 is refused when the server puts its own key in the place of an audience’s', async () => {
    const attacker = await pointOf(await freshPair());
    const swapped = {
      ...cast.directory,
      audiences: cast.directory.audiences.map((audience) => ({ ...audience, epochs: audience.epochs.map((epoch) => ({ ...epoch, pub: attacker })) })),
    };
    expect(await check({ ...cast.signed, directory: written(swapped) })).toEqual({ ok: false, fault: 'badSignature' });
  });

  it('C1 is refused when the server signs it all again under a root of its own', async () => {
    const root = await makeSigner('root');
    const officer = await makeSigner('AAAAAAAAAAAAAAAAAAAAAA');
    const part = await signRoot(root, { v: 1, number: 2, issuedAt: NOW, keys: [{ k: officer.k, pub: officer.pub, until: '2028-01-01T00:00:00.000Z' }], need: 1 });
    const forged = await proposeDirectory(part, cast.directory, officer);
    expect(await check(forged)).toEqual({ ok: false, fault: 'wrongRoot' });
    // The true root's point with the forger's statement under it.
    expect(await check({ ...forged, root: { ...part, pub: cast.root.pub } })).toEqual({ ok: false, fault: 'badSignature' });
    // Somebody who typed a code is shown words for whichever root was served, to compare.
    expect(await rootWords(await fingerprintOf(root.pub))).not.toEqual(await rootWords(cast.fingerprint));
    expect(await rootWords(cast.fingerprint)).toHaveLength(4);
  });

  it('C2 C19 is refused when an older version is served again, and when the newest is too old', async () => {
    const older = await signDirectory(cast.rootPart, { ...cast.directory, version: 2 }, cast.officers);
    expect(await check(older, 3)).toEqual({ ok: false, fault: 'rolledBack' });
    expect(await check(older, 2)).toMatchObject({ ok: true });
    expect(await check(cast.signed, 3, cast.directory.expiresAt)).toEqual({ ok: false, fault: 'expired' });
    expect(await check(cast.signed, 3, '2029-01-01T00:00:00.000Z')).toMatchObject({ ok: false });
  });

  it('C2 is refused under an older statement of the root, so that an officer who was taken out cannot sign again', async () => {
    const fresh = await makeSigner('CCCCCCCCCCCCCCCCCCCCCA');
    const keys = [cast.officers[0], fresh].map(({ k, pub }) => ({ k, pub, until: '2028-01-01T00:00:00.000Z' }));
    const second = await signRoot(cast.root, { v: 1, number: 2, issuedAt: NOW, keys, need: 2 });
    const newer = await signDirectory(second, { ...cast.directory, version: 4 }, [cast.officers[0], fresh]);
    expect(await checkDirectory(newer, cast.fingerprint, 3, NOW, cast.signed)).toMatchObject({ ok: true });
    const byTheOld = await signDirectory(cast.rootPart, { ...cast.directory, version: 5 }, cast.officers);
    expect(await checkDirectory(byTheOld, cast.fingerprint, 4, NOW, newer)).toEqual({ ok: false, fault: 'rolledBack' });
    expect(await checkDirectory(byTheOld, cast.fingerprint, 4, NOW, cast.signed)).toMatchObject({ ok: true });
  });

  it('C3 is refused when an audience or a reader is slipped in', async () => {
    const audience = sure(cast.directory.audiences[0]);
    const device = sure(cast.directory.devices[0]);
    for (const more of [
      { audiences: [...cast.directory.audiences, { ...audience, a: 'ghost-1' }] },
      { devices: [...cast.directory.devices, { ...device, d: 'ghostghostghostghostgA' }] },
    ])
      expect(await check({ ...cast.signed, directory: written({ ...cast.directory, ...more }) })).toEqual({ ok: false, fault: 'badSignature' });
  });

  it('C3 is refused when it names an audience or a device twice, even signed', async () => {
    const audience = sure(cast.directory.audiences[0]);
    for (const twice of [
      { audiences: [audience, audience] },
      { devices: [...cast.directory.devices, sure(cast.directory.devices[0])] },
      { audiences: [{ ...audience, epochs: [...audience.epochs, ...audience.epochs] }] },
    ])
      expect(await check(await signDirectory(cast.rootPart, { ...cast.directory, ...twice }, cast.officers))).toEqual({ ok: false, fault: 'notReadable' });
  });

  it('A9 is refused with one officer’s signature, given once or twice', async () => {
    const [one, two] = cast.officers;
    const alone = await proposeDirectory(cast.rootPart, cast.directory, one);
    expect(await check(alone)).toEqual({ ok: false, fault: 'badSignature' });
    expect(await check({ ...alone, sigs: [...alone.sigs, ...alone.sigs] })).toEqual({ ok: false, fault: 'badSignature' });
    const asTheOther = sure((await proposeDirectory(cast.rootPart, cast.directory, { ...one, k: two.k })).sigs[0]);
    expect(await check({ ...alone, sigs: [...alone.sigs, asTheOther] })).toEqual({ ok: false, fault: 'badSignature' });
    expect(await check(await countersign(alone, two))).toMatchObject({ ok: true });
  });

  it('is refused when the root’s statement lists one officer’s key under two names', async () => {
    const officer = await makeSigner('AAAAAAAAAAAAAAAAAAAAAA');
    const names = ['AAAAAAAAAAAAAAAAAAAAAA', 'BBBBBBBBBBBBBBBBBBBBBA'];
    const part = await signRoot(cast.root, { v: 1, number: 2, issuedAt: NOW, keys: names.map((k) => ({ k, pub: officer.pub, until: '2028-01-01T00:00:00.000Z' })), need: 2 });
    const signed = await signDirectory(
      part,
      cast.directory,
      names.map((k) => ({ ...officer, k })),
    );
    expect(await check(signed)).toEqual({ ok: false, fault: 'badSignature' });
  });

  it('is refused when an officer’s key is past its time', async () => {
    const part = await signRoot(cast.root, { v: 1, number: 2, issuedAt: NOW, keys: cast.officers.map(({ k, pub }) => ({ k, pub, until: '2026-11-01T00:00:00.000Z' })), need: 1 });
    expect(await check(await signDirectory(part, cast.directory, cast.officers))).toEqual({ ok: false, fault: 'badSignature' });
  });

  it('is refused, whatever arrives, without a fault of its own', async () => {
    for (const bad of [null, {}, { ...cast.signed, directory: '!' }, { ...cast.signed, sigs: [] }, { ...cast.signed, root: null }])
      expect(await check(bad as never)).toEqual({ ok: false, fault: 'notReadable' });
    const notJson = { ...cast.signed, directory: b64(utf8('not json')) };
    expect(await check(notJson)).toEqual({ ok: false, fault: 'badSignature' });
    const cut = sureBytes(cast.signed.root.statement);
    expect(await check({ ...cast.signed, root: { ...cast.signed.root, statement: b64(cut.subarray(0, cut.length - 1)) } })).toEqual({ ok: false, fault: 'badSignature' });
  });

  it('a signature under one thing never stands under another', async () => {
    // An officer's key that is also the root's may sign a directory, but that signature makes no root statement.
    const both = { ...cast.root, k: 'AAAAAAAAAAAAAAAAAAAAAA' };
    const statement = { v: 1, number: 9, issuedAt: NOW, keys: [{ k: both.k, pub: both.pub, until: '2028-01-01T00:00:00.000Z' }], need: 1 } as const;
    const proposed = await proposeDirectory(cast.rootPart, statement as never, both);
    const asRoot = { pub: cast.root.pub, statement: proposed.directory, sig: sure(proposed.sigs[0]).sig };
    expect(await check({ ...cast.signed, root: asRoot })).toEqual({ ok: false, fault: 'badSignature' });
  });

  it('may stand under a root that lay on paper, typed in again by somebody', async () => {
    const { pub, paper } = await freshRoot();
    expect(paper).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
    const root = sure(await rootFromPaper(` ${paper.toUpperCase().replaceAll(' ', '\n')} `, pub));
    const part = await signRoot(root, {
      v: 1,
      number: 1,
      issuedAt: NOW,
      keys: cast.officers.map(({ k, pub: point }) => ({ k, pub: point, until: '2028-01-01T00:00:00.000Z' })),
      need: 2,
    });
    expect(await check(await signDirectory(part, cast.directory, cast.officers), 0, NOW, await fingerprintOf(pub))).toMatchObject({ ok: true, isDemonstration: false });
    expect(await rootFromPaper(paper, cast.root.pub)).toBeNull();
    expect(await rootFromPaper(paper.slice(0, -1), pub)).toBeNull();
    expect(await rootFromPaper('', pub)).toBeNull();
  });

  it('shows officers what they are about to sign', () => {
    expect(readProposal(cast.signed)).toMatchObject({ directory: cast.directory, statement: { need: 2 } });
  });
});

describe('whom a young person may choose', () => {
  it('no audience with fewer than two readers, and none of the home when it is about staff', () => {
    expect(audiencesFor(cast.directory, [UNIT], false, NOW).map(({ a }) => a)).toEqual(['adv-07', 'part-07']);
    const oneLeft = { ...cast.directory, devices: cast.directory.devices.filter(({ name }) => name !== 'Ben') };
    expect(audiencesFor(oneLeft, [UNIT], false, NOW).map(({ a }) => a)).toEqual(['part-07']);
    const home = { ...cast.directory, audiences: cast.directory.audiences.map((audience) => (audience.a === 'part-07' ? { ...audience, kind: 'home' as const } : audience)) };
    expect(audiencesFor(home, [UNIT], true, NOW).map(({ a }) => a)).toEqual(['adv-07']);
  });
});
