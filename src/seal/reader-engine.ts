import { canonicalJson } from '../shared/basics/canonical.ts';
import type { Directory } from '../shared/voice/directory.ts';
import type { Addressee } from '../shared/voice/envelope.ts';
import { THREAD_SLOT } from '../shared/voice/sizes.ts';
import type { KeptKey } from '../shared/wire/sealed.ts';
import { openAttachment } from './attachments.ts';
import type { Bytes } from './bytes.ts';
import { aesKey, aesOpen, aesSeal, b64, bytesOf, chance, hkdf, joined, sureBytes } from './bytes.ts';
import { deviceWords } from './card.ts';
import { addSlot, openEnvelope, sealEnvelope } from './envelope.ts';
import type { Pair } from './hpke.ts';
import { freshPair, hpkeOpen, hpkeSeal, POINT_BYTES, pairFrom, pairOfScalar, pointOf, scalarOf } from './hpke.ts';
import { readInvitation } from './invitation.ts';
import type { ReaderKeeper } from './keeper.ts';
import { isFromReader } from './reader-body.ts';
import { checkShare, signShare } from './share.ts';
import { freshSigningPair, maySpeak, sign, signedParts, signerOf, signingPairOf, signingPoint } from './signed.ts';

export type ReaderEngine = Omit<ReaderKeeper, 'lock' | 'isOpen'>;
type Device = { d: string; dk: CryptoKeyPair; dsk: CryptoKeyPair };
type Held = { device: Device; directory: Directory; keys: Map<string, { pair: Pair; kept: KeptKey }> };

const NOTHING = new Uint8Array(0);
const nameOf = ({ a, e }: Addressee) => `${a}|${e}`;
const keptInfo = (of: Addressee) => `hearth/v1/ak|${nameOf(of)}`;
const inviteInfo = (of: Addressee) => `hearth/v1/invite|${nameOf(of)}`;
const pointIn = (directory: Directory, { a, e }: Addressee) => directory.audiences.find((entry) => entry.a === a)?.epochs.find((entry) => entry.e === e)?.pub ?? null;

async function sealKey(scalar: Uint8Array, { a, e }: Addressee, device: { d: string; dk: string }): Promise<KeptKey> {
  const { enc, ct } = await hpkeSeal(sureBytes(device.dk), scalar, keptInfo({ a, e }), NOTHING);
  return { a, e, d: device.d, sealed: b64(joined(enc, ct)) };
}

async function openKey(kept: KeptKey, dk: CryptoKeyPair): Promise<Bytes | null> {
  const bytes = bytesOf(kept.sealed);
  return bytes && bytes.length > POINT_BYTES ? hpkeOpen(dk, bytes.subarray(0, POINT_BYTES), bytes.subarray(POINT_BYTES), keptInfo(kept), NOTHING) : null;
}

/** A reader's keys, and all that is done with them. */
export function makeReaderEngine(): ReaderEngine {
  let held: Held | null = null;

  function sure(): Held {
    if (!held) throw new Error('locked');
    return held;
  }
  const pairOf = (of: Addressee) => held?.keys.get(nameOf(of))?.pair ?? null;
  /** The private bytes of an audience key, for one more device. They are only ever sealed again. */
  async function scalarFor(of: Addressee): Promise<Bytes | null> {
    const entry = sure().keys.get(nameOf(of));
    return entry ? openKey(entry.kept, sure().device.dk) : null;
  }
  async function slotFor(id: string, as: Addressee, share: Parameters<ReaderEngine['open']>[2], directory: Directory): Promise<string | null> {
    const statement = share && (await checkShare(share, directory));
    return statement && statement.msg === id && statement.to.a === as.a && statement.to.e === as.e ? share.slot : null;
  }
  async function openAs(envelope: Parameters<ReaderEngine['open']>[0], as: Addressee, share: Parameters<ReaderEngine['open']>[2], directory: Directory) {
    const pair = pairOf(as);
    if (!pair) return { ok: false as const, why: 'notAddressed' as const };
    if (!share) return openEnvelope(envelope, as, pair);
    const { readEnvelope } = await import('./shapes.ts');
    const id = readEnvelope(envelope)?.header.id;
    const slot = id ? await slotFor(id, as, share, directory) : null;
    return slot ? openEnvelope(envelope, as, pair, slot) : { ok: false as const, why: 'notAddressed' as const };
  }
  async function listed(d: string, dk: CryptoKeyPair, dsk: CryptoKeyPair) {
    return { d, dk, dsk, dkPub: await pointOf(dk), dskPub: await signingPoint(dsk) };
  }

  return {
    makeDevice: async () => listed(b64(chance(16)), (await freshPair()) as CryptoKeyPair, await freshSigningPair()),

    async deviceOfSeed(seed) {
      const bytes = sureBytes(seed);
      const signing = await pairFrom(await hkdf(bytes, NOTHING, 'hearth/v1/demonstration/dsk', 32), true);
      const dk = await pairFrom(await hkdf(bytes, NOTHING, 'hearth/v1/demonstration/dk', 32));
      const d = b64(await hkdf(bytes, NOTHING, 'hearth/v1/demonstration/d', 16));
      return listed(d, dk as CryptoKeyPair, await signingPairOf(await scalarOf(signing), await pointOf(signing)));
    },

    async takeKeys(device, kept, directory) {
      const keys: Held['keys'] = new Map();
      const holds: Addressee[] = [];
      const wrong: Addressee[] = [];
      for (const key of kept.filter(({ d }) => d === device.d)) {
        const point = pointIn(directory, key);
        const scalar = await openKey(key, device.dk);
        const pair = point && scalar ? await pairOfScalar(scalar, point) : null;
        scalar?.fill(0);
        if (pair) keys.set(nameOf(key), { pair, kept: key });
        (pair ? holds : wrong).push({ a: key.a, e: key.e });
      }
      held = { device, directory, keys };
      return { held: holds, wrong };
    },

    async open(envelope, as, share, directory, tk) {
      const device = 'sig' in envelope ? await signerOf(envelope, directory) : null;
      if (typeof device === 'string') return { ok: false, why: device };
      const opened = await openAs(envelope, as, share, directory);
      if (!opened.ok) return opened;
      const { body } = opened;
      // What a reader says is signed by a device of that reader's audience; what is not signed cannot be a reader's.
      if (isFromReader(body) !== (device !== null)) return { ok: false, why: 'forged' };
      if (tk !== undefined && body.t === 'answer' && body.tk !== tk) return { ok: false, why: 'forged' };
      if (device && isFromReader(body) && !maySpeak(device, body.a, body.at)) return { ok: false, why: 'forged' };
      return { ...opened, body };
    },

    async answer(body, to, about, attachments) {
      const { device } = sure();
      const thread = to.tk === null ? [] : [{ a: THREAD_SLOT, e: 0, pub: to.tk }];
      const { envelope, chunks } = await sealEnvelope({ header: about, body, attachments, to: [...thread, ...to.audiences] });
      return { message: { ...envelope, cert: device.d, sig: await sign(device.dsk.privateKey, signedParts(envelope)) }, chunks };
    },

    async passOn(view, as, share, to, statement) {
      const { device, directory } = sure();
      const opened = await openAs(view, as, share, directory);
      if (!opened.ok) return null;
      const slot = await addSlot(view, opened.secret, to);
      return signShare({ d: device.d, key: device.dsk.privateKey }, { ...statement, msg: opened.header.id, from: { a: as.a, e: as.e }, to: { a: to.a, e: to.e } }, slot);
    },

    openChunks: (attachment, secret, chunks) => openAttachment(attachment, secret, chunks),

    async newEpoch(a, e, devices) {
      const pair = await freshPair(true);
      const scalar = await scalarOf(pair);
      const keys = await Promise.all(devices.map((device) => sealKey(scalar, { a, e }, device)));
      scalar.fill(0);
      return { pub: await pointOf(pair), keys };
    },

    async sealKeyTo(of, device) {
      const scalar = await scalarFor(of);
      return scalar && sealKey(scalar, of, device);
    },

    async invite({ a, e }, invitee, exp) {
      const scalar = await scalarFor({ a, e });
      if (!scalar) return null;
      const secret = chance(16);
      const id = chance(16);
      const iv = chance(12);
      const meta = new TextEncoder().encode(canonicalJson({ v: 1, id: b64(id), a, e, invitee, exp, by: sure().device.d }));
      const wrapped = await aesSeal(await aesKey(await hkdf(secret, id, inviteInfo({ a, e }), 32)), iv, scalar, meta);
      return { invitation: { id: b64(id), meta: b64(meta), iv: b64(iv), wrapped: b64(wrapped) }, secret: b64(secret) };
    },

    async accept(invitation, secret, directory) {
      const read = readInvitation(invitation);
      const key = bytesOf(secret);
      if (!read || key?.length !== 16) return null;
      const of = { a: read.meta.a, e: read.meta.e };
      const scalar = await aesOpen(await aesKey(await hkdf(key, read.id, inviteInfo(of), 32)), read.iv, read.wrapped, read.metaBytes);
      const point = pointIn(directory, of);
      if (!scalar || !point || !(await pairOfScalar(scalar, point))) return null;
      const { device } = sure();
      return sealKey(scalar, of, { d: device.d, dk: await pointOf(device.dk) });
    },

    deviceWords: (dk, dsk) => deviceWords(dk, dsk),
  };
}
