/**
 * How long each clock runs, as data. `law`: the regulation says so. `practice`: a default taken from homes'
 * own procedures (training reference, sections 3 and 5); the regulations give no length.
 */
export type Basis = 'law' | 'practice';

export type ClockName = 'level3' | 'level5' | 'induction' | 'probationReview' | 'probation' | 'supervision' | 'appraisal';

/** The regulation each clock rests on. */
export const REGULATIONS: Record<ClockName, string> = {
  level3: 'SI 2015/541 reg 32(5)',
  level5: 'SI 2015/541 reg 28(3)',
  induction: 'SI 2015/541 reg 33(1)',
  probationReview: 'SI 2015/541 reg 33(1)',
  probation: 'SI 2015/541 reg 33(1)',
  supervision: 'SI 2015/541 reg 33(4)(b)',
  appraisal: 'SI 2015/541 reg 33(4)(c)',
};

/** Where a deferral's two reasons stand. */
export const DEFERRAL_REGULATIONS = { level3: 'SI 2015/541 reg 32(6)', level5: 'SI 2015/541 reg 28(4)' } as const;

export const LEVEL_FIVE_MONTHS = 36;
export const APPRAISAL_DAYS = 365;

/** Practice: five induction days in the first month; a 24-week probation, looked at after 12. */
export const INDUCTION_DAYS = 28;
export const PROBATION_REVIEW_DAYS = 84;
export const PROBATION_DAYS = 168;

/** Days between two supervisions. Practice, not law: regulation 33(4)(b) gives no interval. */
export const SUPERVISION_DAYS = { probation: 14, established: 31, manager: 42, agency: 31 } as const;
export type SupervisionRule = keyof typeof SUPERVISION_DAYS;
/** For agency staff: after so many shifts, where the rota shows them. */
export const AGENCY_SHIFTS = 8;

/** Which lengths are law. */
export const BASIS: Record<ClockName, Basis> = {
  level3: 'law',
  level5: 'law',
  induction: 'practice',
  probationReview: 'practice',
  probation: 'practice',
  supervision: 'practice',
  appraisal: 'law',
};

/** Days ahead at which a clock warns (training reference, section 3). */
export const WARNINGS = [180, 90, 60, 30, 7] as const;
export type Warning = (typeof WARNINGS)[number];

/** A deferral is looked at again within so many days. */
export const DEFERRAL_REVIEW_DAYS = 90;
/** Longer than this after the day it is decided, a new date is a slip of the finger. */
export const DEFERRAL_YEARS = 5;

/** After a year without any word, a step of the past is called not recorded rather than late. */
export const UNTOLD_DAYS = 365;
