import { addWorkingDays, LADO_DAYS } from '../shared/voice/clock.ts';
import type { ReaderBody } from '../shared/voice/sealed-body.ts';
import { w } from '../words/inbox.ts';
import type { About } from './acts.ts';
import { sendAct } from './acts.ts';
import type { ToldWhen } from './told-when.tsx';
import type { Problem } from './use-send.ts';
import { momentOf } from './when.ts';

export type ConcernBody = Extract<ReaderBody, { t: 'concern' }>;
export type Level = ConcernBody['level'];
export type Who = ConcernBody['told'][number]['who'];
export const LEVELS: readonly Level[] = ['none', 'worried', 'harmNow'];
export const WHO: readonly Who[] = ['mash', 'police', 'lado', 'dutyTeam', 'lead'];

/** What the form holds: nothing is chosen beforehand but what the young person said. */
export type Concern = {
  level: Level | null;
  isAboutStaff: boolean;
  toldFirst: boolean | null;
  whyNot: string;
  told: Partial<Record<Who, ToldWhen>>;
  text: string;
};

/** Working Together 2023: an allegation about staff reaches the LADO within one working day. */
export function ladoBy(now: string): string {
  return addWorkingDays(now, LADO_DAYS);
}

/** "Worried" and "harm now" are not taken without whether the young person was told first, and who was told when. */
export function problemsOf(concern: Concern, now: string): Problem[] {
  if (concern.level === null) return [{ field: 'concern-level', says: w('concern.levelMissing') }];
  const entries = Object.entries(concern.told) as [Who, ToldWhen][];
  const times = entries.flatMap(([who, { day, time }]) => {
    const at = momentOf(day, time);
    return at === null || at > now ? [{ field: `told-${who}-time`, says: w(at === null ? 'told.timeWrong' : 'told.timeLater', { who: w(`told.${who}`) }) }] : [];
  });
  if (concern.level === 'none') return times;
  return [
    ...(concern.toldFirst === null ? [{ field: 'concern-first', says: w('concern.firstMissing') }] : []),
    ...(concern.toldFirst === false && concern.whyNot.trim() === '' ? [{ field: 'concern-why-not', says: w('concern.whyNotMissing') }] : []),
    ...(entries.length === 0 ? [{ field: 'concern-told', says: w('concern.toldMissing') }] : []),
    ...times,
    ...(concern.text.trim() === '' ? [{ field: 'concern-text', says: w('concern.textMissing') }] : []),
  ];
}

function bodyOf(concern: Concern, told: ConcernBody['told']): Omit<ConcernBody, 're' | 'a' | 'at'> {
  const whyNot = concern.whyNot.trim();
  return {
    t: 'concern',
    level: concern.level ?? 'none',
    toldFirst: concern.toldFirst ?? false,
    ...(concern.toldFirst === false && whyNot ? { whyNot } : {}),
    told,
    text: concern.text.trim(),
  };
}

/**
 * Marks it, for this audience alone. About staff it opens the duty to tell the LADO, and where they
 * were told already, meets it.
 */
export async function sendConcern(about: About, concern: Concern): Promise<void> {
  const told = (Object.entries(concern.told) as [Who, ToldWhen][]).map(([who, { day, time, name }]) => ({
    who,
    at: momentOf(day, time) ?? about.inbox.now(),
    ...(name.trim() ? { name: name.trim() } : {}),
  }));
  await sendAct(about, bodyOf(concern, told), { act: 'concern', duty: concern.isAboutStaff, isAmongUs: true });
  const lado = told.filter(({ who }) => who === 'lado');
  if (concern.isAboutStaff && lado.length > 0) await sendDutyMet(about, { ...bodyOf(concern, lado), text: '' });
}

export async function sendDutyMet(about: About, body: Omit<ConcernBody, 're' | 'a' | 'at'>): Promise<void> {
  await sendAct(about, body, { act: 'dutyMet', isAmongUs: true });
}
