import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { attachmentDownSchema, attachmentUpSchema } from '../../src/shared/wire/attachment.ts';
import { helloSchema } from '../../src/shared/wire/hello.ts';
import { kinds } from '../../src/shared/wire/kinds.ts';
import { pullDownSchema, pullUpSchema } from '../../src/shared/wire/pull.ts';
import { pushDownSchema, pushedFactSchema, pushUpSchema } from '../../src/shared/wire/push.ts';
import { receiptsDownSchema, receiptsUpSchema } from '../../src/shared/wire/receipts.ts';
import { turnedAwaySchema } from '../../src/shared/wire/refusal.ts';
import { PROTOCOL, PROTOCOL_FLOOR } from '../../src/shared/wire/version.ts';

/** Changed on purpose? Raise PROTOCOL, add its line of history, then write the new fingerprint here. */
const FINGERPRINT = { protocol: 2, hash: 'nbICQxKd9adA4yF0aHvOb95HKdC_ygSCyzC_EN0buMM' };

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

describe('the wire', () => {
  it('its shape changes only together with the protocol version', () => {
    expect({ protocol: PROTOCOL, hash: fingerprint() }).toEqual(FINGERPRINT);
  });

  it('the oldest version still answered is not newer than the version spoken', () => {
    expect(PROTOCOL_FLOOR).toBeLessThanOrEqual(PROTOCOL);
  });
});
