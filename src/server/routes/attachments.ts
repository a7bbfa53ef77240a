import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { AttachmentDown } from '../../shared/wire/attachment.ts';
import { attachmentUpSchema, CHUNK_BYTES, CHUNK_TYPE, sha256Schema } from '../../shared/wire/attachment.ts';
import { nonceSchema } from '../../shared/wire/nonce.ts';
import { SYNC_TYPE } from '../../shared/wire/version.ts';
import type { Office } from '../app.ts';
import { sessionOf } from '../guard.ts';
import { addChunk, beginUpload, findUpload, readAttachment } from '../records/attachments.ts';
import { turnAway } from '../turn-away.ts';
import { parse, sayPerson } from './sync.ts';

/** A picture opened by itself is a document: it may do nothing, whatever is in it. */
const PICTURE_POLICY = "sandbox; default-src 'none'";
const ENDINGS = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const;

const chunkHeadersSchema = z.object({
  'x-nonce': nonceSchema,
  'upload-offset': z.string().check(z.regex(/^\d{1,9}$/)),
  'upload-checksum': z.string().check(z.regex(/^sha-256 [A-Za-z0-9+/]{43}=$/)),
});

/** An id that can name nothing is as unknown as one that names nothing here. */
function sha256Of(request: FastifyRequest): string {
  const parsed = z.safeParse(sha256Schema, (request.params as { sha256: string }).sha256);
  if (!parsed.success) throw turnAway('notFound');
  return parsed.data;
}

/** Uploads in chunks, tus-shaped. Where the routes of sync are, for their content type and headers. */
export function addAttachmentRoutes(app: FastifyInstance, { db, now, guard }: Office): void {
  app.addContentTypeParser(CHUNK_TYPE, { parseAs: 'buffer', bodyLimit: CHUNK_BYTES }, async (_request: FastifyRequest, body: Buffer) => body);
  const bringing = { onRequest: guard.lookForDelivery, preHandler: guard.require };
  const send = (reply: FastifyReply, message: AttachmentDown) => reply.type(SYNC_TYPE).send(JSON.stringify(message));

  app.post('/attachments', bringing, async (request, reply) => {
    const { personId } = sessionOf(request);
    sayPerson(reply, personId);
    const { nonce, ...attachment } = parse(attachmentUpSchema, request.body);
    const begun = await beginUpload(db, personId, attachment, now().toISOString());
    if (begun.is !== 'begun') throw turnAway(begun.is === 'full' ? 'tooBig' : 'notValid');
    return send(reply, { nonce, ...begun.progress });
  });

  app.patch('/attachments/:sha256', bringing, async (request, reply) => {
    const { personId } = sessionOf(request);
    sayPerson(reply, personId);
    const { 'x-nonce': nonce, 'upload-offset': offset, 'upload-checksum': checksum } = parse(chunkHeadersSchema, request.headers);
    // Packed bytes would be kept as if they were the picture's own.
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw turnAway('notValid');
    const content = request.body;
    if (!Buffer.isBuffer(content) || content.length === 0) throw turnAway('notValid');
    if (createHash('sha256').update(content).digest('base64') !== checksum.slice('sha-256 '.length)) throw turnAway('broken');
    const taken = await addChunk(db, personId, { sha256: sha256Of(request), offset: Number(offset), content }, now().toISOString());
    switch (taken.is) {
      case 'taken':
        return send(reply, { nonce, ...taken.progress });
      case 'wrongOffset':
        reply.header('upload-offset', String(taken.offset));
        throw turnAway('wrongOffset');
      case 'missing':
        throw turnAway('notFound');
      case 'tooLong':
        throw turnAway('notValid');
      case 'broken':
        throw turnAway('broken');
    }
  });

  // A reply to HEAD has no body to carry the nonce in.
  const echoNonce = async (request: FastifyRequest, reply: FastifyReply) => {
    const nonce = z.safeParse(nonceSchema, request.headers['x-nonce']);
    if (nonce.success) reply.header('x-nonce', nonce.data);
  };
  app.head('/attachments/:sha256', { onRequest: [echoNonce, guard.lookForDelivery], preHandler: guard.require }, async (request, reply) => {
    const { personId } = sessionOf(request);
    sayPerson(reply, personId);
    const upload = await findUpload(db.db, personId, sha256Of(request));
    if (!upload) throw turnAway('notFound');
    return reply.header('upload-offset', String(upload.offset)).header('upload-length', String(upload.bytes)).type(SYNC_TYPE).send();
  });

  app.get('/attachments/:sha256', { exposeHeadRoute: false, onRequest: guard.look, preHandler: guard.require }, async (request, reply) => {
    const { personId } = sessionOf(request);
    sayPerson(reply, personId);
    const sha256 = sha256Of(request);
    const found = await readAttachment(db.db, personId, sha256, now().toISOString());
    if (!found) throw turnAway('notFound');
    return reply
      .header('cache-control', 'private, no-store')
      .header('content-security-policy', PICTURE_POLICY)
      .header('content-disposition', `inline; filename="picture-${sha256.slice(0, 8)}.${ENDINGS[found.type]}"`)
      .type(found.type)
      .send(found.content);
  });
}
