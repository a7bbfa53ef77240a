import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { attachmentDownSchema, attachmentUpSchema } from '../../src/shared/wire/attachment.ts';
import { canonicalJson } from '../../src/shared/basics/canonical.ts';
import type { Fact } from '../../src/shared/wire/fact.ts';
import { factText } from '../../src/shared/wire/fact.ts';
import { helloSchema } from '../../src/shared/wire/hello.ts';
import { kinds } from '../../src/shared/wire/kinds.ts';
import { pullDownSchema, pullUpSchema } from '../../src/shared/wire/pull.ts';
import { pushDownSchema, pushedFactSchema, pushUpSchema } from '../../src/shared/wire/push.ts';
import { receiptsDownSchema, receiptsUpSchema } from '../../src/shared/wire/receipts.ts';
import { refusalKindSchema, turnedAwaySchema } from '../../src/shared/wire/refusal.ts';
import * as sealed from '../../src/shared/wire/sealed.ts';
import { PROTOCOL, PROTOCOL_FLOOR } from '../../src/shared/wire/version.ts';

/** Changed on purpose? Raise PROTOCOL, add its line of history, then write the new fingerprint here. */
const FINGERPRINT = { protocol: 5, hash: '0gRBd-8jnm7L4GPwd0zumAHNQhgCYth34CwuDYRMirM' };

function fingerprint(): string {
  const messages = {
    helloSchema,
    pushUpSchema,
    pushedFactSchema,
    pushDownSchema,
    pullUpSchema,
    pullDownSchema,
    receiptsUpSchema,
    receiptsDownSchema,
    attachmentUpSchema,
    attachmentDownSchema,
    turnedAwaySchema,
  };
  const bodies = Object.fromEntries(Object.entries(kinds).map(([kind, { v, body }]) => [kind, { v, body: z.toJSONSchema(body) }]));
  const shapes = Object.fromEntries(Object.entries(messages).map(([name, schema]) => [name, z.toJSONSchema(schema)]));
  return createHash('sha256').update(JSON.stringify({ shapes, bodies })).digest('base64url');
}

/** The sealed lane has no version of its own yet: what is changed here must still be read by phones that are away. */
const SEALED_FINGERPRINT = 'KH-pq-C0UDMGp5iHVW_gL_EIb7ic7bYOrefj66cqqwA';

describe('the wire', () => {
  it('the shape of the sealed lane changes on purpose only', () => {
    const shapes = Object.entries(sealed).flatMap(([name, schema]) => (typeof schema === 'object' ? [[name, z.toJSONSchema(schema)]] : []));
    expect(createHash('sha256').update(JSON.stringify(shapes)).digest('base64url')).toBe(SEALED_FINGERPRINT);
  });

  it('its shape changes only together with the protocol version', () => {
    expect({ protocol: PROTOCOL, hash: fingerprint() }).toEqual(FINGERPRINT);
  });

  it('the oldest version still answered is not newer than the version spoken', () => {
    expect(PROTOCOL_FLOOR).toBeLessThanOrEqual(PROTOCOL);
  });
});

describe('the description for another client', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../src/shared/wire/README.md'), 'utf8');

  it('names every kind of fact with its version, every refusal and every way a request is turned away', () => {
    const aways = turnedAwaySchema.shape.error.options.filter((error) => !/^link|^passkey/.test(error));
    const lines = Object.entries(kinds).map(([kind, { v }]) => `\`${kind}\` ${v}`);
    const missing = [...lines, ...[...refusalKindSchema.options, ...aways].map((name) => `\`${name}\``)].filter((text) => !page.includes(text));
    expect(missing).toEqual([]);
    expect(page).toContain(`Protocol version ${PROTOCOL} `);
  });

  it('its example of a fact has the hash it says', () => {
    const example = /```json\n([\s\S]+?)```/.exec(page)?.[1] ?? '';
    const fact = JSON.parse(example) as Fact;
    expect(createHash('sha256').update(factText(fact)).digest('base64url')).toBe(fact.hash);
  });

  it('its example of canonical JSON has the hash it says', () => {
    const [, from = '', to = '', hash] = /For example `(.+?)` becomes `(.+?)`, whose SHA-256 is `(.+?)`/.exec(page) ?? [];
    expect(canonicalJson(JSON.parse(from))).toBe(to);
    expect(createHash('sha256').update(to).digest('base64url')).toBe(hash);
  });
});
