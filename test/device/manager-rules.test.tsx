// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { needs } from '../../src/content/needs.ts';
import { EvidencePage } from '../../src/manager/evidence-page.tsx';
import { RulesPage } from '../../src/manager/rules/rules-page.tsx';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import { completedOn, managerCabinet, managerOf, personOf, placementOf } from '../support/manager-cabinet.ts';
import { smallCourse } from '../support/small-course.ts';

const MEDICINES = smallCourse({ id: 'C6', title: 'Medicines' });
const SELF_HARM = smallCourse({ id: 'C8', title: 'Self-harm' });
const courses = [MEDICINES, SELF_HARM];
const BOSS = personOf('boss', 'Priya Shah', { placements: [placementOf({ role: 'manager' })] });
const AMARA = personOf('amara', 'Amara Osei', { completions: [completedOn('2026-11-02', 'C6')] });

const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 30))));
const press = async (element: HTMLElement) => {
  fireEvent.click(element);
  await settle();
};
const write = (label: string | RegExp, value: string, within_ = screen as Pick<typeof screen, 'getByLabelText'>) =>
  fireEvent.input(within_.getByLabelText(label), { target: { value } });
const pick = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

function fact(body: object, kind: string, over: Partial<KnownFact> = {}): KnownFact {
  return {
    factId: `fact-${kind}-${JSON.stringify(body).length}`,
    kind,
    about: 'x',
    body,
    owner: 'boss',
    at: '2026-11-20T09:00:00.000Z',
    off: 0,
    recordedAt: null,
    ...over,
  } as KnownFact;
}
const waiver = (over: object = {}) =>
  fact(
    { waiverId: 'w1', personId: 'amara', courseId: 'C8', reason: 'longAbsence', rationale: 'On leave.', from: '2026-06-01', endsOn: '2027-03-01', reviewOn: '2026-11-01', ...over },
    'training.waiver.given',
  );

async function openRules(start: { told?: KnownFact[]; people?: (typeof AMARA)[]; role?: 'manager' | 'deputy' } = {}) {
  const who = managerOf('home-1', 'Larch House', start.role ?? 'manager');
  const cabinet = managerCabinet({ who, people: start.people ?? [BOSS, AMARA], courses, needs, told: start.told });
  render(<RulesPage cabinet={cabinet} who={who} go={() => {}} />);
  await settle();
  return cabinet;
}

async function openEvidence(person = AMARA, courseId = 'C6') {
  const cabinet = managerCabinet({ people: [BOSS, person], courses, needs });
  render(<EvidencePage cabinet={cabinet} who={managerOf()} go={() => {}} personId={person.personId} courseId={courseId} />);
  await settle();
  return cabinet;
}

afterEach(cleanup);

describe('what we ask for', () => {
  it('a need that is ticked asks for its courses the same day, and says what is not here', async () => {
    const cabinet = await openRules();
    const epilepsy = screen.getByLabelText(/^Epilepsy/);
    expect(epilepsy.closest('label')?.textContent).toContain('Asks for: Medicines. Due within 28 days. No course here yet: Epilepsy awareness');
    await press(epilepsy);
    await press(screen.getByRole('button', { name: 'Save' }));
    expect(cabinet.facts).toMatchObject([{ kind: 'home.needs.set', body: { homeId: 'home-1', needs: ['epilepsy'], from: '2026-11-22' } }]);
    expect(screen.getByLabelText(/^Epilepsy/).closest('label')?.textContent).toContain('Here since 22 November 2026.');
    expect(screen.getByText(/because of a need: Epilepsy/)).toBeTruthy();
    expect(screen.getByText('Needs: Epilepsy')).toBeTruthy();
  });

  it('the page says that no child is named', async () => {
    await openRules();
    expect(screen.getByText(/Never a child’s name/)).toBeTruthy();
  });

  it('an interval longer than the region’s is not taken, and a shorter one is', async () => {
    const cabinet = await openRules();
    const card = screen.getByRole('heading', { name: 'Medicines' }).closest('li') as HTMLElement;
    const inside = within(card);
    write('Every how many months', '13', inside);
    await press(inside.getByRole('button', { name: 'Ask this often' }));
    expect(inside.getAllByText('The region’s longest is 12 months. Write 12 or fewer.').length).toBeGreaterThan(0);
    expect(cabinet.facts).toEqual([]);
    expect((inside.getByLabelText('Every how many months') as HTMLInputElement).value).toBe('13');
    write('Every how many months', '6', inside);
    await press(inside.getByRole('button', { name: 'Ask this often' }));
    expect(cabinet.facts).toMatchObject([{ kind: 'home.interval.set', body: { courseId: 'C6', months: 6 } }]);
    expect(screen.getByText(/This home asks for it every 6 months, since 22 November 2026/)).toBeTruthy();
  });

  it('a course the home asks for itself is added, and ended with a last day', async () => {
    const cabinet = await openRules();
    await press(screen.getByRole('button', { name: 'Ask for this course' }));
    expect(screen.getAllByText('Choose at least one role').length).toBeGreaterThan(0);
    pick('Course', 'C8');
    await press(screen.getByLabelText('Agency carer'));
    await press(screen.getByRole('button', { name: 'Ask for this course' }));
    expect(cabinet.facts).toMatchObject([{ kind: 'home.requirement.added', body: { courseId: 'C8', roles: ['agency'], need: null, dueDays: 30 } }]);
    await press(screen.getByRole('button', { name: 'Ask for it no more' }));
    const dialog = within(screen.getByRole('dialog'));
    await press(dialog.getByRole('button', { name: 'Ask for it no more' }));
    expect(cabinet.facts.at(-1)).toMatchObject({ kind: 'home.requirement.ended', body: { endsOn: '2026-11-22' } });
    expect(screen.getByText('Asked until 22 November 2026')).toBeTruthy();
  });

  it('a deputy sees it all and changes nothing', async () => {
    await openRules({ role: 'deputy' });
    expect(screen.getByText(/Only the registered manager changes/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Ask for this course' })).toBeNull();
  });

  it('a waiver whose review is late is named first, with who gave it', async () => {
    await openRules({ people: [BOSS, { ...AMARA, told: [waiver()] }] });
    expect(screen.getByText('1 review is late')).toBeTruthy();
    expect(screen.getByText('Review was due on 1 November 2026')).toBeTruthy();
    expect(screen.getByText(/Excused until 1 March 2027, away for a long time. Given by Priya Shah/)).toBeTruthy();
  });

  it('an interval longer than the region came to allow counts as the region’s, and says so', async () => {
    await openRules({ told: [fact({ homeId: 'home-1', courseId: 'C6', months: 24, from: '2026-01-01' }, 'home.interval.set')] });
    expect(screen.getByText('The home said 24 months. The region allows 12, so 12 count.')).toBeTruthy();
  });
});

describe('waivers and certificates on the evidence page', () => {
  it('a waiver needs a reason, words and a review within a year; it shows as a waiver', async () => {
    const cabinet = await openEvidence();
    write('Look at it again on', '2028-01-01');
    await press(screen.getByRole('button', { name: 'Excuse' }));
    for (const says of ['Choose why', 'Write why in your own words', 'Choose a review day from the first day to a year after it']) {
      expect(screen.getAllByText(says).length, says).toBeGreaterThan(0);
    }
    expect(cabinet.facts).toEqual([]);
    await press(screen.getByLabelText('Away for a long time'));
    write('In your words', 'On leave until spring.');
    write('Look at it again on', '2027-02-01');
    await press(screen.getByRole('button', { name: 'Excuse' }));
    expect(cabinet.facts).toMatchObject([
      { kind: 'training.waiver.given', body: { personId: 'amara', courseId: 'C6', reason: 'longAbsence', from: '2026-11-22', reviewOn: '2027-02-01' } },
    ]);
    expect(screen.getByText('Waived')).toBeTruthy();
    expect(screen.getByText('Given by Priya Shah on 22 November 2026.')).toBeTruthy();
    expect(screen.getByText('To be looked at again by 1 February 2027.')).toBeTruthy();
    await press(screen.getByRole('button', { name: 'End this waiver' }));
    const dialog = within(screen.getByRole('dialog'));
    write('Last day it excuses', '2026-11-21', dialog);
    write('Why it ends', 'Back at work.', dialog);
    await press(dialog.getByRole('button', { name: 'End this waiver' }));
    expect(cabinet.facts.at(-1)).toMatchObject({ kind: 'training.waiver.ended', body: { endsOn: '2026-11-21', rationale: 'Back at work.' } });
    expect(screen.getByText('Current')).toBeTruthy();
  });

  it('a certificate is taken back after asking once more, and the course is not started again', async () => {
    const cabinet = await openEvidence();
    expect(screen.getByText('Current')).toBeTruthy();
    pick('Which one', 'c-2026-11-02-C6');
    write('Why', 'Somebody else did the quiz.');
    await press(screen.getByRole('button', { name: 'Take it back' }));
    expect(cabinet.facts).toEqual([]);
    await press(screen.getByRole('button', { name: 'Yes, take it back' }));
    expect(cabinet.facts).toMatchObject([{ kind: 'training.completion.revoked', body: { completionId: 'c-2026-11-02-C6', rationale: 'Somebody else did the quiz.' } }]);
    expect(screen.queryByText('Current')).toBeNull();
    expect(screen.getByText(/Taken back on 22 November 2026 by Priya Shah: Somebody else did the quiz/)).toBeTruthy();
  });

  it('an old certificate counts for nothing until somebody has said that it holds', async () => {
    const brought = fact(
      { recordId: 'r1', personId: 'amara', courseId: 'C8', on: '2026-09-01', expiresOn: '2027-01-31', number: '77', provider: 'Kent Training', importId: 'i', row: 1 },
      'training.record.imported',
    );
    const cabinet = await openEvidence({ ...AMARA, told: [brought] }, 'C8');
    expect(screen.getByText('Brought in, not yet seen')).toBeTruthy();
    expect(screen.getByText('1 September 2026, Kent Training, number 77')).toBeTruthy();
    expect(screen.queryByText('Current')).toBeNull();
    await press(screen.getByRole('button', { name: 'It holds' }));
    expect(screen.getAllByText('Choose what you saw').length).toBeGreaterThan(0);
    await press(screen.getByLabelText('The original'));
    await press(screen.getByRole('button', { name: 'It holds' }));
    expect(cabinet.facts).toMatchObject([{ kind: 'training.record.verified', body: { recordId: 'r1', holds: true, seen: 'original' } }]);
    expect(screen.getByText('Current')).toBeTruthy();
    expect(screen.getByText('Counts until 31 January 2027')).toBeTruthy();
    expect(screen.queryByText('Brought in, not yet seen')).toBeNull();
  });

  it('nobody excuses themselves or takes back their own', async () => {
    await openEvidence({ ...BOSS, completions: [completedOn('2026-11-02', 'C6')] });
    expect(screen.queryByRole('button', { name: 'Excuse' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Take it back' })).toBeNull();
  });
});
