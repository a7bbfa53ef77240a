import { describe, expect, it } from 'vitest';
import type { Standing } from '../../src/shared/training/standing.ts';
import { standingFor } from '../../src/shared/training/person-record.ts';
import { requirementsFor } from '../../src/shared/training/requirement.ts';
import { homeRules } from '../../src/shared/training/rules-of.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import { catalogueOf, factsOf, phoneOf } from '../support/timelines/as-facts.ts';
import { textOf } from '../support/timelines/calendar.ts';
import type { Dice, Happening, Story } from '../support/timelines/story.ts';
import { diceOf, storyOf } from '../support/timelines/story.ts';
import type { Found } from '../support/timelines/walk.ts';
import { walkTo } from '../support/timelines/walk.ts';

/** REQ-5 asks for a million: `HEARTH_TIMELINES=1000000`. A test run takes a share of them. */
const COUNT = Number(process.env.HEARTH_TIMELINES ?? 5_000);
const FROM = Number(process.env.HEARTH_TIMELINES_FROM ?? 1);

/** As the phone says it, from facts in any order. */
function phoneSays(story: Story, facts: readonly KnownFact[], day: number): Standing {
  const { record, told } = phoneOf(story, facts);
  const catalogue = catalogueOf(story);
  const today = textOf(day);
  const rules = homeRules(told, catalogue, today);
  const [card] = catalogue.courses;
  if (!card) throw new Error('no course');
  const due = requirementsFor(record.placements, rules.requirements, today).find((entry) => entry.requirement.courseId === card.id) ?? null;
  return standingFor(record, card, due, today, rules);
}

/** What was published and stopped a certificate; a search that never meets it has not tried it. */
let stopped = 0;

/** Without the waiver itself: the last day it names lies ahead, and may still be brought forward. */
function read({ waiver: _, change, ...standing }: Standing): Found {
  if (change && standing.word === 'expired') stopped += 1;
  return { ...standing, hasUnverified: standing.hasUnverified === true, hasDisagreement: standing.hasDisagreement === true };
}

/** The day something counts from. */
function ownDay(happening: Happening): number {
  if ('from' in happening) return happening.from;
  if (happening.what === 'excuseOver' || happening.what === 'asksNoMore') return happening.to;
  return happening.what === 'seenTogether' ? Math.min(happening.on, happening.made.day) : happening.made.day;
}

function shuffled<Entry>(list: readonly Entry[], dice: Dice): Entry[] {
  const left = [...list];
  return list.map(() => left.splice(dice.whole(left.length), 1)[0] as Entry);
}

function eachStory(count: number, look: (story: Story, seed: number) => void): void {
  for (let seed = FROM; seed < FROM + count; seed += 1) look(storyOf(seed), seed);
}

/** The words met on the way: a search that never meets a rule has not tried it. */
const met = new Map<string, number>();

describe('REQ-5 random timelines', () => {
  it(
    'phone and server find what a clerk finds who lives through every day',
    () => {
      eachStory(COUNT, (story, seed) => {
        const facts = factsOf(story);
        for (const day of story.days) {
          const expected = walkTo(story, day);
          met.set(expected.word, (met.get(expected.word) ?? 0) + 1);
          const found = read(phoneSays(story, facts, day));
          const isSame = (Object.keys(expected) as (keyof Found)[]).every((key) => expected[key] === found[key]);
          if (!isSame) expect({ seed, day: textOf(day), ...found }, JSON.stringify(story)).toEqual({ seed, day: textOf(day), ...expected });
        }
      });
      const words = ['notRequired', 'notStarted', 'inProgress', 'awaitingSignOff', 'current', 'dueSoon', 'expired', 'lapsed', 'waived'];
      expect(stopped).toBeGreaterThan(COUNT / 500);
      expect(words.filter((word) => (met.get(word) ?? 0) < COUNT / 500)).toEqual([]);
    },
    COUNT * 5 + 60_000,
  );

  it(
    'facts in another order, or twice, say the same',
    () => {
      eachStory(Math.ceil(COUNT / 6), (story, seed) => {
        const dice = diceOf(seed + 7);
        const facts = factsOf(story);
        for (const day of story.days) {
          const inOrder = phoneSays(story, facts, day);
          const again = phoneSays({ ...story, stays: shuffled(story.stays, dice) }, shuffled([...facts, ...facts.slice(0, 3)], dice), day);
          expect({ seed, ...again }).toEqual({ seed, ...inOrder });
        }
      });
    },
    COUNT * 5 + 60_000,
  );

  it(
    'what counts from a later day never changes what was true on an earlier one',
    () => {
      eachStory(Math.ceil(COUNT / 6), (story, seed) => {
        const [day = 0] = story.days;
        const then = { ...story, happenings: story.happenings.filter((happening) => ownDay(happening) <= day) };
        expect({ seed, ...read(phoneSays(story, factsOf(story), day)) }).toEqual({ seed, ...read(phoneSays(then, factsOf(then), day)) });
      });
    },
    COUNT * 5 + 60_000,
  );
});
