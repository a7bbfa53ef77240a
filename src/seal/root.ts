import type { Bytes } from './bytes.ts';
import { freshPair, pairOfScalar, pointOf, scalarOf } from './hpke.ts';
import type { Signer } from './signed.ts';
import { signingPairOf } from './signed.ts';

/**
 * A regional root. Its private half is shown once, to be written down and kept offline in two places: it is
 * neither stored nor sent. Sixteen groups of four.
 */
export async function freshRoot(): Promise<{ pub: string; paper: string }> {
  const pair = await freshPair(true);
  return { pub: await pointOf(pair), paper: onPaper(await scalarOf(pair)) };
}

/** From what was written down, for as long as something is signed. Null when it is not the private half of this root. */
export async function rootFromPaper(paper: string, pub: string): Promise<Omit<Signer, 'k'> | null> {
  const digits = paper.toLowerCase().replaceAll(/[^0-9a-f]/g, '');
  const scalar = digits.length === 64 ? Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) : null;
  if (!scalar || !(await pairOfScalar(scalar, pub))) return null;
  const { privateKey } = await signingPairOf(scalar, pub);
  return { privateKey, pub };
}

const onPaper = (scalar: Bytes) =>
  (
    Array.from(scalar, (byte) => byte.toString(16).padStart(2, '0'))
      .join('')
      .match(/.{4}/g) ?? []
  ).join(' ');
