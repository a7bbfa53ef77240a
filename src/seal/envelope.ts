import { decode, encode } from 'cborg';
import { canonicalJson } from '../shared/basics/canonical.ts';
import type { Addressee, Envelope, Header, Sealed } from '../shared/voice/envelope.ts';
import { bucketOf, SUITE, TAG_BYTES } from '../shared/voice/sizes.ts';
import type { SealedBody } from '../shared/voice/sealed-body.ts';
import type { Attachable } from './attachments.ts';
import { sealAttachment } from './attachments.ts';
import type { Bytes } from './bytes.ts';
import { aesKey, aesOpen, aesSeal, b64, bytesOf, chance, isSame, joined, sha256, sureBytes, uint32, utf8 } from './bytes.ts';
import type { Pair } from './hpke.ts';
import { hpkeOpen, hpkeSeal } from './hpke.ts';
import type { OpenFault, SealedChunks } from './keeper.ts';

const COMMIT = utf8('voice/v1/commit');
const slotInfo = ({ a, e }: Addressee) => `voice/v1/cek|${a}|${e}`;

/** Over the ceiling even without padding: it must be made shorter. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}

type BodyToSeal<Body> = Body extends { attachments?: unknown } ? Omit<Body, 'attachments'> : Body;
export type ToSeal = {
  header: Pick<Header, 'mbox' | 'unit' | 'safety' | 'cat'>;
  body: BodyToSeal<SealedBody>;
  attachments?: readonly Attachable[];
  to: readonly { a: string; e: number; pub: string }[];
};

/**
 * One envelope, version 1. Every key and id in it is new.
 * @throws TooLong; or when a public key is not a point of the curve.
 */
export async function sealEnvelope({
  header: given,
  body,
  attachments = [],
  to,
}: ToSeal): Promise<{ envelope: Sealed<Envelope>; id: string; secret: Bytes; chunks: SealedChunks[] }> {
  const secret = chance(32);
  const id = b64(chance(16));
  const header: Header = {
    v: 1,
    suite: SUITE,
    id,
    mbox: given.mbox,
    aud: to.map(({ a, e }) => ({ a, e })),
    unit: given.unit,
    safety: given.safety,
    ...(given.cat ? { cat: given.cat } : {}),
    commit: b64(await sha256(COMMIT, secret)),
  };
  const headerBytes = utf8(canonicalJson(header));
  const chunks = await Promise.all(attachments.map((attachment) => sealAttachment(secret, attachment)));
  const packed = encode(chunks.length > 0 ? { ...body, attachments: chunks.map(({ attachment }) => attachment) } : body, { ignoreUndefinedProperties: true });
  const iv = chance(12);
  const sealedBody = await aesSeal(await aesKey(secret), iv, padded(packed), headerBytes);
  const aad = await slotAad(headerBytes, iv, sealedBody);
  const slots = await Promise.all(to.map(async (party) => [party.a, await sealSlot(party, secret, aad)] as const));
  const envelope: Envelope = { header: b64(headerBytes), iv: b64(iv), body: b64(sealedBody), slots: Object.fromEntries(slots) };
  return { envelope: envelope as Sealed<Envelope>, id, secret, chunks };
}

/** Its length in four bytes, then zeros up to the bucket: length tells nothing. */
function padded(packed: Uint8Array): Bytes {
  const size = bucketOf(packed.length + 4);
  if (size === null) throw new TooLong('over the ceiling of 64 KiB');
  const whole = new Uint8Array(size);
  whole.set(uint32(packed.length));
  whole.set(packed, 4);
  return whole;
}

function unpadded(whole: Bytes): Bytes | null {
  if (whole.length < 4 || bucketOf(whole.length) !== whole.length) return null;
  const length = new DataView(whole.buffer, whole.byteOffset, 4).getUint32(0);
  if (length > whole.length - 4) return null;
  return whole.subarray(4 + length).every((byte) => byte === 0) ? whole.subarray(4, 4 + length) : null;
}

const slotAad = async (header: Uint8Array, iv: Uint8Array, body: Uint8Array) => joined(header, await sha256(iv, body));

async function sealSlot(party: { a: string; e: number; pub: string }, secret: Uint8Array, aad: Uint8Array): Promise<string> {
  const { enc, ct } = await hpkeSeal(sureBytes(party.pub), secret, slotInfo(party), aad);
  return `${b64(enc)}.${b64(ct)}`;
}

/** The content key of an opened envelope for one more audience. It fits this envelope and no other. */
export async function addSlot(envelope: Envelope, secret: Uint8Array, party: { a: string; e: number; pub: string }): Promise<string> {
  return sealSlot(party, secret, await slotAad(sureBytes(envelope.header), sureBytes(envelope.iv), sureBytes(envelope.body)));
}

export type OpenedBody = { ok: true; body: SealedBody; header: Header; secret: Bytes } | { ok: false; why: OpenFault };
const no = (why: OpenFault): { ok: false; why: OpenFault } => ({ ok: false, why });

/**
 * The checks of the security reference, section 5, in their order. Never throws, whatever it is given.
 * @param sharedSlot from a share record that was verified; else the envelope's own slot is opened.
 */
export async function openEnvelope(given: unknown, as: Addressee, pair: Pair, sharedSlot: string | null = null): Promise<OpenedBody> {
  const { readEnvelope, readBody } = await import('./shapes.ts');
  const read = readEnvelope(given);
  if (!read) return no('notWellFormed');
  const { header, headerBytes, envelope } = read;
  const isAddressed = header.aud.some(({ a, e }) => a === as.a && e === as.e);
  const slot = sharedSlot ?? (isAddressed ? envelope.slots[as.a] : undefined);
  if (!slot) return no('notAddressed');
  const iv = bytesOf(envelope.iv);
  const sealed = bytesOf(envelope.body);
  const [enc, ct] = slot.split('.').map(bytesOf);
  if (!iv || !sealed || !enc || !ct) return no('notWellFormed');
  const secret = await hpkeOpen(pair, enc, ct, slotInfo(as), await slotAad(headerBytes, iv, sealed));
  if (secret?.length !== 32) return no('slot');
  if (!isSame(await sha256(COMMIT, secret), sureBytes(header.commit))) return no('commit');
  if (sealed.length <= TAG_BYTES) return no('body');
  const whole = await aesOpen(await aesKey(secret), iv, sealed, headerBytes);
  if (!whole) return no('body');
  const packed = unpadded(whole);
  if (!packed) return no('length');
  const body = readBody(unpack(packed));
  return body ? { ok: true, body, header, secret } : no('shape');
}

/** Undefined when it is not one CBOR value of plain maps, lists, texts, bytes and whole numbers. */
function unpack(packed: Uint8Array): unknown {
  try {
    return decode(packed, { strict: true, allowIndefinite: false, allowUndefined: false, allowBigInt: false, allowNaN: false, allowInfinity: false, rejectDuplicateMapKeys: true });
  } catch {
    return undefined;
  }
}
