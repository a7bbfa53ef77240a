import type { Catalogue, CourseCard } from '../../../src/shared/training/catalogue.ts';
import type { PersonRecord } from '../../../src/shared/training/person-record.ts';
import { applyFacts, emptyRecord } from '../../../src/shared/training/person-record.ts';
import type { KnownFact } from '../../../src/shared/wire/fact.ts';
import { momentOf, textOf } from './calendar.ts';
import type { Happening, Home, Made, Story } from './story.ts';

const PERSON = 'person';
const MANAGER = 'manager';
const COURSE = { asked: 'asked', instead: 'instead' } as const;

function cardOf(story: Story, id: string): CourseCard {
  const practical = { id: 'practice', title: 'Practice', times: story.signOffs, steps: ['Step'], cites: [] };
  const card = { id, version: 1, kind: 'full' as const, title: id, summary: '', minutes: 10, passMark: 80, renewalMonths: story.months };
  const history = story.published.map(({ version, changeClass, from }) => ({ version, changeClass, from: textOf(from), whatChanged: 'Ring first.' }));
  return {
    ...card,
    ...(story.signOffs > 0 && { practical }),
    ...(history.length > 0 && id === COURSE.asked && { history }),
    modules: [],
    address: '',
    bytes: 0,
    media: [],
    mediaBytes: 0,
  } as CourseCard;
}

export function catalogueOf(story: Story): Catalogue {
  const or = story.acceptsInstead ? [COURSE.instead] : [];
  const requirements = story.duties.map(({ roles, within }, index) => ({ id: `duty-${index}`, courseId: COURSE.asked, or, roles, dueDays: within, pathwayId: 'path' }));
  const needs =
    story.needWithin === null ? [] : [{ need: 'epilepsy' as const, courses: [COURSE.asked], outside: '', roles: ['carer' as const], dueDays: story.needWithin, cites: [] }];
  return { version: 'test', sources: [], pathways: [], requirements, needs, courses: [cardOf(story, COURSE.asked), cardOf(story, COURSE.instead)] };
}

/** A claim whose counted moment is this one, by a right clock, a wrong clock put right, or one cut off at the receipt. */
function claimOf({ day, minute }: Made): { at: string; off: number | null; recordedAt: string | null } {
  const at = momentOf(day, minute);
  const shift = 3 * 86_400_000 + 25_000_000;
  const moved = new Date(Date.parse(at) + shift).toISOString();
  switch (minute % 4) {
    case 0:
      return { at, off: null, recordedAt: null };
    case 1:
      return { at, off: 0, recordedAt: moved };
    case 2:
      return { at: moved, off: -shift, recordedAt: null };
    default:
      return { at: moved, off: null, recordedAt: at };
  }
}

function bodyOf(happening: Happening): { kind: KnownFact['kind']; owner?: string; body: object } {
  const { asked } = COURSE;
  const place = (home: Home) => ({ homeId: home });
  switch (happening.what) {
    case 'learnt':
      return {
        kind: 'training.completion.recorded',
        owner: PERSON,
        body: { completionId: happening.id, courseId: COURSE[happening.course], courseVersion: happening.version, attempts: ['a'] },
      };
    case 'wentThrough': {
      const attempt = { attemptId: happening.id, courseId: asked, courseVersion: happening.version, moduleId: `WC-${happening.after}-${happening.version}` };
      return { kind: 'training.attempt.finished', owner: PERSON, body: { ...attempt, score: { right: 0, of: 0, passed: true } } };
    }
    case 'begun':
      return { kind: 'training.attempt.started', owner: PERSON, body: { attemptId: happening.id, courseId: asked, courseVersion: 1, moduleId: 'quiz' } };
    case 'seen': {
      const { id, course, met } = happening;
      return { kind: 'training.practice.signed', body: { signOffId: id, personId: PERSON, courseId: COURSE[course], practicalId: 'practice', met, note: '' } };
    }
    case 'seenTogether': {
      const { id, course, on, met, agrees } = happening;
      const ids = { observationId: id, personId: PERSON, assessorId: MANAGER, courseId: COURSE[course], courseVersion: 1, practicalId: 'practice' };
      const key = { keyId: 'key', publicKey: '', signature: '' };
      const observation = { ...ids, on: textOf(on), steps: [], met, note: '', evidence: [], authorityOn: textOf(on) };
      return { kind: 'training.practice.agreed', body: { observation, assessor: key, carer: { ...key, agrees, comment: '' } } };
    }
    case 'takenBack':
      return { kind: 'training.completion.revoked', body: { personId: PERSON, courseId: COURSE[happening.course], completionId: happening.id, rationale: 'Wrong' } };
    case 'excused': {
      const days = { from: textOf(happening.from), endsOn: textOf(happening.to), reviewOn: textOf(happening.to) };
      return { kind: 'training.waiver.given', body: { waiverId: happening.id, personId: PERSON, courseId: asked, reason: 'other', rationale: 'Away', ...days } };
    }
    case 'excuseOver':
      return { kind: 'training.waiver.ended', body: { waiverId: happening.id, personId: PERSON, endsOn: textOf(happening.to), rationale: 'Back' } };
    case 'brought': {
      const days = { on: textOf(happening.on), expiresOn: happening.to === null ? null : textOf(happening.to) };
      const rest = { number: '', provider: '', importId: 'import', row: 1 };
      return { kind: 'training.record.imported', body: { recordId: happening.id, personId: PERSON, courseId: COURSE[happening.course], ...days, ...rest } };
    }
    case 'looked': {
      const { id, holds, byThemselves } = happening;
      return { kind: 'training.record.verified', owner: byThemselves ? PERSON : MANAGER, body: { recordId: id, personId: PERSON, holds, seen: 'original', note: '' } };
    }
    case 'accepted': {
      const course = { courseId: COURSE[happening.course], on: textOf(happening.on), expiresOn: happening.to === null ? null : textOf(happening.to) };
      return { kind: 'training.passport.accepted', body: { acceptanceId: happening.id, personId: PERSON, homeId: 'A', passport: 'AA', courses: [course] } };
    }
    case 'needs':
      return { kind: 'home.needs.set', body: { ...place(happening.home), needs: happening.isThere ? ['asthma', 'epilepsy'] : ['asthma'], from: textOf(happening.from) } };
    case 'interval':
      return { kind: 'home.interval.set', body: { ...place(happening.home), courseId: asked, months: happening.months, from: textOf(happening.from) } };
    case 'asks': {
      const { id, home, roles, onlyWithNeed, within, from } = happening;
      const need = onlyWithNeed ? 'epilepsy' : null;
      return { kind: 'home.requirement.added', body: { requirementId: id, ...place(home), courseId: asked, roles, need, dueDays: within, from: textOf(from) } };
    }
    case 'asksNoMore':
      return { kind: 'home.requirement.ended', body: { requirementId: happening.id, ...place(happening.home), endsOn: textOf(happening.to) } };
  }
}

/** The story as facts, in the order it is told. */
export function factsOf(story: Story): KnownFact[] {
  return story.happenings.map((happening) => {
    const { kind, owner = MANAGER, body } = bodyOf(happening);
    return { factId: `fact-${happening.made.minute}`, kind, about: 'about', body, owner, ...claimOf(happening.made) } as KnownFact;
  });
}

/** A phone that was told these facts in this order: the person's record, and what is known of their homes. */
export function phoneOf(story: Story, facts: readonly KnownFact[]): { record: PersonRecord; told: KnownFact[] } {
  const placements = story.stays.map(({ home, role, from, to }, index) => ({
    placementId: `stay-${index}`,
    placeId: home,
    role,
    startsOn: textOf(from),
    careRoleStartedOn: null,
    endsOn: to === null ? null : textOf(to),
  }));
  const ofHomes = facts.filter((fact) => fact.kind.startsWith('home.'));
  const ofPerson = facts.filter((fact) => !fact.kind.startsWith('home.'));
  return { record: applyFacts({ ...emptyRecord(PERSON), placements }, ofPerson), told: ofHomes };
}
