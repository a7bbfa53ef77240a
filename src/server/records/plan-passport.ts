import { isDay, londonDay } from '../../shared/basics/day.ts';
import { addMs } from '../../shared/basics/moment.ts';
import type { PassportList } from '../../shared/training/passport/check.ts';
import { judgePassport, openPassport } from '../../shared/training/passport/check.ts';
import { isLocalCourse } from '../../shared/training/local-course.ts';
import { COURSE_CODES } from '../../shared/training/passport/course-codes.ts';
import type { Passport } from '../../shared/training/passport/passport.ts';
import type { Bodies } from '../../shared/wire/kinds.ts';
import { isSigned } from './issuer.ts';
import type { ReadFact } from './read-facts.ts';

type Accepted = Bodies['training.passport.accepted'];

/** Each once, as the passport says it, still counting on that day, and none that is done anew in each home. */
function areThere(courses: Accepted['courses'], passport: Passport, day: string): boolean {
  if (new Set(courses.map(({ courseId }) => courseId)).size < courses.length) return false;
  return courses.every(({ courseId, on, expiresOn }) => {
    const held = passport.certificates.find(({ code }) => code === COURSE_CODES[courseId]);
    return held !== undefined && !isLocalCourse(courseId) && held.on === on && held.expiresOn === expiresOn && isDay(on) && (expiresOn === null || expiresOn >= day);
  });
}

/**
 * Checks again what a home took over, whatever its phone said: the field that breaks a rule, or null. Age counts as
 * on the day it was shown; what has been withdrawn since, by whomever, is refused, because nobody knows what it
 * was withdrawn for.
 */
export function brokenAcceptance({ fact, known }: ReadFact, issuer: PassportList | null): string | null {
  if (known.kind !== 'training.passport.accepted' || !issuer) return 'passport';
  const { passport: bytes, personId, courses } = known.body;
  const opened = openPassport(bytes, issuer);
  if ('fault' in opened) return 'passport';
  const shown = addMs(fact.at, fact.off ?? 0);
  const { fault, passport } = judgePassport(opened, isSigned(opened.publicKey, opened.signature, opened.signed), issuer, shown);
  if (fault !== null || !passport) return 'passport';
  if (passport.personId !== personId) return 'personId';
  return areThere(courses, passport, londonDay(shown)) ? null : 'courses';
}
