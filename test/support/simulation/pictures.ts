import { createHash } from 'node:crypto';
import type { Draft, NewAttachment } from '../../../src/store/cabinet.ts';
import type { AttachmentRow, ChunkRow } from '../../../src/store/database.ts';
import type { Attachment } from '../../../src/shared/wire/attachment.ts';
import { rowsOnDisk } from './disk.ts';
import type { Phone } from './phones.ts';

/** What somebody attached, and the facts that name it. */
export type Picture = { owner: string; sha256: string; phone: number; factIds: Set<string> };

const JPEG = [0xff, 0xd8, 0xff];
const LEAST_BYTES = 20;
const MORE_BYTES = 90;

export const keyOf = (owner: string, sha256: string) => `${owner} ${sha256}`;

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

/** One or two, from one part to many. Every fourth kind is always the same picture. */
export function makePictures(choice: number, count: number): NewAttachment[] {
  const kinds = choice === 3 ? [0] : choice === 2 ? [count, count + 1] : [count];
  return kinds.map((kind) => {
    const bytes = new Uint8Array(LEAST_BYTES + (kind % 4) * MORE_BYTES).fill(kind % 251);
    bytes.set(JPEG);
    return { bytes, type: 'image/jpeg' };
  });
}

/** As the store names them in the body. */
export function evidenceOf({ attachments = [] }: Draft): Attachment[] {
  const evidence = attachments.map(({ bytes, type }): Attachment => ({ sha256: sha256Of(bytes), bytes: bytes.length, type }));
  return [...new Map(evidence.map((attachment) => [attachment.sha256, attachment])).values()];
}

export function picturesOn(phone: Phone): Map<string, AttachmentRow> {
  return new Map(rowsOnDisk<AttachmentRow>(phone.origin, 'attachments').map((row) => [keyOf(row.owner, row.sha256), row]));
}

/** The hash of what lies on the disk under each name. */
export function hashesOn(phone: Phone): Map<string, string> {
  const parts = new Map<string, ChunkRow[]>();
  for (const row of rowsOnDisk<ChunkRow>(phone.origin, 'attachmentChunks')) parts.set(row.sha256, [...(parts.get(row.sha256) ?? []), row]);
  return new Map([...parts].map(([sha256, rows]) => [sha256, sha256Of(Buffer.concat(rows.sort((one, other) => one.n - other.n).map((row) => row.content)))]));
}
