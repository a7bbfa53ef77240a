/** Anything JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * Canonical JSON: keys sorted by code unit, no white space, finite numbers only
 * (the subset of RFC 8785 that Hearth's facts need). Both sides hash these bytes, so a
 * change here changes every hash: there are golden files in test/rules.
 * @throws when a number is not finite, which no fact may hold.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('canonical JSON holds finite numbers only');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((entry: Json) => canonicalJson(entry)).join(',')}]`;
  const object = value as { readonly [key: string]: Json | undefined };
  // Every fact passes here on its way up and again on the server, so no lists are made besides the keys.
  let text = '';
  for (const key of Object.keys(object).sort()) {
    const inner = object[key];
    if (inner !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(inner)}`;
  }
  return `{${text}}`;
}
