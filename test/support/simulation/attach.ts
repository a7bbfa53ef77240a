import { createHash } from 'node:crypto';
import type { Records } from '../../../src/server/records/database.ts';
import { parse } from '../../../src/server/routes/sync.ts';
import { turnAway } from '../../../src/server/turn-away.ts';
import { attachmentUpSchema } from '../../../src/shared/wire/attachment.ts';
import type { AttachmentDown } from '../../../src/shared/wire/attachment.ts';
import type { Clerk } from './clerk.ts';
import type { Asked } from './server.ts';

type Bringing = { asked: Asked; message: unknown; personId: string; now: string };

const PART = '/attachments/';

/** What `routes/attachments.ts` does, without the wire. @throws what turns the request away. */
export async function attach(clerk: Clerk, records: Records, { asked, message, personId, now }: Bringing): Promise<AttachmentDown> {
  if (!asked.path.startsWith(PART)) {
    const { nonce, ...attachment } = parse(attachmentUpSchema, message);
    const begun = await clerk.beginUpload(records, personId, attachment, now);
    if (begun.is !== 'begun') throw turnAway(begun.is === 'full' ? 'tooBig' : 'notValid');
    return { nonce, ...begun.progress };
  }
  const { 'x-nonce': nonce = '', 'upload-offset': offset, 'upload-checksum': checksum } = asked.headers;
  const content = Buffer.from(asked.bytes);
  if (content.length === 0) throw turnAway('notValid');
  if (`sha-256 ${createHash('sha256').update(content).digest('base64')}` !== checksum) throw turnAway('broken');
  const taken = await clerk.addChunk(records, personId, { sha256: asked.path.slice(PART.length), offset: Number(offset), content }, now);
  switch (taken.is) {
    case 'taken':
      return { nonce, ...taken.progress };
    case 'wrongOffset':
      throw turnAway('wrongOffset');
    case 'missing':
      throw turnAway('notFound');
    case 'tooLong':
      throw turnAway('notValid');
    case 'broken':
      throw turnAway('broken');
  }
}
