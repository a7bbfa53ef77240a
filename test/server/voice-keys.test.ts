import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/shared/basics/canonical.ts';
import type { Directory, SignedDirectory } from '../../src/shared/voice/directory.ts';
import { keyProposalSchema, myKeysSchema } from '../../src/shared/wire/sealed.ts';
import { databases, openOffice } from '../support/server.ts';
import { chance, hash, madeUpPoint, makeDevice, makeOfficers, signDirectory } from '../support/voice-envelopes.ts';
import type { VoiceScene } from '../support/voice-scene.ts';
import { openVoiceScene } from '../support/voice-scene.ts';

const HOUR = 3_600_000;

describe.each(databases())('keys and the directory, on $name', (database) => {
  let scene: VoiceScene;
  let olu: string;
  let oda: string;
  beforeEach(async () => {
    scene = await openVoiceScene(database);
    olu = await scene.cookieOf(scene.officerIds[0] ?? '');
    oda = await scene.cookieOf(scene.officerIds[1] ?? '');
  });
  afterEach(() => scene.close());

  const next = (change: Partial<Directory> = {}): Directory => ({ ...scene.directory, version: 2, ...change });
  const post = async (signed: SignedDirectory, cookie: string) => {
    const reply = await scene.office.post('/keys/directory', signed, cookie);
    return reply.statusCode === 200 ? (reply.json() as { isPublished: boolean }).isPublished : reply.statusCode;
  };
  const served = async () => ((await scene.get('/voice/directory')).json() as { signed: SignedDirectory }).signed;

  it('the directory is served to everybody, and a join code carries the fingerprint of its root', async () => {
    expect((await served()).root.pub).toBe(scene.officers.root.pub);
    const code = await scene.office.post('/voice/codes', {}, scene.readers.manager[0].cookie);
    expect(code.json()).toMatchObject({ root: hash(Buffer.from(scene.officers.root.pub, 'base64url')) });
  });

  it('A9: one officer alone publishes nothing, with one key or with two', async () => {
    const one = await signDirectory(scene.officers, next(), [0]);
    const both = await signDirectory(scene.officers, next(), [0, 1]);
    expect(await post(both, olu)).toBe(403);
    expect(await post(one, olu)).toBe(false);
    expect(await post(one, olu)).toBe(false);
    expect(await post(both, olu)).toBe(403);
    expect(await post(await signDirectory(scene.officers, next(), [1]), olu)).toBe(403);
    expect(scene.directory.version).toBe(1);
    expect((await served()).directory).toBe((await signDirectory(scene.officers, scene.directory)).directory);
    const proposal = keyProposalSchema.parse((await scene.get('/keys/proposal', oda)).json());
    expect(proposal.proposed?.directory).toBe(one.directory);
    expect(await post(both, oda)).toBe(true);
    expect((await served()).directory).toBe(one.directory);
    expect((await served()).sigs).toHaveLength(2);
    const refused = await scene.office.records.db.selectFrom('voice_audit').select(['actor', 'act']).where('outcome', '=', 'refused').execute();
    expect(refused).toEqual(Array.from({ length: 3 }, () => ({ actor: scene.officerIds[0], act: 'directory.sign' })));
  });

  it('A8 A9: only officers look at what waits or sign it; the administrator who names them does not', async () => {
    const both = await signDirectory(scene.officers, next(), [0]);
    const admin = await scene.cookieOf(scene.office.region.adminId);
    for (const cookie of [admin, scene.readers.manager[0].cookie, scene.readers.lead[0].cookie]) {
      expect(await post(both, cookie)).toBe(403);
      expect((await scene.get('/keys/proposal', cookie)).statusCode).toBe(403);
    }
    expect((await scene.get('/keys/proposal')).statusCode).toBe(401);
  });

  it('C1 C2: another root, a forged signature, a key out of time, a version skipped or repeated, one that is over, and an altered key are refused', async () => {
    const strangers = await makeOfficers();
    expect(await post(await signDirectory({ ...scene.officers, root: strangers.root }, next(), [0]), olu)).toBe(422);
    expect(await post(await signDirectory({ ...scene.officers, keys: strangers.keys }, next(), [0]), olu)).toBe(422);
    const forged = await signDirectory(scene.officers, next(), [0]);
    expect(await post({ ...forged, sigs: [{ k: forged.sigs[0]?.k ?? '', sig: chance(64) }] }, olu)).toBe(422);
    expect(await post({ ...forged, root: { ...forged.root, sig: chance(64) } }, olu)).toBe(422);
    for (const version of [0, 1, 3]) expect(await post(await signDirectory(scene.officers, next({ version }), [0]), olu)).toBe(422);
    expect(await post(await signDirectory(scene.officers, next({ expiresAt: scene.office.now.toISOString() }), [0]), olu)).toBe(422);
    const swapped = next({ audiences: scene.directory.audiences.map((audience) => ({ ...audience, epochs: audience.epochs.map((epoch) => ({ ...epoch, pub: madeUpPoint() })) })) });
    expect(await post(await signDirectory(scene.officers, swapped, [0]), olu)).toBe(422);
    const taken = next({ devices: scene.directory.devices.map((device, index) => (index === 0 ? { ...device, personId: scene.readers.manager[0].personId } : device)) });
    expect(await post(await signDirectory(scene.officers, taken, [0]), olu)).toBe(422);
    const twice = next({ devices: [...scene.directory.devices, ...scene.directory.devices.slice(0, 1)] });
    expect(await post(await signDirectory(scene.officers, twice, [0]), olu)).toBe(422);
    const older = { ...scene.officers, statement: { ...scene.officers.statement, need: 1 } };
    expect(await post(await signDirectory(older, next(), [0]), olu)).toBe(422);
    expect((await scene.get('/keys/proposal', olu)).json()).toMatchObject({ proposed: null });
    await scene.pass(0);
    expect(await post(await signDirectory(scene.officers, next(), [0]), olu)).toBe(false);
  });

  it('other bytes for the version that waits begin its signatures anew', async () => {
    expect(await post(await signDirectory(scene.officers, next(), [0]), olu)).toBe(false);
    const other = next({ issuedAt: '2026-11-20T08:59:30.000Z' });
    expect(await post(await signDirectory(scene.officers, other, [1]), oda)).toBe(false);
    expect(await post(await signDirectory(scene.officers, other, [0]), olu)).toBe(true);
  });

  it('the very first directory is posted by the administrator, or an officer, and by nobody else', async () => {
    const office = await openOffice(database);
    try {
      const cookie = (await office.phone(office.region.adminId)).cookie;
      const home = await office.openHome();
      const manager = (await office.phone(await office.add('Mo Example', 'manager', home))).cookie;
      const officers = await makeOfficers();
      const directory: Directory = { v: 1, version: 1, issuedAt: '2026-11-20T08:00:00.000Z', expiresAt: '2027-02-01T00:00:00.000Z', audiences: [], devices: [] };
      expect((await office.post('/voice/codes', {}, manager)).json()).toMatchObject({ root: null });
      expect((await office.post('/keys/directory', await signDirectory(officers, directory), manager)).statusCode).toBe(403);
      expect((await office.post('/keys/directory', await signDirectory(officers, directory, [0]), cookie)).json()).toEqual({ isPublished: false });
      expect((await office.app.inject({ method: 'GET', url: '/voice/directory' })).json()).toEqual({ signed: null });
      expect((await office.post('/keys/directory', await signDirectory(officers, directory), cookie)).statusCode).toBe(403);
    } finally {
      await office.close();
    }
  });

  it('a reader’s device asks once, is shown to officers with its reader’s name, and is nobody else’s', async () => {
    const [reader, other] = scene.readers.participation;
    const device = await makeDevice(reader.personId);
    const asked = { d: device.d, dk: device.dk, dsk: device.key.pub };
    const ask = async (body: object, cookie: string) => (await scene.office.post('/keys/devices', body, cookie)).statusCode;
    expect([await ask(asked, reader.cookie), await ask(asked, reader.cookie), await ask(asked, other.cookie), await ask({ ...asked, dk: madeUpPoint() }, reader.cookie)]).toEqual([
      200, 200, 403, 403,
    ]);
    const carer = await scene.cookieOf(await scene.office.add('Asha Example', 'carer', scene.home));
    expect(await ask({ ...asked, d: chance(16) }, carer)).toBe(403);
    expect((await scene.get('/keys/proposal', olu)).json()).toMatchObject({ asked: [{ ...asked, personId: reader.personId, name: 'Pia Example' }] });
    const mine = myKeysSchema.parse((await scene.get('/keys/mine', reader.cookie)).json());
    expect(mine.devices).toEqual([
      { ...asked, isListed: false },
      { d: reader.device.d, dk: reader.device.dk, dsk: reader.device.key.pub, isListed: true },
    ]);
  });

  it('sealed keys are kept for one’s own devices and for listed colleagues; what an owner put there stays', async () => {
    const [reader, colleague] = scene.readers.participation;
    const key = (d: string, a = 'part') => ({ a, e: 1, d, sealed: chance(80) });
    const keep = async (keys: object[], cookie: string) => (await scene.office.post('/keys/kept', { keys }, cookie)).statusCode;
    const own = key(colleague.device.d);
    expect(await keep([key(colleague.device.d)], reader.cookie)).toBe(200);
    expect(await keep([own], colleague.cookie)).toBe(200);
    expect(await keep([key(colleague.device.d)], reader.cookie)).toBe(200);
    expect((await scene.get('/keys/mine', colleague.cookie)).json()).toMatchObject({ keys: [own] });
    expect(await keep([key(scene.readers.advocate[0].device.d)], reader.cookie)).toBe(403);
    expect(await keep([key(scene.readers.advocate[0].device.d, 'adv')], reader.cookie)).toBe(403);
    expect(await keep([key(chance(16))], reader.cookie)).toBe(403);
    expect((await scene.get('/keys/mine', reader.cookie)).json()).toMatchObject({ keys: [] });
  });

  describe('an invitation to an audience’s key', () => {
    let invitee: { personId: string; cookie: string };
    beforeEach(async () => {
      const personId = await scene.office.add('New Example', 'reader', scene.office.region.regionId);
      invitee = { personId, cookie: await scene.cookieOf(personId) };
    });
    function invitation(over: Record<string, unknown> = {}, id = chance(16)) {
      const [reader] = scene.readers.participation;
      const exp = new Date(scene.office.now.getTime() + 72 * HOUR).toISOString();
      const meta = canonicalJson({ v: 1, id, a: 'part', e: 1, invitee: invitee.personId, exp, by: reader.device.d, ...over });
      return { id, meta: Buffer.from(meta).toString('base64url'), iv: chance(12), wrapped: chance(48) };
    }
    const invite = async (given: object, cookie = scene.readers.participation[0].cookie) => (await scene.office.post('/keys/invitations', given, cookie)).statusCode;
    const redeem = (id: string, cookie: string) => scene.office.post('/keys/invitations/redeem', { id }, cookie);

    it('works once, for whom it is for, and what it wrapped is deleted', async () => {
      const given = invitation();
      expect([await invite(given), await invite(given)]).toEqual([200, 200]);
      for (const cookie of [scene.readers.advocate[0].cookie, scene.readers.participation[0].cookie]) expect((await redeem(given.id, cookie)).statusCode).toBe(404);
      expect((await redeem(given.id, invitee.cookie)).json()).toEqual(given);
      expect((await redeem(given.id, invitee.cookie)).body).toBe((await redeem(chance(16), invitee.cookie)).body);
      const row = await scene.office.records.db.selectFrom('key_invitation').selectAll().executeTakeFirstOrThrow();
      expect(row.wrapped).toBeNull();
    });

    it('ends after 72 hours', async () => {
      const given = invitation();
      await invite(given);
      await scene.pass(72 * HOUR);
      expect((await redeem(given.id, invitee.cookie)).statusCode).toBe(404);
    });

    it('C10: comes only from a listed device of somebody who reads the audience, and never for longer', async () => {
      expect(await invite(invitation({ a: 'adv' }))).toBe(403);
      expect(await invite(invitation({ by: scene.readers.advocate[0].device.d }))).toBe(403);
      expect(await invite(invitation({ id: chance(16) }))).toBe(403);
      expect(await invite(invitation({ exp: new Date(scene.office.now.getTime() + 80 * HOUR).toISOString() }))).toBe(403);
      expect(await invite(invitation(), scene.readers.advocate[0].cookie)).toBe(403);
      expect(await invite(invitation(), invitee.cookie)).toBe(403);
    });
  });
});
