type PolicyMaker = { createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): unknown } };
type Policy = { createScriptURL(address: string): unknown };

/** The service workers, the workers that hold keys and the one that counts, as the build named them. Nothing else is ever started as a script. */
const OURS = /^\/((talk-)?sw\.js|(talk|reader)-keys-[\w-]+\.js|assets\/counter-[\w-]+\.js)$/;

let policy: Policy | null = null;

/** The one Trusted Types policy: it lets exactly our own workers' addresses through. */
export function scriptAddress(address: string): string {
  const maker = (globalThis as { trustedTypes?: PolicyMaker }).trustedTypes;
  if (!maker) return address;
  policy ??= maker.createPolicy('app-sw', {
    createScriptURL(asked) {
      if (!OURS.test(asked) && !import.meta.env.DEV) throw new TypeError('only our own workers may be started');
      return asked;
    },
  });
  return policy.createScriptURL(address) as string;
}
