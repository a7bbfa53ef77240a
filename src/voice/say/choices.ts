import { type Audience, type AudienceKind, audiencesFor, type Directory } from '../../shared/voice/directory.ts';
import { hidesHome, type Saying } from './saying.ts';

/** One envelope goes to eight audiences at most. */
export const MOST_AUDIENCES = 8;

/** Those who act when somebody may be hurt are first; staff of the home are last. */
const ORDER: AudienceKind[] = ['participation', 'advocate', 'iro', 'socialWorker', 'visitor', 'collective', 'home'];

/** Whom they may choose now. The safeguarding team is not among them: the tick adds it. */
export function offered(saying: Saying, directory: Directory, units: readonly string[], now: string): Audience[] {
  return audiencesFor(directory, units, hidesHome(saying), now)
    .filter((audience) => audience.kind !== 'safeguarding')
    .sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
}

/** The teams that the tick “someone could get hurt” adds: the nearest place that has one, and never one inside a home it may be about. */
export function safetyTeams(saying: Saying, directory: Directory, units: readonly string[], now: string): Audience[] {
  const outside = hidesHome(saying) ? units.slice(1) : units;
  const teams = audiencesFor(directory, outside, false, now).filter((audience) => audience.kind === 'safeguarding');
  const nearest = units.find((unit) => teams.some((team) => team.unit === unit));
  return teams.filter((team) => team.unit === nearest);
}

/** Everybody it is sealed for: who was chosen and is still offered, and the safety team where it was ticked. */
export function addressees(saying: Saying, directory: Directory, units: readonly string[], now: string): Audience[] {
  const chosen = offered(saying, directory, units, now).filter((audience) => saying.to.includes(audience.a));
  const safety = saying.isHurtFeared ? safetyTeams(saying, directory, units, now) : [];
  return [...safety, ...chosen].slice(0, MOST_AUDIENCES);
}
