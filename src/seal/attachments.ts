import type { SealedAttachment } from '../shared/voice/sealed-body.ts';
import type { Bytes } from './bytes.ts';
import { aesKey, aesOpen, aesSeal, b64, bytesOf, chance, hkdf, isSame, joined, sha256, sureBytes } from './bytes.ts';
import type { SealedChunks } from './keeper.ts';

/** A voice note or a drawing before it is sealed. Pictures arrive redrawn: nothing but the picture is in them. */
export type Attachable = { kind: SealedAttachment['kind']; type: string; seconds?: number; bytes: Uint8Array };

const CHUNK = 65_536;
/** The last chunk is filled with zeros to a multiple of this, so that its length tells little. */
const FILL = 16_384;
const TAG = 16;
const NOTHING = new Uint8Array(0);

/** Each chunk has a key and an iv of its own, from its number and whether it is the last: none can be moved, left out or cut off. */
async function chunkKey(secret: Uint8Array, id: Uint8Array, n: number, isLast: boolean): Promise<{ key: CryptoKey; iv: Bytes }> {
  const bits = await hkdf(secret, id, `hearth/v1/chunk|${n}|${isLast ? 1 : 0}`, 44);
  return { key: await aesKey(bits.subarray(0, 32)), iv: bits.slice(32) };
}

export async function sealAttachment(secret: Uint8Array, { kind, type, seconds, bytes }: Attachable): Promise<SealedChunks> {
  const id = chance(16);
  const count = Math.max(1, Math.ceil(bytes.length / CHUNK));
  const chunks: Uint8Array[] = [];
  for (let n = 0; n < count; n += 1) {
    const isLast = n === count - 1;
    const part = bytes.subarray(n * CHUNK, (n + 1) * CHUNK);
    const { key, iv } = await chunkKey(secret, id, n, isLast);
    chunks.push(await aesSeal(key, iv, isLast ? joined(part, new Uint8Array((FILL - (part.length % FILL)) % FILL)) : part, NOTHING));
  }
  const attachment: SealedAttachment = { id: b64(id), kind, type, bytes: bytes.length, sha256: b64(await sha256(bytes)), ...(seconds === undefined ? {} : { seconds }) };
  return { attachment, chunks };
}

/** The open bytes, or null when a chunk is missing, moved, altered or too many. */
export async function openAttachment(attachment: SealedAttachment, secret: Uint8Array, chunks: readonly Uint8Array[]): Promise<Bytes | null> {
  const id = bytesOf(attachment.id);
  if (!id || chunks.length !== Math.max(1, Math.ceil(attachment.bytes / CHUNK))) return null;
  const parts: Bytes[] = [];
  for (const [n, chunk] of chunks.entries()) {
    if (chunk.length <= TAG || chunk.length > CHUNK + TAG) return null;
    const { key, iv } = await chunkKey(secret, id, n, n === chunks.length - 1);
    const part = await aesOpen(key, iv, chunk, NOTHING);
    if (!part) return null;
    parts.push(part);
  }
  const whole = joined(...parts);
  if (whole.length < attachment.bytes) return null;
  const open = whole.slice(0, attachment.bytes);
  return isSame(await sha256(open), sureBytes(attachment.sha256)) ? open : null;
}
