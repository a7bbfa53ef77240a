import { createPublicKey, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import { agreedText, observedText } from '../../src/shared/practice/signed-text.ts';
import type { Observation } from '../../src/shared/training/practice.ts';
import type { Bodies } from '../../src/shared/wire/kinds.ts';

/** The signing key of one phone, as a browser would hold it. */
export type PhoneKey = { keyId: string; publicKey: string; sign(text: string): string };

export function makeKey(keyId: string = randomUUID()): PhoneKey {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ format: 'jwk' }).x ?? '';
  return { keyId, publicKey, sign: (text) => sign(null, Buffer.from(text), pair.privateKey).toString('base64url') };
}

export function isSigned(publicKey: string, text: string, signature: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

/** An observation of a course that no test's library holds, so that its checklist is nobody's to count. */
export function observationOf(personId: string, assessorId: string, change: Partial<Observation> = {}): Observation {
  return {
    observationId: randomUUID(),
    personId,
    assessorId,
    courseId: 'T1',
    courseVersion: 7,
    practicalId: 'T1-P1',
    on: '2026-11-20',
    steps: ['met', 'met'],
    met: true,
    note: 'Calm and exact.',
    evidence: [],
    authorityOn: '2026-11-19',
    ...change,
  };
}

const named = ({ keyId, publicKey }: PhoneKey) => ({ keyId, publicKey });

export function observedBody(observation: Observation, assessor: PhoneKey): Bodies['training.practice.observed'] {
  return { observation, assessor: { ...named(assessor), signature: assessor.sign(observedText(observation)) } };
}

export function agreedBody(
  observation: Observation,
  assessor: PhoneKey,
  carer: PhoneKey,
  { agrees = true, comment = '' }: { agrees?: boolean; comment?: string } = {},
): Bodies['training.practice.agreed'] {
  const half = observedBody(observation, assessor);
  return { ...half, carer: { ...named(carer), signature: carer.sign(agreedText(observation, half.assessor, agrees, comment)), agrees, comment } };
}
