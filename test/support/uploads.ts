import { createHash, randomBytes } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import type { Attachment, AttachmentDown } from '../../src/shared/wire/attachment.ts';
import { CHUNK_BYTES, CHUNK_TYPE } from '../../src/shared/wire/attachment.ts';
import type { Fact } from '../../src/shared/wire/fact.ts';
import { SYNC_TYPE } from '../../src/shared/wire/version.ts';
import type { Office, Phone } from './server.ts';
import { newId, nonce, OWN_HEADERS } from './server.ts';

export type Picture = Attachment & { content: Buffer };

const STARTS = {
  'image/jpeg': Buffer.of(0xff, 0xd8, 0xff, 0xe0),
  'image/png': Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  'image/webp': Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(4), Buffer.from('WEBP')]),
};

export function idOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('base64url');
}

/** Bytes that begin as a picture of this type does; the rest is noise. */
export function pictureOf(bytes = CHUNK_BYTES * 2 + 1000, type: Attachment['type'] = 'image/jpeg'): Picture {
  const start = STARTS[type];
  const content = Buffer.concat([start, randomBytes(bytes - start.length)]);
  return { sha256: idOf(content), bytes, type, content };
}

export function chunksOf(picture: Picture, size = CHUNK_BYTES): { offset: number; content: Buffer }[] {
  const chunks = [];
  for (let offset = 0; offset < picture.bytes; offset += size) chunks.push({ offset, content: picture.content.subarray(offset, offset + size) });
  return chunks;
}

export function begin(office: Office, cookie: string, { sha256, bytes, type }: Attachment): Promise<LightMyRequestResponse> {
  return office.sync('/attachments', { nonce: nonce(), sha256, bytes, type }, cookie);
}

export function bring(
  office: Office,
  cookie: string,
  sha256: string,
  { offset, content }: { offset: number; content: Buffer },
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> {
  return office.app.inject({
    method: 'PATCH',
    url: `/attachments/${sha256}`,
    payload: content,
    headers: { ...OWN_HEADERS, cookie, 'content-type': CHUNK_TYPE, 'upload-offset': String(offset), 'upload-checksum': checksumOf(content), 'x-nonce': nonce(), ...headers },
  });
}

export function look(office: Office, cookie: string, sha256: string, method: 'GET' | 'HEAD' = 'GET', headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
  return office.app.inject({ method, url: `/attachments/${sha256}`, headers: { cookie, ...headers } });
}

/** A phone believes no reply of another type. */
export function isSyncReply(reply: LightMyRequestResponse): boolean {
  return String(reply.headers['content-type']).startsWith(SYNC_TYPE);
}

export function checksumOf(content: Buffer): string {
  return `sha-256 ${createHash('sha256').update(content).digest('base64')}`;
}

/** Begins where the server says and brings all that is left, as a phone does. */
export async function upload(office: Office, cookie: string, picture: Picture): Promise<AttachmentDown> {
  const begun = await begin(office, cookie, picture);
  let down = begun.json() as AttachmentDown;
  for (const chunk of chunksOf(picture)) {
    if (chunk.offset < down.offset) continue;
    const reply = await bring(office, cookie, picture.sha256, chunk);
    if (reply.statusCode !== 200 || !isSyncReply(reply)) throw new Error(`a chunk was answered ${reply.statusCode} ${reply.body}`);
    down = reply.json() as AttachmentDown;
  }
  return down;
}

/** A sign-off with pictures, as version 2 of its body writes them. */
export function signedWith(assessor: Phone, personId: string, pictures: readonly Attachment[], deps = pictures.map(({ sha256 }) => ({ attachment: sha256 }))): Fact {
  const signOffId = newId();
  const evidence = pictures.map(({ sha256, bytes, type }) => ({ sha256, bytes, type }));
  const body = { signOffId, personId, courseId: 'T1', practicalId: 'T1-P1', met: true, note: '', evidence };
  return assessor.fact('training.practice.signed', signOffId, body, { v: 2, deps });
}
