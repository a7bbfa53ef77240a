import { describe, expect, it } from 'vitest';
import { isFactKind, kinds, OLDEST, parseBody } from '../../src/shared/wire/kinds.ts';
import { upcast } from '../../src/shared/wire/upcast.ts';
import golden from '../fixtures/upcasts.json' with { type: 'json' };

describe('what an older app wrote', () => {
  it.each(golden)('F21 a $kind of version $from is read as version $to', ({ kind, from, to, body, becomes }) => {
    expect(upcast(kind, from, to, body)).toEqual(becomes);
    expect(isFactKind(kind) && parseBody(kind, from, body).ok).toBe(true);
  });

  it('F21 every step of every kind has a golden pair', () => {
    const steps = Object.entries(kinds).flatMap(([kind, { v }]) => Array.from({ length: v - (OLDEST[kind as keyof typeof kinds] ?? 1) }, (_, step) => `${kind}@${step + 1}`));
    expect(golden.map(({ kind, from }) => `${kind}@${from}`)).toEqual(steps);
  });

  it('a body of today’s version is left as it is', () => {
    const body = { personId: 'p1' };
    expect(upcast('people.account.closed', 1, 1, body)).toBe(body);
  });

  it.each([null, 'text', 7, [1]])('a body that is no object (%j) is refused and not raised', (body) => {
    expect(upcast('training.practice.signed', 1, 2, body)).toBe(body);
    expect(parseBody('training.practice.signed', 1, body).ok).toBe(false);
  });
});
