import { describe, expect, it } from 'vitest';
import { openEnvelope, sealEnvelope } from '../../src/seal/envelope.ts';
import { freshPair, pointOf } from '../../src/seal/hpke.ts';
describe('x', () => {
  it('y', async () => {
    const pair = await freshPair();
    const pub = await pointOf(pair);
    const { envelope, id } = await sealEnvelope({
      header: { mbox: 'A'.repeat(22), unit: 'home-1', safety: 0 },
      body: { t: 'view', kind: 'idea', text: 'More chips', use: 'answer', tk: pub, at: '2026-11-22T10:00:00.000Z' },
      to: [{ a: 'adv-1', e: 1, pub }],
      attachments: [{ kind: 'drawing', type: 'image/png', bytes: new Uint8Array(100_000).fill(7) }],
    });
    const opened = await openEnvelope(envelope, { a: 'adv-1', e: 1 }, pair);
    expect(opened).toMatchObject({ ok: true, body: { text: 'More chips' }, header: { id } });
  });
});
