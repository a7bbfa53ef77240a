import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64url } from '../../src/shared/basics/base64url.ts';
import type { Json } from '../../src/shared/basics/canonical.ts';
import { canonicalJson } from '../../src/shared/basics/canonical.ts';
import { factText } from '../../src/shared/wire/fact.ts';

/** Golden rows. A change here changes the hash of every fact ever made: do not edit, only add. */
const GOLDEN: [string, Json, string][] = [
  ['null', null, 'null'],
  ['true', true, 'true'],
  ['text', 'héarth “quoted” \\ / \n', '"héarth “quoted” \\\\ / \\n"'],
  ['a control character', '\u0007', '"\\u0007"'],
  ['a separator stays as it is', '\u2028', '"\u2028"'],
  ['an emoji', '🔥', '"🔥"'],
  ['half an emoji', '\ud83d', '"\\ud83d"'],
  ['a whole number', 92, '92'],
  ['minus zero', -0, '0'],
  ['a fraction', 0.1, '0.1'],
  ['a large number', 1e21, '1e+21'],
  ['a small number', 1e-7, '1e-7'],
  ['an empty list', [], '[]'],
  ['an empty object', {}, '{}'],
  ['keys are sorted', { b: 1, a: 2 }, '{"a":2,"b":1}'],
  ['by code unit, capitals first', { a: 1, B: 2, _: 3, 10: 4, 9: 5 }, '{"10":4,"9":5,"B":2,"_":3,"a":1}'],
  ['by code unit, not by code point', { '\ufb33': 1, '😀': 2, '€': 3 }, '{"€":3,"😀":2,"\ufb33":1}'],
  ['what is not there leaves no trace', { a: undefined, b: null }, '{"b":null}'],
  ['deeply', { z: [{ y: [true, null], x: 'a' }] }, '{"z":[{"x":"a","y":[true,null]}]}'],
];

describe('canonical JSON', () => {
  it.each(GOLDEN)('%s', (_name, value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });

  it('the text of a fact, and its hash, stay the same for ever', () => {
    const text = factText({
      factId: '01935a00-0000-7000-8000-000000000001',
      kind: 'training.attempt.finished',
      v: 1,
      about: 'attempt-1',
      body: { score: { right: 11, of: 12, passed: true }, moduleId: 'fire-quiz', attemptId: 'attempt-1', courseVersion: 3, courseId: 'fire-safety' },
    });
    expect(text).toBe(
      '{"about":"attempt-1","body":{"attemptId":"attempt-1","courseId":"fire-safety","courseVersion":3,"moduleId":"fire-quiz","score":{"of":12,"passed":true,"right":11}},"factId":"01935a00-0000-7000-8000-000000000001","kind":"training.attempt.finished","v":1}',
    );
    const digest = createHash('sha256').update(text, 'utf8').digest();
    expect(base64url(digest)).toBe(digest.toString('base64url'));
    expect(base64url(digest)).toBe('29pQuojEbRbrbaEBkeVqeHe_TPqdTJVrcjc_9-hsJrI');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is refused, even deep inside', (value) => {
    expect(() => canonicalJson({ a: [{ b: value }] })).toThrow(RangeError);
  });

  it('it says the same thing as the value, whatever order the keys came in', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json);
        // Minus zero is written as zero, as JSON itself writes it.
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
    );
  });

  it('base64url is what the platform makes of the same bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => base64url(bytes) === Buffer.from(bytes).toString('base64url')));
  });
});
