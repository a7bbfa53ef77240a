import type { Day } from '../../../shared/basics/day.ts';
import { addDays, addMonths, daysBetween } from '../../../shared/basics/day.ts';
import { INDUCTION_DAYS, PROBATION_DAYS, PROBATION_REVIEW_DAYS } from '../../../shared/people/clock-lengths.ts';
import type { Fact } from '../../../shared/wire/fact.ts';
import type { Bodies } from '../../../shared/wire/kinds.ts';
import type { Dice } from './dice.ts';
import { makeDice } from './dice.ts';
import type { Delivery } from './history.ts';
import type { Phone } from './phone.ts';
import { makePhone } from './phone.ts';
import type { DemoHome, DemoPerson, DemoRegion } from './region.ts';
import { CARER_NAME } from './region.ts';

type Story = 'plain' | 'newcomer' | 'behind' | 'deferred' | 'late' | 'noViews';
type Writing = { by: Phone; person: DemoPerson; home: DemoHome; today: Day; dice: Dice };

const CARE: readonly string[] = ['deputy', 'senior', 'carer', 'agency'];

function morningOf(day: Day, hour = 10): Date {
  return new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`);
}

/** An end is expected some weeks ahead, never behind. */
function soonest(day: Day, today: Day): Day {
  const ahead = addDays(today, 24);
  return day < ahead ? ahead : day;
}

/** Who of the first home stands for what, chosen by their dates, so that every page has something true to show. */
function storiesOf(home: DemoHome, today: Day): Map<string, Story> {
  const stories = new Map<string, Story>();
  const inCare = (person: DemoPerson) => daysBetween(person.careRoleStartedOn, today);
  const give = (story: Story, isMeant: (person: DemoPerson) => boolean) => {
    const person = home.staff.find((entry) => !stories.has(entry.personId) && isMeant(entry));
    if (person) stories.set(person.personId, story);
  };
  give('newcomer', (person) => person.name === CARER_NAME);
  give('deferred', (person) => person.role === 'carer' && inCare(person) > 740 && daysBetween(person.startsOn, today) > 120);
  give('behind', (person) => person.role === 'carer' && inCare(person) > 330 && inCare(person) < 700);
  give('late', (person) => person.role === 'carer' && daysBetween(person.startsOn, today) > 200);
  give('noViews', (person) => person.role === 'senior' && daysBetween(person.startsOn, today) > 60);
  return stories;
}

/** Induction and probation, each on its day, as far as they have come. */
function stepsOf({ by, person, today, dice }: Writing): Fact[] {
  const steps = [
    ['induction', INDUCTION_DAYS - 5],
    ...(person.role === 'agency'
      ? []
      : ([
          ['probationReview', PROBATION_REVIEW_DAYS - 2],
          ['probation', PROBATION_DAYS - 3],
        ] as const)),
  ] as const;
  return steps.flatMap(([what, after]) => {
    const on = addDays(person.startsOn, after);
    if (on > addDays(today, -6) || dice.chance(0.04)) return [];
    const body = { personId: person.personId, homeId: person.homeId, what, outcome: 'met' as const, on, until: null, note: '' };
    return [by.write('people.milestone.recorded', `${person.personId}.${what}`, body, morningOf(addDays(today, -6)))];
  });
}

function diplomaOf({ by, person, today, dice }: Writing, story: Story): Fact[] {
  const { personId, careRoleStartedOn } = person;
  const at = morningOf(addDays(today, -6));
  const days = daysBetween(careRoleStartedOn, today);
  const write = (body: Omit<Bodies['people.qualification.recorded'], 'personId' | 'diploma' | 'rationale'>, rationale = '') =>
    by.write('people.qualification.recorded', `${personId}.level3`, { personId, diploma: 'level3', rationale, ...body }, at);
  const title = 'Level 3 Diploma for Residential Childcare';
  const gone = Math.round((100 * days) / 730);
  if (story === 'behind') return [write({ state: 'enrolled', title, on: addDays(today, -12), percent: Math.max(5, gone - 25), expectedOn: addMonths(careRoleStartedOn, 26) })];
  if (story === 'deferred') return [write({ state: 'enrolled', title, on: addDays(today, -12), percent: 60, expectedOn: addDays(today, 150) })];
  if (days > 640 && dice.chance(0.06)) {
    const nvq = 'NVQ 3 Caring for Children and Young People';
    return [
      write({ state: 'equivalent', title: nvq, on: addMonths(careRoleStartedOn, 5) }, 'Annex A of the Guide names it. Certificate seen; unit list compared and kept in the file.'),
    ];
  }
  if (days > 640) return dice.chance(0.96) ? [write({ state: 'held', title, on: addMonths(careRoleStartedOn, dice.whole(14, 20)) })] : [];
  if (days < 150) return [];
  return [
    write({
      state: 'enrolled',
      title,
      on: addDays(today, -12),
      percent: Math.min(95, gone + dice.whole(0, 12)),
      expectedOn: soonest(addMonths(careRoleStartedOn, dice.whole(18, 23)), today),
    }),
  ];
}

/** Decided 80 days ago, to be looked at again in a week. */
function deferralOf({ by, person, today }: Writing): Delivery {
  const decidedOn = addDays(today, -80);
  const deferralId = by.newId(morningOf(decidedOn));
  const body = {
    deferralId,
    personId: person.personId,
    diploma: 'level3' as const,
    reason: 'prolongedAbsence' as const,
    rationale: 'Away for nine months in all, with parental leave and illness. The college has agreed a new end.',
    until: addDays(today, 160),
    reviewOn: addDays(decidedOn, 88),
  };
  return { at: morningOf(decidedOn), person: { phone: by } as DemoPerson, facts: [by.write('people.clock.deferred', deferralId, body, morningOf(decidedOn))] };
}

function meetingOf(writing: Writing, kind: 'supervision' | 'appraisal', on: Day, story: Story): Fact {
  const { by, person, dice } = writing;
  const at = morningOf(on, 14);
  const meetingId = by.newId(at);
  const views = [
    story === 'noViews'
      ? { from: 'children' as const, count: 0, themes: [], reasonIfNone: 'Two young people had just moved in. They are asked again in spring.' }
      : { from: 'children' as const, count: dice.whole(1, 4), themes: ['Listens', 'Keeps promises about trips'], reasonIfNone: '' },
    { from: 'professionals' as const, count: dice.whole(1, 3), themes: ['Clear handovers'], reasonIfNone: '' },
  ];
  return by.write(
    'people.meeting.recorded',
    meetingId,
    {
      meetingId,
      personId: person.personId,
      kind,
      on,
      minutes: kind === 'appraisal' ? 90 : dice.whole(45, 75),
      agenda: ['wellbeing', 'ownPractice', 'eachChild', 'training', 'qualification', 'safeguarding', 'ownFeelings'],
      notes: kind === 'appraisal' ? 'Calm under pressure. Wants to lead shifts next year.' : 'Spoke about a hard evening, and what helped. Feels safe to ask for help.',
      actions: [{ text: kind === 'appraisal' ? 'Shadow the shift leader four times.' : 'Read the new missing protocol and talk it through.', by: addDays(on, 21) }],
      contributions: kind === 'appraisal' ? views : [],
      next: kind === 'appraisal' ? null : addDays(on, 28),
    },
    at,
  );
}

/** The other person agrees on the next day. */
function answerOf(person: DemoPerson, met: Fact, on: Day): Delivery {
  const at = morningOf(addDays(on, 1), 9);
  const { meetingId } = met.body as Bodies['people.meeting.recorded'];
  return { at, person, facts: [person.phone.write('people.meeting.confirmed', meetingId, { meetingId, factId: met.factId, agrees: true, comment: '' }, at)] };
}

function talksOf(writing: Writing, story: Story): Delivery[] {
  const { by, person, home, today, dice } = writing;
  const days = daysBetween(person.startsOn, today);
  const deliveries: Delivery[] = [];
  const hold = (kind: 'supervision' | 'appraisal', ago: number, isAnswered: boolean) => {
    const on = addDays(today, -ago);
    const met = meetingOf(writing, kind, on, story);
    deliveries.push({ at: morningOf(on, 15), person: { ...home.manager, phone: by }, facts: [met] });
    if (isAnswered) deliveries.push(answerOf(person, met, on));
  };
  if (story === 'late') hold('supervision', 47, true);
  else if (story === 'newcomer') {
    hold('supervision', 13, true);
    hold('supervision', 2, false);
  } else if (days > 12) hold('supervision', Math.min(days - 3, dice.whole(3, days < PROBATION_DAYS ? 11 : 24)), true);
  if (person.role !== 'agency' && (story === 'noViews' || days > 330)) hold('appraisal', story === 'noViews' ? 40 : dice.whole(20, 300), story !== 'noViews');
  return deliveries;
}

/** The manager’s own dates, written down by the region: nobody does that for themselves. */
function managerOf(writing: Writing): Delivery[] {
  const { by, person, today, dice } = writing;
  const at = morningOf(addDays(today, -6));
  const title = 'Level 5 Diploma in Leadership and Management for Residential Childcare';
  const { personId } = person;
  const days = daysBetween(person.startsOn, today);
  const isHeld = days > 900 || dice.chance(0.5);
  const standing = isHeld
    ? { state: 'held' as const, on: addDays(person.startsOn, 400) }
    : { state: 'enrolled' as const, on: addDays(today, -12), percent: Math.min(95, Math.round((100 * days) / 1095) + 4), expectedOn: addMonths(person.startsOn, 34) };
  const facts = [by.write('people.qualification.recorded', `${personId}.level5`, { personId, diploma: 'level5', title, rationale: '', ...standing }, at), ...stepsOf(writing)];
  const [supervision, appraisal] = (['supervision', 'appraisal'] as const).map((kind) => meetingOf(writing, kind, addDays(today, -18), 'plain'));
  return [
    { at, person: { phone: by } as DemoPerson, facts },
    ...[supervision, appraisal].flatMap((met) =>
      met ? [{ at: morningOf(addDays(today, -18), 15), person: { phone: by } as DemoPerson, facts: [met] }, answerOf(person, met, addDays(today, -18))] : [],
    ),
  ];
}

/**
 * Diplomas, deferrals, induction, probation, supervision and appraisal of everyone. In the first home
 * there is one of each that needs a look; the others keep their records as homes do.
 */
export function datesOf(region: DemoRegion, adminId: string, seed: number, today: Day): Delivery[] {
  const dice = makeDice(seed + 5);
  const admin = makePhone(adminId, makePhone('', '', dice).newId(morningOf(today)), dice);
  const deliveries: Delivery[] = [];
  for (const [index, home] of region.homes.entries()) {
    const stories = index === 0 ? storiesOf(home, today) : new Map<string, Story>();
    deliveries.push(...managerOf({ by: admin, person: home.manager, home, today, dice }));
    const brought: Fact[] = [];
    for (const person of home.staff) {
      if (!CARE.includes(person.role)) continue;
      const story = stories.get(person.personId) ?? 'plain';
      const writing = { by: home.manager.phone, person, home, today, dice };
      brought.push(...stepsOf(writing), ...diplomaOf(writing, story));
      if (story === 'deferred') deliveries.push({ ...deferralOf(writing), person: home.manager });
      deliveries.push(...talksOf(writing, story));
    }
    deliveries.push({ at: morningOf(addDays(today, -6)), person: home.manager, facts: brought });
  }
  return deliveries;
}
