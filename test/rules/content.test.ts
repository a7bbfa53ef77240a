import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { courses } from '../../src/content/library.ts';
import { needs } from '../../src/content/needs.ts';
import { pathways } from '../../src/content/pathways.ts';
import { requirements } from '../../src/content/requirements.ts';
import { sources } from '../../src/content/sources.ts';
import { listUnconfirmed } from '../../src/content/unconfirmed.ts';
import { needSchema } from '../../src/shared/home/rules.ts';
import { citeText } from '../../src/shared/training/cite.ts';
import { courseFaults } from '../../src/shared/training/course-faults.ts';
import { courseSchema } from '../../src/shared/training/course.ts';
import type { Course } from '../../src/shared/training/course.ts';
import { pathwaySchema } from '../../src/shared/training/pathway.ts';
import { readingAge } from '../../src/shared/training/reading-age.ts';
import { sourceSchema } from '../../src/shared/training/source.ts';
import { lessonText } from '../../src/shared/training/wording-faults.ts';

const FULL = ['C1', 'C10', 'C2', 'C3', 'C5', 'C6', 'C8', 'C9'];

/** The curriculum's section 6, for the courses that are here. */
const HELD_BACK = [
  ...['C2-Q1', 'C3-F9', 'C3-Q1', 'C3-Q9', 'C6-F10', 'C6-F11', 'C6-Q1', 'C6-Q2', 'C6-Q5', 'C6-Q7', 'C6-practical'],
  ...['C8-F11', 'C8-F12', 'C8-F13', 'C8-F14', 'C8-Q1', 'C8-Q2', 'C8-Q8', 'C8-practical'],
  ...['C9-F5', 'C9-F9', 'C9-Q1', 'C9-Q3', 'C9-Q5', 'C10-F10', 'C10-Q6', 'star-list', 'source-K', 'source-WT'],
];

/** The curriculum's star items, section 3. */
const STARS = {
  C1: ['C1-Q7'],
  C2: ['C2-Q1', 'C2-Q2', 'C2-Q6', 'C2-Q7'],
  C3: ['C3-Q1', 'C3-Q9'],
  C5: ['C5-Q1', 'C5-Q2', 'C5-Q3'],
  C6: ['C6-Q1', 'C6-Q2', 'C6-Q7', 'C6-Q9'],
  C8: ['C8-Q1', 'C8-Q5', 'C8-Q8'],
  C9: ['C9-Q1', 'C9-Q3', 'C9-Q5'],
  C10: ['C10-Q6'],
};

const named = new Map(courses.map((course) => [course.id, course]));
const each = courses.map((course): [string, Course] => [course.id, course]);

function pathway(id: string) {
  const found = pathways.find((entry) => entry.id === id);
  if (!found) throw new Error(`no pathway ${id}`);
  return found;
}

const coursesOf = (id: string) => pathway(id).steps.flatMap((step) => (step.kind === 'course' ? [step] : []));

describe('the courses that Hearth holds', () => {
  it.each(each)('%s has the shape of a course', (_id, course) => {
    expect(courseSchema.safeParse(course).error?.issues ?? []).toEqual([]);
  });

  it.each(each)('%s has no faults of source, question or style', (_id, course) => {
    expect(courseFaults(course, sources)).toEqual([]);
  });

  it.each(each)('%s can be read by a twelve-year-old', (_id, course) => {
    expect(readingAge(lessonText(course).join('\n'))).toBeLessThan(12);
  });

  it.each(each.filter(([, course]) => course.kind === 'full'))('%s has a scenario with choices', (_id, course) => {
    expect(course.questions.some((question) => question.type === 'branch')).toBe(true);
  });

  it('all eight full courses of the first release are there', () => {
    expect(
      courses
        .filter((course) => course.kind === 'full')
        .map((course) => course.id)
        .sort(),
    ).toEqual(FULL);
  });

  it('no two courses have one id, and no two modules either', () => {
    const ids = courses.flatMap((course) => [course.id, ...course.modules.map((module) => module.id)]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('a fact says the same wherever it is taught', () => {
    const texts = new Map<string, Set<string>>();
    for (const fact of courses.flatMap((course) => course.facts)) texts.set(fact.id, (texts.get(fact.id) ?? new Set()).add(JSON.stringify(fact)));
    expect([...texts].filter(([, said]) => said.size > 1).map(([id]) => id)).toEqual([]);
  });

  it.each(Object.entries(STARS))('the safety-critical questions of %s are those of the curriculum', (id, stars) => {
    const starred = named.get(id)?.questions.filter((question) => question.star) ?? [];
    expect(starred.map((question) => question.id).sort()).toEqual(stars);
  });

  it('every star question of a full course is in the refresher cut from it', () => {
    for (const [full, refresher] of [
      ['C2', 'C2-refresh'],
      ['C5', 'C5-refresh'],
      ['C6', 'C6-refresh'],
    ] as const) {
      const stars =
        named
          .get(full)
          ?.questions.filter((question) => question.star)
          .map((question) => question.id) ?? [];
      expect(stars.length).toBeGreaterThan(0);
      expect(named.get(refresher)?.questions.map((question) => question.id)).toEqual(expect.arrayContaining(stars));
    }
  });

  it('a renewal without a legal or scheme basis says so', () => {
    const silent = courses.filter((course) => course.renewal.months !== null && course.renewal.basis === 'commonPractice' && !course.renewal.unconfirmed);
    expect(silent.map((course) => course.id)).toEqual([]);
  });

  it('whatever rests only on our own draft or a second-hand text is marked for confirmation', () => {
    const secondHand = new Set(['HD', 'HSE', 'HMG', 'NICE', 'HULL']);
    const silent = courses
      .flatMap((course) => course.facts)
      .filter((fact) => fact.basis !== 'home' && fact.cites.every((cite) => secondHand.has(cite.source)) && !fact.unconfirmed);
    expect(silent.map((fact) => fact.id)).toEqual([]);
  });
});

describe('sources', () => {
  it('every source has the shape of a source and its own id', () => {
    for (const source of sources) expect(sourceSchema.safeParse(source).success).toBe(true);
    expect(new Set(sources.map((source) => source.id)).size).toBe(sources.length);
  });

  it('a cite reads as a person would say it', () => {
    const law = sources.find((source) => source.id === 'R');
    const together = sources.find((source) => source.id === 'WT');
    if (!law || !together) throw new Error('a source is missing');
    expect(citeText({ source: 'R', at: '23(1)' }, law)).toBe("Children's Homes Regulations 2015, regulation 23(1)");
    expect(citeText({ source: 'R', at: 'Schedule 3, paragraph 25' }, law)).toBe("Children's Homes Regulations 2015, Schedule 3, paragraph 25");
    expect(citeText({ source: 'WT', at: 'glossary' }, together)).toBe('Working Together 2023, glossary');
  });
});

describe('what a person must confirm before launch', () => {
  it('the content README lists exactly what is unconfirmed', () => {
    const readme = readFileSync(new URL('../../src/content/README.md', import.meta.url), 'utf8');
    const listed = readme.split('\n').filter((line) => line.startsWith('- '));
    expect(listed).toEqual(listUnconfirmed(courses, pathways, sources).map((entry) => `- ${entry.id}: ${entry.says}`));
  });

  it('whatever the curriculum holds back for a person is marked, and no mark was lost', () => {
    const marked = new Set(listUnconfirmed(courses, pathways, sources).map((entry) => entry.id));
    expect(HELD_BACK.filter((id) => !marked.has(id))).toEqual([]);
  });
});

describe('what needs of a home ask', () => {
  it('every need a home can name has its rule, once', () => {
    expect(needs.map((rule) => rule.need)).toEqual(needSchema.options);
  });

  it.each(needs)('$need asks for courses that are here, says what is not, and names its law', (rule) => {
    expect(rule.courses.filter((courseId) => !named.has(courseId))).toEqual([]);
    expect(rule.courses.length > 0 || rule.outside !== '').toBe(true);
    expect(rule.cites.length).toBeGreaterThan(0);
    expect(rule.cites.filter((cite) => !sources.some((source) => source.id === cite.source))).toEqual([]);
  });
});

describe('pathways', () => {
  it('every pathway has the shape of a pathway', () => {
    for (const entry of pathways) expect(pathwaySchema.safeParse(entry).error?.issues ?? []).toEqual([]);
  });

  it('a pathway names only courses that Hearth holds', () => {
    const steps = pathways.flatMap((entry) => coursesOf(entry.id));
    const unknown = steps.flatMap((step) => [step.course, ...(step.or ?? [])]).filter((id) => !named.has(id));
    expect(unknown).toEqual([]);
  });

  it('the first shift takes 38 minutes, all before the first duty', () => {
    const steps = coursesOf('first-shift');
    expect(steps.reduce((sum, step) => sum + (named.get(step.course)?.minutes ?? 0), 0)).toBe(38);
    expect(steps.every((step) => step.dueDays === 0)).toBe(true);
  });

  it('the agency passport takes at most 90 minutes, all before the first duty', () => {
    const steps = coursesOf('agency-passport');
    expect(steps.reduce((sum, step) => sum + (named.get(step.course)?.minutes ?? 0), 0)).toBeLessThanOrEqual(90);
    expect(pathway('agency-passport').steps.every((step) => step.dueDays === 0)).toBe(true);
  });

  it('induction holds every full course and is not for agency staff', () => {
    expect(
      coursesOf('induction')
        .map((step) => step.course)
        .sort(),
    ).toEqual(FULL);
    expect(pathway('induction').roles).not.toContain('agency');
  });

  it('induction says what is taught in person, such as restraint', () => {
    expect(pathway('induction').steps.flatMap((step) => (step.kind === 'outside' ? [step.title] : []))).toContain('Restraint scheme');
  });

  it('each course step makes one requirement, with an id of its own', () => {
    expect(requirements.map((entry) => [entry.pathwayId, entry.courseId])).toEqual(pathways.flatMap((entry) => coursesOf(entry.id).map((step) => [entry.id, step.course])));
    expect(new Set(requirements.map((entry) => entry.id)).size).toBe(requirements.length);
  });
});
