import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ATTACHMENT_LASTS_MS, clearAttachments } from '../../src/server/records/attachment-uses.ts';
import { LOOSE_BYTES_LIMIT } from '../../src/server/records/attachments.ts';
import type { Where } from '../../src/server/records/database.ts';
import { startSession } from '../../src/server/records/sessions.ts';
import type { AttachmentDown } from '../../src/shared/wire/attachment.ts';
import { ATTACHMENT_BYTES_LIMIT, CHUNK_BYTES, CHUNK_TYPE } from '../../src/shared/wire/attachment.ts';
import { SYNC_TYPE } from '../../src/shared/wire/version.ts';
import type { Office, Phone } from '../support/server.ts';
import { databases, nonce, openOffice, openStaffedOffice, OWN_HEADERS } from '../support/server.ts';
import { begin, bring, checksumOf, chunksOf, idOf, isSyncReply, look, pictureOf, signedWith, upload } from '../support/uploads.ts';

describe.each(databases())('pictures on their way to the server, on $name', (database) => {
  let office: Office;
  let where: Where;
  let folder: string | null;
  let carer: Phone;
  let manager: Phone;

  beforeEach(async () => {
    where = await database.where();
    folder = 'inMemory' in where ? mkdtempSync(path.join(tmpdir(), 'hearth-pictures-')) : null;
    if (folder !== null) where = { folder };
    ({ office, carer, manager } = await openStaffedOffice(database, { where }));
  });
  afterEach(async () => {
    await office.close();
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  });

  /** The server ends and starts again on the same records. */
  async function startAgain(): Promise<void> {
    await office.close();
    office = await openOffice(database, { where });
  }

  const chunkRows = async () => (await office.records.db.selectFrom('attachment_chunk').select('at').execute()).length;
  const offsetOf = async (sha256: string) => (await look(office, manager.cookie, sha256, 'HEAD', { 'x-nonce': nonce() })).headers['upload-offset'];

  it('I16: a picture in parts arrives whole, and only then has its receipt', async () => {
    const picture = pictureOf();
    const asked = nonce();
    const begun = await office.sync('/attachments', { nonce: asked, sha256: picture.sha256, bytes: picture.bytes, type: picture.type }, manager.cookie);
    expect([begun.statusCode, isSyncReply(begun), begun.headers['x-person']]).toEqual([200, true, manager.personId]);
    expect(begun.json()).toEqual({ nonce: asked, offset: 0 });
    let down: AttachmentDown | undefined;
    for (const chunk of chunksOf(picture)) {
      expect(down?.receipt).toBeUndefined();
      expect((await look(office, manager.cookie, picture.sha256)).statusCode).toBe(404);
      const fresh = nonce();
      const reply = await bring(office, manager.cookie, picture.sha256, chunk, { 'x-nonce': fresh });
      expect([reply.statusCode, isSyncReply(reply)]).toEqual([200, true]);
      down = reply.json() as AttachmentDown;
      expect(down).toMatchObject({ nonce: fresh, offset: chunk.offset + chunk.content.length });
    }
    expect(down?.receipt).toEqual({ sha256: picture.sha256, bytes: picture.bytes, recordedAt: office.now.toISOString() });
    const seen = await look(office, manager.cookie, picture.sha256);
    expect(idOf(seen.rawPayload)).toBe(picture.sha256);
  });

  it.each(['image/jpeg', 'image/png', 'image/webp'] as const)('I16: one part of %s comes back byte for byte', async (type) => {
    const picture = pictureOf(5000, type);
    expect((await upload(office, manager.cookie, picture)).receipt?.sha256).toBe(picture.sha256);
    const seen = await look(office, manager.cookie, picture.sha256);
    expect(seen.headers['content-type']).toBe(type);
    expect(seen.rawPayload.equals(picture.content)).toBe(true);
  });

  it('I16: the largest picture there may be arrives, a larger one is not begun', async () => {
    const picture = pictureOf(ATTACHMENT_BYTES_LIMIT);
    expect((await upload(office, manager.cookie, picture)).receipt?.bytes).toBe(ATTACHMENT_BYTES_LIMIT);
    const larger = await begin(office, manager.cookie, { ...pictureOf(100), bytes: ATTACHMENT_BYTES_LIMIT + 1 });
    expect([larger.statusCode, larger.json()]).toMatchObject([422, { error: 'notValid' }]);
    const other = await begin(office, manager.cookie, { ...pictureOf(100), type: 'image/svg+xml' as 'image/png' });
    expect(other.statusCode).toBe(422);
  });

  it('F10 F14: an upload goes on where it was, whichever part it was cut off after', async () => {
    const picture = pictureOf(CHUNK_BYTES * 3 + 10);
    const parts = chunksOf(picture);
    for (let cut = 0; cut < parts.length; cut += 1) {
      expect((await begin(office, manager.cookie, picture)).json()).toMatchObject({ offset: cut * CHUNK_BYTES });
      await bring(office, manager.cookie, picture.sha256, parts[cut] ?? { offset: 0, content: Buffer.alloc(0) });
      await startAgain();
    }
    expect((await begin(office, manager.cookie, picture)).json()).toMatchObject({ offset: picture.bytes, receipt: { sha256: picture.sha256 } });
    expect((await look(office, manager.cookie, picture.sha256)).rawPayload.equals(picture.content)).toBe(true);
  });

  it('F25: of a corrupt part nothing is kept, and the right one is then taken', async () => {
    const picture = pictureOf();
    const [first, second] = chunksOf(picture);
    if (!first || !second) throw new Error('too few parts');
    await begin(office, manager.cookie, picture);
    await bring(office, manager.cookie, picture.sha256, first);
    const corrupt = Buffer.from(second.content);
    corrupt.writeUInt8(corrupt.readUInt8(7) ^ 1, 7);
    const asked = nonce();
    const reply = await bring(office, manager.cookie, picture.sha256, { ...second, content: corrupt }, { 'upload-checksum': checksumOf(second.content), 'x-nonce': asked });
    expect([reply.statusCode, isSyncReply(reply), reply.json()]).toEqual([422, true, { error: 'broken', nonce: asked }]);
    expect([await chunkRows(), await offsetOf(picture.sha256)]).toEqual([1, String(CHUNK_BYTES)]);
    expect((await upload(office, manager.cookie, picture)).receipt?.sha256).toBe(picture.sha256);
  });

  it('F25: parts out of order and parts past the end are not taken', async () => {
    const picture = pictureOf();
    const [first, second, third] = chunksOf(picture);
    if (!first || !second || !third) throw new Error('too few parts');
    await begin(office, manager.cookie, picture);
    const early = await bring(office, manager.cookie, picture.sha256, second);
    expect([early.statusCode, early.headers['upload-offset'], isSyncReply(early)]).toEqual([409, '0', true]);
    expect(early.json()).toMatchObject({ error: 'wrongOffset' });
    await bring(office, manager.cookie, picture.sha256, first);
    await bring(office, manager.cookie, picture.sha256, second);
    const long = await bring(office, manager.cookie, picture.sha256, { offset: third.offset, content: Buffer.concat([third.content, Buffer.from('x')]) });
    expect([long.statusCode, long.json()]).toMatchObject([422, { error: 'notValid' }]);
    const large = await bring(office, manager.cookie, picture.sha256, { offset: third.offset, content: Buffer.alloc(CHUNK_BYTES + 1) });
    expect([large.statusCode, large.json()]).toMatchObject([413, { error: 'tooBig' }]);
    expect(await offsetOf(picture.sha256)).toBe(String(third.offset));
    expect((await bring(office, manager.cookie, picture.sha256, third)).json()).toMatchObject({ receipt: { sha256: picture.sha256 } });
  });

  it('F25: a part without its place, its checksum or its nonce is not taken', async () => {
    const picture = pictureOf(500);
    const [part] = chunksOf(picture);
    if (!part) throw new Error('no part');
    await begin(office, manager.cookie, picture);
    for (const header of ['upload-offset', 'upload-checksum', 'x-nonce', 'content-type']) {
      const reply = await bring(office, manager.cookie, picture.sha256, part, { [header]: header === 'content-type' ? SYNC_TYPE : 'nonsense' });
      expect([header, reply.statusCode]).toEqual([header, 422]);
    }
    expect((await bring(office, manager.cookie, picture.sha256, { ...part, content: Buffer.alloc(0) })).statusCode).toBe(422);
    expect(await offsetOf(picture.sha256)).toBe('0');
  });

  it('I16 F25: bytes that are not what was announced are dropped whole, and the upload starts at nought', async () => {
    const picture = pictureOf();
    const forged = { ...picture, content: pictureOf().content };
    await begin(office, manager.cookie, picture);
    const replies = [];
    for (const chunk of chunksOf(forged)) replies.push(await bring(office, manager.cookie, picture.sha256, chunk));
    expect(replies.map((reply) => reply.statusCode)).toEqual([200, 200, 422]);
    expect(replies.at(-1)?.json()).toMatchObject({ error: 'broken' });
    expect(await chunkRows()).toBe(0);
    expect((await begin(office, manager.cookie, picture)).json()).not.toHaveProperty('receipt');
    expect(await offsetOf(picture.sha256)).toBe('0');
    expect((await upload(office, manager.cookie, picture)).receipt?.sha256).toBe(picture.sha256);
  });

  it('I16: bytes that are no picture of their type never get a receipt', async () => {
    const content = Buffer.from('<html><script>alert(1)</script></html>');
    for (const type of ['image/jpeg', 'image/png', 'image/webp'] as const) {
      const picture = { sha256: idOf(content), bytes: content.length, type, content };
      await begin(office, manager.cookie, picture);
      const [chunk] = chunksOf(picture);
      const reply = await bring(office, manager.cookie, picture.sha256, chunk ?? { offset: 0, content });
      expect([reply.statusCode, reply.json()]).toMatchObject([422, { error: 'broken' }]);
    }
    expect(await chunkRows()).toBe(0);
  });

  it('F2: a part whose answer was lost is not taken twice, and the receipt can be asked for again', async () => {
    const picture = pictureOf(CHUNK_BYTES + 10);
    const parts = chunksOf(picture);
    const receipt = (await upload(office, manager.cookie, picture)).receipt;
    const last = parts.at(-1);
    if (!last) throw new Error('no part');
    const again = await bring(office, manager.cookie, picture.sha256, last);
    expect([again.statusCode, again.headers['upload-offset']]).toEqual([409, String(picture.bytes)]);
    office.pass(60_000);
    for (let round = 0; round < 2; round += 1) expect((await begin(office, manager.cookie, picture)).json()).toMatchObject({ offset: picture.bytes, receipt });
    expect(await chunkRows()).toBe(parts.length);
  });

  it('F3: over a real line, of a part that is cut off on its way nothing is kept, and the phone asks where to go on', async () => {
    const picture = pictureOf();
    const [first, second] = chunksOf(picture);
    if (!first || !second) throw new Error('too few parts');
    const origin = await office.app.listen({ port: 0, host: '127.0.0.1' });
    await begin(office, manager.cookie, picture);
    await bring(office, manager.cookie, picture.sha256, first);
    const lines = [
      `PATCH /attachments/${picture.sha256} HTTP/1.1`,
      `host: ${new URL(origin).host}`,
      ...Object.entries({ ...OWN_HEADERS, cookie: manager.cookie, 'content-type': CHUNK_TYPE, 'content-length': second.content.length }).map(
        ([name, value]) => `${name}: ${value}`,
      ),
      `upload-offset: ${second.offset}`,
      `upload-checksum: ${checksumOf(second.content)}`,
      `x-nonce: ${nonce()}`,
    ];
    const line = connect(Number(new URL(origin).port), '127.0.0.1');
    line.on('error', () => undefined);
    await once(line, 'connect');
    await new Promise((resolve) => line.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), second.content.subarray(0, 1000)]), resolve));
    line.destroy();
    const asked = nonce();
    const head = await fetch(`${origin}/attachments/${picture.sha256}`, { method: 'HEAD', headers: { cookie: manager.cookie, 'x-nonce': asked } });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(Object.fromEntries(head.headers)).toMatchObject({ 'upload-offset': String(CHUNK_BYTES), 'upload-length': String(picture.bytes), 'x-nonce': asked });
    const lost = await fetch(`${origin}/attachments/${picture.sha256}`, { method: 'HEAD', headers: { 'x-nonce': asked } });
    expect([lost.status, lost.headers.get('x-nonce'), lost.headers.get('upload-offset')]).toEqual([401, asked, null]);
    expect((await upload(office, manager.cookie, picture)).receipt?.sha256).toBe(picture.sha256);
  });

  it('F4: of the same part sent twice at once, one is taken', async () => {
    const picture = pictureOf();
    await Promise.all([begin(office, manager.cookie, picture), begin(office, manager.cookie, picture)]);
    for (const chunk of chunksOf(picture)) {
      const replies = await Promise.all([1, 2, 3].map(() => bring(office, manager.cookie, picture.sha256, chunk)));
      expect(replies.map((reply) => reply.statusCode).sort()).toEqual([200, 409, 409]);
    }
    expect((await look(office, manager.cookie, picture.sha256)).rawPayload.equals(picture.content)).toBe(true);
  });

  it('the same id announced as something else is turned away', async () => {
    const picture = pictureOf(500);
    await begin(office, manager.cookie, picture);
    for (const other of [
      { ...picture, bytes: 501 },
      { ...picture, type: 'image/png' as const },
    ]) {
      const reply = await begin(office, manager.cookie, other);
      expect([reply.statusCode, reply.json()]).toMatchObject([422, { error: 'notValid' }]);
    }
  });

  it('F23: pictures come in with the sign-in that can only deliver, and are shown only to a full one', async () => {
    const picture = pictureOf(500);
    const delivery = `__Host-post=${await startSession(office.records.db, manager.personId, 'delivery', office.now.toISOString())}`;
    expect((await upload(office, delivery, picture)).receipt?.sha256).toBe(picture.sha256);
    expect((await look(office, delivery, picture.sha256)).statusCode).toBe(401);
    const asked = nonce();
    const stranger = await bring(office, '', picture.sha256, { offset: 0, content: picture.content }, { 'x-nonce': asked });
    expect([stranger.statusCode, stranger.json()]).toEqual([401, { error: 'signIn', nonce: asked }]);
    const foreign = await office.app.inject({
      method: 'PATCH',
      url: `/attachments/${picture.sha256}`,
      headers: { ...OWN_HEADERS, 'sec-fetch-site': 'cross-site', cookie: delivery },
    });
    expect(foreign.statusCode).toBe(403);
  });

  it('another person can neither see, go on with nor learn of an upload', async () => {
    const picture = pictureOf();
    const [first] = chunksOf(picture);
    if (!first) throw new Error('no part');
    await begin(office, manager.cookie, picture);
    await bring(office, manager.cookie, picture.sha256, first);
    for (const method of ['GET', 'HEAD'] as const) {
      const theirs = await look(office, carer.cookie, picture.sha256, method);
      const none = await look(office, carer.cookie, pictureOf(100).sha256, method);
      const noId = await look(office, carer.cookie, 'x', method);
      expect(theirs.statusCode).toBe(404);
      expect([theirs.body, theirs.headers['upload-offset'], theirs.headers['upload-length']]).toEqual([none.body, undefined, undefined]);
      expect([noId.statusCode, noId.body]).toEqual([404, none.body]);
    }
    const next = await bring(office, carer.cookie, picture.sha256, first);
    expect([next.statusCode, next.json()]).toMatchObject([404, { error: 'notFound' }]);
    expect((await begin(office, carer.cookie, picture)).json()).toMatchObject({ offset: 0 });
    expect((await begin(office, carer.cookie, { ...picture, type: 'image/png' })).statusCode).toBe(422);
    expect(await offsetOf(picture.sha256)).toBe(String(CHUNK_BYTES));
  });

  it('the size of what waits here is bounded for each person, and counts anew once it is cleared away', async () => {
    const many = LOOSE_BYTES_LIMIT / ATTACHMENT_BYTES_LIMIT;
    const announced = Array.from({ length: many }, () => ({ ...pictureOf(100), bytes: ATTACHMENT_BYTES_LIMIT }));
    for (const picture of announced) expect((await begin(office, manager.cookie, picture)).statusCode).toBe(200);
    const more = pictureOf(500);
    const reply = await begin(office, manager.cookie, more);
    expect([reply.statusCode, reply.json()]).toMatchObject([413, { error: 'tooBig' }]);
    expect((await upload(office, carer.cookie, more)).receipt?.sha256).toBe(more.sha256);
    expect((await begin(office, manager.cookie, announced[0] ?? more)).statusCode).toBe(200);
    office.pass(ATTACHMENT_LASTS_MS + 1);
    expect(await clearAttachments(office.records, office.now.toISOString())).toBe(many + 1);
    const again = await office.phone(manager.personId);
    expect((await begin(office, again.cookie, more)).statusCode).toBe(200);
  });

  it('a picture is handed out so that a browser can only look at it', async () => {
    const picture = pictureOf(500, 'image/png');
    await upload(office, manager.cookie, picture);
    const { headers } = await look(office, manager.cookie, picture.sha256);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-disposition']).toMatch(/^inline; filename="picture-[\w-]{8}\.png"$/);
  });

  it('no log line names a picture or a person', async () => {
    const picture = pictureOf(500);
    await manager.send(signedWith(manager, carer.personId, [picture]));
    await upload(office, manager.cookie, picture);
    expect(office.logs.join('\n')).toContain('/attachments/:sha256');
    expect(office.logs.join('\n')).not.toMatch(new RegExp(`${picture.sha256}|${carer.personId}|${manager.personId}`));
  });
});
