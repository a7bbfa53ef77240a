import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EpochOffer, KeyProposal, MyKeys } from '../../src/shared/wire/sealed.ts';
import { databases } from '../support/server.ts';
import { chance, madeUpPoint } from '../support/voice-envelopes.ts';
import type { Reader, VoiceScene } from '../support/voice-scene.ts';
import { openVoiceScene } from '../support/voice-scene.ts';

const madeUp = (a: string, e: number, d: string): EpochOffer => ({ a, e, pub: madeUpPoint(), d, sig: 'A'.repeat(86) });

describe.each(databases())('keys on their way to the officers, on $name', (database) => {
  let scene: VoiceScene;
  let officer: string;
  let ada: Reader;
  let mo: Reader;
  beforeAll(async () => {
    scene = await openVoiceScene(database);
    officer = await scene.cookieOf(scene.officerIds[0] ?? '');
    [ada] = scene.readers.advocate;
    [mo] = scene.readers.manager;
  });
  afterAll(() => scene?.close());
  const offer = async (reader: Reader, made: EpochOffer) => (await scene.office.post('/keys/epochs', made, reader.cookie)).statusCode;
  const proposal = async () => (await scene.get('/keys/proposal', officer)).json() as KeyProposal;

  it('a reader’s next key waits for the officers, and is gone once they listed it', async () => {
    const made = madeUp('adv', 2, ada.device.d);
    expect(await offer(ada, made)).toBe(200);
    expect(await offer(ada, made)).toBe(200);
    expect((await proposal()).offered).toMatchObject([made]);
    const at = scene.office.now.toISOString();
    await scene.publish((directory) => ({
      ...directory,
      audiences: directory.audiences.map((audience) =>
        audience.a === 'adv' ? { ...audience, epochs: [{ e: 2, pub: made.pub, from: at }, ...audience.epochs.map((epoch) => ({ ...epoch, until: at }))] } : audience,
      ),
    }));
    expect((await proposal()).offered).toEqual([]);
  });

  it('officers are told the places that an audience may hear', async () => {
    expect((await proposal()).places).toContainEqual(expect.objectContaining({ placeId: scene.home, kind: 'home' }));
  });

  it('A8 a manager cannot make themself an advocate: not with a key, not with an invitation, not in the list', async () => {
    expect(await offer(mo, madeUp('adv', 3, mo.device.d))).toBe(403);
    expect(await offer(mo, madeUp('adv', 3, ada.device.d))).toBe(403);
    const kept = { a: 'adv', e: 1, d: ada.device.d, sealed: 'AAAA' };
    expect((await scene.office.post('/keys/kept', { keys: [kept] }, mo.cookie)).statusCode).toBe(403);
    expect((await scene.get('/keys/proposal', mo.cookie)).statusCode).toBe(403);
    const { signed } = (await scene.get('/voice/directory')).json() as { signed: unknown };
    expect((await scene.office.post('/keys/directory', signed, mo.cookie)).statusCode).toBe(403);
    const asked = (await scene.office.post('/keys/invitations/redeem', { id: chance(16) }, mo.cookie)).statusCode;
    expect(asked).toBe(404);
    expect((await proposal()).offered).toEqual([]);
  });

  it('an epoch that is no next one, and a device that is another’s, are refused', async () => {
    for (const e of [1, 2, 4]) expect(await offer(ada, madeUp('adv', e, ada.device.d))).toBe(403);
    expect(await offer(ada, madeUp('fresh', 2, ada.device.d))).toBe(403);
    expect(await offer(ada, madeUp('adv', 3, mo.device.d))).toBe(403);
    expect((await scene.office.post('/keys/epochs', { ...madeUp('adv', 3, ada.device.d), more: 1 }, ada.cookie)).statusCode).toBe(422);
    expect((await scene.office.post('/keys/epochs', madeUp('adv', 3, ada.device.d))).statusCode).toBe(401);
  });

  it('a reader sees whom they may invite: readers, and who leads the home for the home’s own audience alone', async () => {
    const names = async (reader: Reader) => ((await scene.get('/keys/mine', reader.cookie)).json() as MyKeys).colleagues?.map(({ name }) => name);
    expect(await names(ada)).toEqual(['Alf Example', 'Lea Example', 'Lou Example', 'Pat Example', 'Pia Example']);
    expect(await names(mo)).toContain('Dee Example');
  });
});
