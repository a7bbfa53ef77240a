import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** Just enough CBOR (RFC 8949) for an attestation without a statement. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  const head = (major: number, length: number): Buffer => {
    if (length < 24) return Buffer.from([(major << 5) | length]);
    if (length < 256) return Buffer.from([(major << 5) | 24, length]);
    return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
  };
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, inner]) => [cbor(key), cbor(inner as Buffer)])]);
}

const USER_PRESENT = 1;
const USER_VERIFIED = 4;
const CREDENTIAL_INCLUDED = 64;

/** How a reply may be wrong, for tests of refusal. */
export type Flaw = { origin?: string; rpId?: string; challenge?: string; isUnverified?: boolean; isForged?: boolean };

/** A passkey in memory that answers as a phone's does. */
export function makeSoftPasskey(origin: string, rpId: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let counter = 0;

  const clientText = (type: string, challenge: string, flaw: Flaw) =>
    Buffer.from(JSON.stringify({ type, challenge: flaw.challenge ?? challenge, origin: flaw.origin ?? origin, crossOrigin: false }));
  const authenticatorBytes = (flags: number, flaw: Flaw, rest = Buffer.alloc(0)) => {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const given = flaw.isUnverified ? flags & ~USER_VERIFIED : flags;
    return Buffer.concat([
      createHash('sha256')
        .update(flaw.rpId ?? rpId)
        .digest(),
      Buffer.from([given]),
      count,
      rest,
    ]);
  };
  const reply = (response: Record<string, unknown>) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });

  return {
    register(challenge: string, flaw: Flaw = {}) {
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const key = new Map<number | string, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]);
      const length = Buffer.from([0, id.length]);
      const authData = authenticatorBytes(USER_PRESENT | USER_VERIFIED | CREDENTIAL_INCLUDED, flaw, Buffer.concat([Buffer.alloc(16), length, id, cbor(key)]));
      const attestation = cbor(
        new Map<number | string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      );
      return reply({
        clientDataJSON: clientText('webauthn.create', challenge, flaw).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      });
    },
    sign(challenge: string, flaw: Flaw = {}) {
      const client = clientText('webauthn.get', challenge, flaw);
      const authenticator = authenticatorBytes(USER_PRESENT | USER_VERIFIED, flaw);
      const signed = Buffer.concat([authenticator, createHash('sha256').update(client).digest()]);
      const signature = createSign('sha256')
        .update(flaw.isForged ? randomBytes(64) : signed)
        .sign(privateKey);
      return reply({ clientDataJSON: client.toString('base64url'), authenticatorData: authenticator.toString('base64url'), signature: signature.toString('base64url') });
    },
  };
}
