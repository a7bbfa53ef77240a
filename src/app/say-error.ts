import type { TurnedAwayKind } from '../shared/wire/refusal.ts';
import { h } from '../words/hall.ts';

const KNOWN = ['noSignal', 'linkUnknown', 'linkUsed', 'linkExpired', 'passkeyFailed', 'cancelled', 'tooMany', 'signIn'] as const;

/** One clear sentence for each way that signing in can fail. */
export function sayError(kind: TurnedAwayKind | 'noSignal' | 'cancelled'): string {
  const known = KNOWN.find((entry) => entry === kind);
  return known ? h(`error.${known}`) : h('error.other');
}
