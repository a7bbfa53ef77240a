import type { Cite } from '../training/course.ts';

/** What the check looks for. The words are the screen's; the place in the law is here. */
export type RotaRule =
  | 'nobody'
  | 'firstAid'
  | 'agencyHalf'
  | 'leader'
  | 'medication'
  | 'restraint'
  | 'lone'
  | 'supervised'
  | 'soleCharge'
  | 'restraintAll'
  | 'loneOld'
  | 'notHere'
  | 'twice';

/** `fails`: the shift does not pass. `look`: it passes, and somebody should look. */
export type RotaWeight = 'fails' | 'look';

export const ROTA_RULES: Record<RotaRule, { cite: Cite | null; weight: RotaWeight }> = {
  nobody: { cite: { source: 'R', at: '31(2)(a)' }, weight: 'fails' },
  firstAid: { cite: { source: 'R', at: '31(2)(a)' }, weight: 'fails' },
  agencyHalf: { cite: { source: 'G', at: '10.17' }, weight: 'fails' },
  leader: { cite: { source: 'G', at: '10.21' }, weight: 'fails' },
  medication: { cite: { source: 'R', at: '23' }, weight: 'fails' },
  restraint: { cite: { source: 'G', at: '9.57' }, weight: 'fails' },
  lone: { cite: { source: 'G', at: '10.18' }, weight: 'fails' },
  supervised: { cite: { source: 'R', at: '32(7)' }, weight: 'fails' },
  soleCharge: { cite: { source: 'OR', at: 'agency staff' }, weight: 'fails' },
  restraintAll: { cite: { source: 'G', at: '9.57' }, weight: 'look' },
  loneOld: { cite: { source: 'G', at: '10.18' }, weight: 'look' },
  notHere: { cite: null, weight: 'look' },
  twice: { cite: null, weight: 'look' },
};

/** Older than this, a lone working assessment is pointed out. Practice, not law (unconfirmed). */
export const LONE_REVIEW_DAYS = 365;
/** Rest before and after a shift in which a swap is offered. Working Time Regulations 1998, regulation 10 (unconfirmed). */
export const REST_MINUTES = 11 * 60;
