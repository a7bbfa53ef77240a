type Upcaster = (body: Record<string, unknown>) => Record<string, unknown>;

/**
 * One step per version: `kind@1` makes a body of version 1 into one of version 2. Pure, and never
 * edited once released. Stored bytes stay as they were received (sync reference, section 12);
 * golden pairs are in test/fixtures/upcasts.json.
 */
const UPCASTERS: Record<string, Upcaster> = {
  'training.practice.signed@1': (body) => ({ ...body, evidence: [] }),
};

/** @returns the body as version `to`; as it was where no step is needed or it is no object at all. */
export function upcast(kind: string, from: number, to: number, body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  let raised = body as Record<string, unknown>;
  for (let v = from; v < to; v += 1) raised = UPCASTERS[`${kind}@${v}`]?.(raised) ?? raised;
  return raised;
}
