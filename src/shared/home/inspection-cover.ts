import type { Look } from './inspection-numbers.ts';
import { sumOf } from './inspection-people.ts';
import type { NumberWithEvidence } from './inspection-sheet.ts';

/** Shifts of the rota with a first aider on duty throughout (regulation 31(2)(a)). */
export function coverNumber(_at: Look): NumberWithEvidence {
  return sumOf('firstAid', ['covered', 'uncovered'], [], { isShare: true, missing: 'noRota' });
}
