import { createHash } from 'node:crypto';
import { addDays, londonDay } from '../../../shared/basics/day.ts';
import type { Course } from '../../../shared/training/course.ts';
import { courseChanges } from '../../../shared/training/course-changes.ts';
import { proposalText } from '../../../shared/training/versions.ts';
import type { Fact } from '../../../shared/wire/fact.ts';
import type { Library } from '../../library.ts';
import type { Records } from '../../records/database.ts';
import { pushFacts } from '../../records/push.ts';
import type { AcademyCast } from './academy.ts';
import { makeDice } from './dice.ts';
import type { Phone } from './phone.ts';
import { makePhone } from './phone.ts';

const SEED = 20_261_130;
const DAY_MS = 24 * 60 * 60 * 1000;
/** The course of which a second version is in force: held by most, and cut nowhere in the part that changed. */
const COURSE = 'C9';
const PROPOSED_DAYS_AGO = 12;
const APPROVED_DAYS_AGO = 10;
const IN_FORCE_DAYS_AGO = 9;

type Filling = { records: Records; library: Library; courses: readonly Course[]; now: Date };

async function tell({ records, library }: Filling, phone: Phone, fact: Fact, at: Date): Promise<void> {
  const pushed = await pushFacts(records, { owner: phone.owner, deviceId: phone.deviceId, facts: [fact], now: at, library });
  if (!pushed.ok || pushed.answers[0]?.receipt?.state !== 'recorded') throw new Error(`the demonstration’s version was not taken: ${JSON.stringify(pushed)}`);
}

/** One screen asks the child, and one question says plainly what it is about. */
function rewritten(course: Course): Course {
  return {
    ...course,
    questions: course.questions.map((question) =>
      question.id === 'C9-K4' ? { ...question, prompt: 'You test the alarm, and one sounder upstairs stays silent. What do you write down?' } : question,
    ),
    modules: course.modules.map((module) => ({
      ...module,
      screens: module.screens.map((screen) =>
        screen.id === 'C9-S15' && screen.kind === 'read' ? { ...screen, paragraphs: [...screen.paragraphs, 'Ask the child what would help next time. They often know.'] } : screen,
      ),
    })),
  };
}

/** The second lead proposed it and the first approved it: proposed, checked and pushed as anybody's would be. */
export async function fillPublished(filling: Filling, leads: AcademyCast): Promise<void> {
  const course = filling.courses.find((entry) => entry.id === COURSE);
  if (!course) return;
  const dice = makeDice(SEED);
  const daysAgo = (days: number) => new Date(filling.now.getTime() - days * DAY_MS);
  const phoneOf = (personId: string) => makePhone(personId, makePhone('', '', dice).newId(daysAgo(PROPOSED_DAYS_AGO)), dice);
  const [proposer, approver] = [phoneOf(leads.secondAcademyLead), phoneOf(leads.academyLead)];
  const proposedAt = daysAgo(PROPOSED_DAYS_AGO);
  const proposalId = proposer.newId(proposedAt);
  const version = course.version + 1;
  const body = {
    proposalId,
    courseId: COURSE,
    baseVersion: course.version,
    version,
    changeClass: 'minor' as const,
    from: addDays(londonDay(filling.now.toISOString()), -IN_FORCE_DAYS_AGO),
    why: 'Homes told us that the plan changes most when children are asked.',
    whatChanged: 'After a drill that went badly, ask the child what would help. One question is worded more plainly.',
    changes: courseChanges(course, rewritten(course)),
  };
  await tell(filling, proposer, proposer.write('academy.version.proposed', proposalId, body, proposedAt), proposedAt);
  const hash = createHash('sha256').update(proposalText(body)).digest('base64url');
  const approvedAt = daysAgo(APPROVED_DAYS_AGO);
  await tell(filling, approver, approver.write('academy.version.approved', proposalId, { proposalId, courseId: COURSE, version, hash }, approvedAt), approvedAt);
}
