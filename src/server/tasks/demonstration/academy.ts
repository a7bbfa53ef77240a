import { addDays, londonDay } from '../../../shared/basics/day.ts';
import { courseChanges } from '../../../shared/training/course-changes.ts';
import type { Course } from '../../../shared/training/course.ts';
import type { Fact } from '../../../shared/wire/fact.ts';
import type { Library } from '../../library.ts';
import type { Records } from '../../records/database.ts';
import { pushFacts } from '../../records/push.ts';
import { makeDice } from './dice.ts';
import type { Phone } from './phone.ts';
import { makePhone } from './phone.ts';

const SEED = 20_261_129;
const DAY_MS = 24 * 60 * 60 * 1000;
/** The course of which a version is proposed. */
const COURSE = 'C10';

/** Who the links of the academy sign in as. */
export type AcademyCast = Record<'academyLead' | 'secondAcademyLead', string>;

const NAMES: Record<keyof AcademyCast, string> = { academyLead: 'Ada Example', secondAcademyLead: 'Ben Example' };

type Filling = { records: Records; library: Library; adminId: string; regionId: string; courses: readonly Course[]; now: Date };

async function push({ records, library }: Filling, phone: Phone, facts: readonly Fact[], at: Date): Promise<void> {
  const pushed = await pushFacts(records, { owner: phone.owner, deviceId: phone.deviceId, facts: [...facts], now: at, library });
  const failed = pushed.ok ? pushed.answers.find((answer) => answer.receipt?.state !== 'recorded') : pushed;
  if (failed) throw new Error(`the demonstration’s academy was not taken: ${JSON.stringify(failed)}`);
}

/** A screen says one thing more, and one question says it too: small enough to be read in a minute. */
function proposedFrom(course: Course): Course {
  return {
    ...course,
    questions: course.questions.map((question) =>
      question.id === `${COURSE}-Q1` ? { ...question, unconfirmed: 'A person must confirm this wording with young people.' } : question,
    ),
    modules: course.modules.map((module) => ({
      ...module,
      screens: module.screens.map((screen) =>
        screen.id === `${COURSE}-S1` && screen.kind === 'read'
          ? { ...screen, paragraphs: [...screen.paragraphs, 'Write what went well today, too. It is part of who they were.'] }
          : screen,
      ),
    })),
  };
}

/** Two people lead the academy, and one of them has proposed a version that waits for the other. */
export async function fillAcademy(filling: Filling): Promise<AcademyCast> {
  const { adminId, regionId, courses, now } = filling;
  const dice = makeDice(SEED);
  const arrived = new Date(now.getTime() - 90 * DAY_MS);
  const admin = makePhone(adminId, makePhone('', '', dice).newId(arrived), dice);
  const startsOn = londonDay(arrived.toISOString());
  const ids = { academyLead: admin.newId(arrived), secondAcademyLead: admin.newId(arrived) };
  for (const [kind, personId] of Object.entries(ids) as [keyof AcademyCast, string][]) {
    const placement = { placementId: admin.newId(arrived), placeId: regionId, role: 'academyLead' as const, startsOn, careRoleStartedOn: null };
    await push(filling, admin, [admin.write('people.person.added', personId, { personId, name: NAMES[kind], placement }, arrived)], arrived);
  }
  const course = courses.find((entry) => entry.id === COURSE);
  if (!course) return ids;
  const at = new Date(now.getTime() - DAY_MS);
  const phone = makePhone(ids.academyLead, makePhone('', '', dice).newId(at), dice);
  const proposalId = phone.newId(at);
  const body = {
    proposalId,
    courseId: COURSE,
    baseVersion: course.version,
    version: course.version + 1,
    changeClass: 'minor' as const,
    from: addDays(londonDay(now.toISOString()), 7),
    why: 'Young people told us that their files say little of good days.',
    whatChanged: 'Write down what went well, too. The first screen says why.',
    changes: courseChanges(course, proposedFrom(course)),
  };
  await push(filling, phone, [phone.write('academy.version.proposed', proposalId, body, at)], at);
  return ids;
}
