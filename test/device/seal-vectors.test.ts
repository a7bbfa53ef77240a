import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tryPrimitives } from '../support/seal/primitives.ts';
import { runVectors, type Vectors } from '../support/seal/vectors.ts';
import { runWycheproof, type Wycheproof } from '../support/seal/wycheproof.ts';

const vectors = JSON.parse(readFileSync(new URL('../fixtures/hpke-rfc9180.json', import.meta.url), 'utf8')) as Vectors;

describe('the published vectors of RFC 9180', () => {
  it('G1 every message of base mode with P-256 seals and opens to the published bytes in both libraries', async () => {
    const tallies = await runVectors(vectors);
    expect(tallies.filter(({ right, of }) => right !== of)).toEqual([]);
    // 6 and 2 and twice 257 messages, each sealed and opened; what they export, a derived key, and two altered ones each.
    expect(tallies.map(({ of }) => of)).toEqual([6 * 2 + 6 + 1 + 2, 2 * 2 + 2 + 2, 257 * 2 + 6 + 1 + 2, 257 * 2 + 6 + 1 + 2]);
  });
});

describe('what the lockbox leans on', () => {
  it('G2 C17 ends every case of Wycheproof as it must', async () => {
    const given = JSON.parse(readFileSync(new URL('../fixtures/wycheproof.json', import.meta.url), 'utf8')) as Wycheproof;
    expect(await runWycheproof(given)).toEqual({ of: 258, wrong: [] });
  });

  it('G2 gives the published numbers, and refuses what is altered, out of range or off the curve', async () => {
    const tried = await tryPrimitives();
    expect(Object.keys(tried).length).toBeGreaterThan(18);
    expect(Object.entries(tried).filter(([, isRight]) => !isRight)).toEqual([]);
  });
});
