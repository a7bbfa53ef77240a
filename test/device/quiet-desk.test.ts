// @vitest-environment node
import { webcrypto } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '../../src/shared/wire/sealed.ts';
import type { Backshelf } from '../../src/store/quiet/backshelf.ts';
import type { Letter } from '../../src/store/quiet/shelf.ts';
import type { QuietWorld } from '../../src/sync/quiet/quiet-world.ts';
import { startQuiet } from '../../src/sync/quiet/start-quiet.ts';
import { makeHandClock } from '../support/device.ts';
import { chunkLetters, newId } from '../support/quiet-letters.ts';
import { makeQuietDisk, openOn } from '../support/quiet-phone.ts';
import type { Office } from '../support/server.ts';
import { databases, OWN_HEADERS } from '../support/server.ts';
import { makeEnvelope, makeMessage, newMailbox } from '../support/voice-envelopes.ts';
import type { Reader, VoiceScene } from '../support/voice-scene.ts';
import { openVoiceScene } from '../support/voice-scene.ts';

const NOW = '2026-11-20T09:00:00.000Z';

/** The browser's fetch, rung at the server's own door. */
function fetchOf(office: Office, cookie: string | null): typeof fetch {
  return (async (path: string, init: RequestInit) => {
    const headers = { ...OWN_HEADERS, ...(init.headers as Record<string, string>), ...(cookie && init.credentials !== 'omit' ? { cookie } : {}) };
    const payload = init.body instanceof Uint8Array ? Buffer.from(init.body) : (init.body as string | undefined);
    const reply = await office.app.inject({ method: init.method as 'GET', url: path, headers, ...(payload === undefined ? {} : { payload }) });
    return new Response(reply.statusCode === 204 ? null : new Uint8Array(reply.rawPayload), { status: reply.statusCode, headers: reply.headers as Record<string, string> });
  }) as typeof fetch;
}

function worldOf(scene: VoiceScene, cookie: string | null): Partial<QuietWorld> {
  const clock = makeHandClock(NOW);
  return {
    fetch: fetchOf(scene.office, cookie),
    clock: clock.read,
    setTimer: clock.setTimer,
    crypto: webcrypto as unknown as Crypto,
    random: () => 0.5,
    locks: null,
    isOnline: () => true,
    page: null,
    origin: '',
  };
}

const letter = (owner: string, content: Letter['content']): Letter => ({ id: newId(), owner, madeAt: NOW, notBefore: NOW, tries: 0, content });

describe.each(databases())('a phone and the real desk, on $name', (database) => {
  let scene: VoiceScene;
  beforeEach(async () => {
    scene = await openVoiceScene(database);
  });
  afterEach(() => scene.close());

  async function young(): Promise<{ shelf: Backshelf; quiet: ReturnType<typeof startQuiet> }> {
    const shelf = await openOn(makeQuietDisk(), makeHandClock(NOW));
    return { shelf, quiet: startQuiet({ shelf, who: 'young', world: worldOf(scene, null) }) };
  }

  async function reader(who: Reader) {
    const shelf = await openOn(makeQuietDisk(), makeHandClock(NOW), who.personId);
    return { shelf, quiet: startQuiet({ shelf, who: { personId: who.personId }, world: worldOf(scene, who.cookie) }) };
  }

  it('joined, sealed, sent with its recording, read, answered with a recording, and the answer is on the phone', async () => {
    const worker = await reader(scene.readers.manager[0]);
    const made = await worker.quiet.reader?.makeCode();
    const { shelf, quiet } = await young();
    const joined = await quiet.young?.join(made?.ok ? made.value.code : '');
    if (!joined?.ok) throw new Error(joined?.why);
    await shelf.write('member', { ...joined.value, root: made?.ok ? (made.value.root ?? '') : '', mode: 'mine', capabilities: [] });
    await quiet.drain();
    expect((await shelf.read('member'))?.capabilities).toHaveLength(20);
    expect((await quiet.young?.directory())?.ok).toBe(true);

    const mailbox = newMailbox();
    const { envelope, header } = makeEnvelope({ aud: [scene.to.part], unit: scene.home, mbox: mailbox.mbox });
    const note = chunkLetters(2);
    await shelf.send([letter('young', { kind: 'view', envelope: envelope as never, capability: null }), ...note]);
    await quiet.drain();
    expect(await shelf.letters()).toEqual([]);

    const pia = await reader(scene.readers.participation[0]);
    expect(await pia.quiet.reader?.look()).toMatchObject({ ok: true });
    const [thread] = await pia.shelf.threads(scene.readers.participation[0].personId);
    expect(thread?.view).toEqual(envelope);
    const attachment = note[0]?.content.kind === 'chunk' ? note[0].content : null;
    expect(await pia.quiet.reader?.chunk(attachment?.attachment ?? '', 0)).toEqual({ ok: true, value: attachment?.bytes });

    const who = scene.readers.participation[0];
    const message = await makeMessage(who.device, header, [{ a: 'tk', e: 0 }, scene.to.part]);
    const act: Act = { act: 'reply', view: header.id, audience: 'part', message };
    const spoken = chunkLetters(1, { owner: who.personId });
    await pia.shelf.send([letter(who.personId, { kind: 'act', act }), ...spoken]);
    await pia.quiet.drain();
    expect(await pia.shelf.letters()).toEqual([]);

    expect(await quiet.young?.look([mailbox.secret])).toMatchObject({ ok: true, value: { known: [mailbox.mbox] } });
    const [post] = await shelf.post();
    expect(post?.box.messages).toEqual([message]);
    expect(post?.box.sent[0]?.state).toEqual([{ a: 'part', state: 'replied', overdue: false }]);
    const answer = spoken[0]?.content.kind === 'chunk' ? spoken[0].content : null;
    expect(await quiet.young?.chunk(answer?.attachment ?? '', 0, mailbox.secret)).toEqual({ ok: true, value: answer?.bytes });

    await shelf.send([letter('young', { kind: 'withdraw', secret: mailbox.secret, view: header.id })]);
    await quiet.drain();
    expect(await shelf.letters()).toEqual([]);
    await pia.quiet.reader?.look();
    expect(await pia.shelf.threads(who.personId)).toMatchObject([{ isGone: true, view: { slots: {} } }]);
    for (const each of [worker, pia]) each.quiet.stop();
    quiet.stop();
  });

  it('without a membership the work lets one letter in, and its recording', async () => {
    const { shelf, quiet } = await young();
    const { envelope } = makeEnvelope({ aud: [scene.to.adv], unit: scene.office.region.regionId });
    await shelf.send([letter('young', { kind: 'view', envelope: envelope as never, capability: null }), ...chunkLetters(1)]);
    await quiet.drain();
    expect(await shelf.letters()).toEqual([]);
    const ada = await reader(scene.readers.advocate[0]);
    await ada.quiet.reader?.look();
    expect(await ada.shelf.threads(scene.readers.advocate[0].personId)).toHaveLength(1);
    for (const each of [ada.quiet, quiet]) each.stop();
  });

  it('B1 B2 sent again it has the same receipt; with other bytes it is refused and kept', async () => {
    const { shelf, quiet } = await young();
    await shelf.write('member', { membership: scene.membership, units: [scene.home], root: '', mode: 'mine', capabilities: [] });
    const { envelope, header } = makeEnvelope({ aud: [scene.to.part], unit: scene.home });
    for (let time = 0; time < 2; time += 1) {
      await shelf.send([letter('young', { kind: 'view', envelope: envelope as never, capability: null })]);
      await quiet.drain();
    }
    expect(await shelf.letters()).toEqual([]);
    const other = makeEnvelope({ aud: [scene.to.part], unit: scene.home, id: header.id });
    await shelf.send([letter('young', { kind: 'view', envelope: other.envelope as never, capability: null })]);
    await quiet.drain();
    expect((await shelf.letters()).map(({ refused }) => refused)).toEqual(['idReuse']);
    quiet.stop();
  });

  it('an act without a sign-in waits; a code that is not known is told as such', async () => {
    const who = scene.readers.participation[0];
    const shelf = await openOn(makeQuietDisk(), makeHandClock(NOW), who.personId);
    const quiet = startQuiet({ shelf, who: { personId: who.personId }, world: worldOf(scene, null) });
    const { header } = makeEnvelope({ aud: [scene.to.part], unit: scene.home });
    const message = await makeMessage(who.device, header, [{ a: 'tk', e: 0 }, scene.to.part]);
    await shelf.send([letter(who.personId, { kind: 'act', act: { act: 'read', view: header.id, audience: 'part', message } })]);
    await quiet.drain();
    expect((await shelf.letters()).map(({ refused }) => refused)).toEqual([undefined]);
    expect(await quiet.reader?.look()).toEqual({ ok: false, why: 'signIn' });
    const { quiet: phone } = await young();
    expect(await phone.young?.join('ABCDEFGHJKM')).toEqual({ ok: false, why: 'code' });
    for (const each of [quiet, phone]) each.stop();
  });
});
