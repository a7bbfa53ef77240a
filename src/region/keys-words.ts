import type { Audience, AudienceKind, Directory, StaffedHours } from '../shared/voice/directory.ts';
import { readersOf } from '../shared/voice/directory.ts';
import type { KeyProposal } from '../shared/wire/sealed.ts';
import { formatDay } from '../words/dates.ts';
import { w } from '../words/keys.ts';
import type { Change } from './keys-changes.ts';

export const KINDS: readonly AudienceKind[] = ['participation', 'advocate', 'iro', 'socialWorker', 'visitor', 'collective', 'home', 'safeguarding', 'lado'];
export type Places = NonNullable<KeyProposal['places']>;

export const placeName = (places: Places, unit: string): string => places.find(({ placeId }) => placeId === unit)?.name ?? unit;
export const audienceName = ({ audiences }: Directory, a: string): string => audiences.find((audience) => audience.a === a)?.name ?? a;
export const dayOf = (moment: string): string => formatDay(moment.slice(0, 10));

type Day = 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** "Monday to Friday, Sunday": days that follow each other are said once. */
function sayDays(days: readonly number[]): string {
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined) => w(`day.${day as Day}`);
  return runs.map((run) => (run.length > 2 ? w('days.run', { from: name(run[0]), to: name(run.at(-1)) }) : run.map(name).join(', '))).join(', ');
}

export function sayHours({ days, from, to }: StaffedHours): string {
  if (days.length === 0) return w('hours.always');
  return w('hours.times', { days: sayDays(days), from, to });
}

export function sayEscalates(directory: Directory, { escalatesTo }: Pick<Audience, 'escalatesTo'>): string {
  return escalatesTo ? w('escalates.to', { name: audienceName(directory, escalatesTo) }) : w('escalates.nobody');
}

/** How many people can open it, and who. */
export function sayReaders(directory: Directory, { a }: Audience, now: string): string {
  const names = directory.devices.filter((device) => device.audiences.includes(a) && !device.revokedAt && device.until > now).map(({ name }) => name);
  return w('audience.readers', { count: readersOf(directory, a, now), names: [...new Set(names)].join(', ') });
}

type Told = { directory: Directory; places: Places; words: ReadonlyMap<string, string> };

/** One difference as a sentence. */
export function sayChange(change: Change, { directory, places, words }: Told): string {
  const names = (audiences: readonly string[]) => audiences.map((a) => audienceName(directory, a)).join(', ');
  switch (change.is) {
    case 'audienceNew': {
      const { name, kind, unit, hours } = change.audience;
      return w('change.audienceNew', {
        name,
        kind: w(`kind.${kind}`),
        place: placeName(places, unit),
        hours: sayHours(hours),
        escalates: sayEscalates(directory, change.audience),
      });
    }
    case 'audienceName':
      return w('change.audienceName', { before: change.before, name: change.name });
    case 'audienceHours':
      return w('change.audienceHours', { name: change.audience.name, hours: sayHours(change.audience.hours) });
    case 'audienceEscalates':
      return w('change.audienceEscalates', { name: change.audience.name, escalates: sayEscalates(directory, change.audience) });
    case 'audienceKey':
      return w('change.audienceKey', { name: change.audience.name });
    case 'audienceRetired':
      return w('change.audienceRetired', { name: change.audience.name });
    case 'deviceNew': {
      const { name, role, audiences, d } = change.device;
      return w('change.deviceNew', { name, role, audiences: names(audiences) || w('device.nothing'), words: words.get(d) ?? '…' });
    }
    case 'deviceWider':
      return w('change.deviceWider', { name: change.device.name, audiences: names(change.added) });
    case 'deviceLonger':
      return w('change.deviceLonger', { name: change.device.name, day: dayOf(change.device.until) });
    case 'deviceShown':
      return w('change.deviceShown', { before: change.before.name, name: change.device.name, role: change.device.role });
    case 'deviceRevoked':
      return w('change.deviceRevoked', { name: change.device.name });
    case 'odd':
      return w('proposal.odd', { what: change.what });
  }
}
