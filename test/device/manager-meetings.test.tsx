// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { MyMeetingsPage } from '../../src/academy/meetings/meetings-page.tsx';
import { MeetingsPage } from '../../src/manager/meetings/meetings-page.tsx';
import { PersonMeetingsPage } from '../../src/manager/meetings/person-meetings-page.tsx';
import type { Role } from '../../src/shared/people/role.ts';
import type { Bodies } from '../../src/shared/wire/kinds.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import { m } from '../../src/words/meetings.ts';
import { told } from '../support/dated.ts';
import { fakeCabinet } from '../support/fake-cabinet.ts';
import { managerCabinet, managerOf, NOW, personOf, placementOf } from '../support/manager-cabinet.ts';

// Today is 22 November 2026.
const met = (over: Partial<Bodies['people.meeting.recorded']> = {}) =>
  told(
    'people.meeting.recorded',
    '2026-10-01',
    {
      meetingId: 'm-1',
      personId: 'amara',
      kind: 'supervision',
      on: '2026-10-01',
      minutes: 45,
      agenda: ['wellbeing', 'safeguarding'],
      notes: 'A hard week.',
      actions: [{ text: 'Read the plan.', by: '2026-10-20' }],
      contributions: [],
      next: null,
      ...over,
    },
    'f-1',
  );
const AMARA = personOf('amara', 'Amara Osei', { placements: [placementOf({ startsOn: '2026-01-01' })], told: [met()] });
const BOSS = personOf('boss', 'Priya Shah', { placements: [placementOf({ role: 'manager', startsOn: '2026-10-20' })] });

const settle = (ms = 30) => act(async () => void (await new Promise((done) => setTimeout(done, ms))));
const type = (label: string | RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = async (name: string) => {
  fireEvent.submit(screen.getByRole('button', { name }).closest('form') as HTMLFormElement);
  await settle();
};

function home() {
  return managerCabinet({ people: [BOSS, AMARA], courses: [] });
}

async function openPerson(personId = 'amara', cabinet = home(), role: Role = 'manager') {
  render(<PersonMeetingsPage cabinet={cabinet} who={managerOf('home-1', 'Larch House', role)} go={() => {}} personId={personId} />);
  await settle();
  return cabinet;
}

const writing = () => within(screen.getByRole('button', { name: 'Save the record' }).closest('form') as HTMLElement);

afterEach(cleanup);

describe('who is due, and what waits', () => {
  it('who is due comes first, and a record without an answer is named', async () => {
    render(<MeetingsPage cabinet={home()} who={managerOf()} go={() => {}} />);
    await settle();
    expect(screen.getAllByRole('heading', { level: 2 }).map((title) => title.textContent)).toEqual(['Who is due', 'Waiting for an answer']);
    expect(screen.getByText('Overdue since 15 October 2026')).toBeTruthy();
    expect(screen.getAllByRole('link', { name: 'Amara Osei' })[0]?.getAttribute('href')).toBe('/manager/people/amara/meetings');
  });

  it('a senior is told why colleagues are not here, and who writes it down', async () => {
    render(<MeetingsPage cabinet={home()} who={managerOf('home-1', 'Larch House', 'senior')} go={() => {}} />);
    await settle();
    expect(screen.getByText(/does not hold your colleagues’ records/)).toBeTruthy();
  });
});

describe('a meeting is written down', () => {
  it('with its day, length, agenda, actions and the next one', async () => {
    const cabinet = await openPerson();
    await press('Save the record');
    expect(cabinet.calls).toEqual([]);
    expect(screen.getAllByText('Choose supervision or appraisal.')).toHaveLength(2);
    fireEvent.click(writing().getByRole('radio', { name: 'Supervision' }));
    type('How long, in minutes', '50');
    fireEvent.click(writing().getByRole('checkbox', { name: 'The safeguarding question' }));
    fireEvent.click(writing().getByRole('checkbox', { name: 'Wellbeing' }));
    type('Notes (optional)', '  Feels safe.  ');
    type('Action 1', 'Lead a handover.');
    type('By when (optional)', '2026-12-01');
    type('Next one (optional)', '2026-12-20');
    await press('Save the record');
    expect(cabinet.calls.flat()).toMatchObject([
      {
        kind: 'people.meeting.recorded',
        body: {
          personId: 'amara',
          kind: 'supervision',
          on: '2026-11-22',
          minutes: 50,
          agenda: ['wellbeing', 'safeguarding'],
          notes: 'Feels safe.',
          actions: [{ text: 'Lead a handover.', by: '2026-12-01' }],
          contributions: [],
          next: '2026-12-20',
        },
      },
    ]);
    expect(screen.getByText('Saved on this phone')).toBeTruthy();
    expect(screen.getByText('Next one agreed: 20 December 2026.')).toBeTruthy();
  });

  it('Guide 13.5: an appraisal counts views of children and professionals, or says why none', async () => {
    const cabinet = await openPerson();
    fireEvent.click(writing().getByRole('radio', { name: 'Appraisal' }));
    expect(screen.getByText('Count them and name themes. No child’s name, and never what was sealed.')).toBeTruthy();
    type('How long, in minutes', '90');
    fireEvent.click(writing().getByRole('checkbox', { name: 'Own practice' }));
    const [children, professionals] = screen.getAllByLabelText('How many views were heard');
    fireEvent.input(children as HTMLElement, { target: { value: '0' } });
    fireEvent.input(professionals as HTMLElement, { target: { value: '2' } });
    await press('Save the record');
    expect(cabinet.calls).toEqual([]);
    expect(screen.getAllByText('Say why none was heard. An inspector asks.')).toHaveLength(2);
    type('If none, why', 'Both moved in this week.');
    type('Themes, one on each line (optional)', 'Clear handovers\n\nOn time');
    await press('Save the record');
    expect(cabinet.calls.flat()[0]?.body).toMatchObject({
      kind: 'appraisal',
      contributions: [
        { from: 'children', count: 0, themes: [], reasonIfNone: 'Both moved in this week.' },
        { from: 'professionals', count: 2, themes: ['Clear handovers', 'On time'], reasonIfNone: '' },
      ],
    });
  });

  it('what was begun is kept on the phone, and is gone once it is saved', async () => {
    const cabinet = await openPerson();
    type('Notes (optional)', 'Half a sentence');
    await settle(500);
    cleanup();
    await openPerson('amara', cabinet);
    expect(screen.getByText('What you had begun is back. It was kept on this phone.')).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('Notes (optional)').value).toBe('Half a sentence');
    fireEvent.click(writing().getByRole('radio', { name: 'Supervision' }));
    fireEvent.click(writing().getByRole('checkbox', { name: 'Wellbeing' }));
    type('How long, in minutes', '30');
    await press('Save the record');
    await settle(500);
    cleanup();
    await openPerson('amara', cabinet);
    expect(screen.getByLabelText<HTMLTextAreaElement>('Notes (optional)').value).toBe('');
  });

  it('a planned meeting is written down as that meeting, and a record is corrected under its own name', async () => {
    const cabinet = await openPerson();
    type('Day', '2026-11-22');
    await press('Plan it');
    const plan = cabinet.calls.flat()[0];
    expect(plan).toMatchObject({ kind: 'people.meeting.planned', body: { personId: 'amara', kind: 'supervision', on: '2026-11-22' } });
    fireEvent.click(screen.getByRole('button', { name: /Write this one down/ }));
    type('How long, in minutes', '40');
    fireEvent.click(writing().getByRole('checkbox', { name: 'Wellbeing' }));
    await press('Save the record');
    expect(cabinet.calls.flat()[1]).toMatchObject({ kind: 'people.meeting.recorded', about: plan?.about });
    fireEvent.click(screen.getByRole('button', { name: /Correct this record Supervision, 22 November 2026/ }));
    expect(screen.getByLabelText<HTMLInputElement>('How long, in minutes').value).toBe('40');
    expect(screen.getByText(/It needs a new answer/)).toBeTruthy();
  });

  it('nobody writes down their own, and finds the way to answer', async () => {
    await openPerson('boss');
    expect(screen.queryByRole('button', { name: 'Save the record' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Read and answer the records of your meetings' }).getAttribute('href')).toBe('/academy/meetings');
  });
});

describe('the other person answers', () => {
  const WHO = { personId: 'amara', name: 'Amara Osei', roles: [{ placeId: 'home-1', placeName: 'Larch House', role: 'carer' as const }], now: NOW };

  async function openMine(record = { placements: AMARA.placements, told: AMARA.told ?? [] }) {
    const cabinet = fakeCabinet({ who: WHO, courses: [], now: NOW, record });
    render(<MyMeetingsPage cabinet={cabinet} who={WHO} go={() => {}} />);
    await settle();
    return cabinet;
  }

  it('reads the record, and agrees', async () => {
    const cabinet = await openMine();
    expect(screen.getByText('A hard week.')).toBeTruthy();
    expect(screen.getByText('Read the plan. (by 20 October 2026)')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'Yes, I agree' }));
    await press('Save your answer');
    expect(cabinet.calls.flat()).toMatchObject([{ kind: 'people.meeting.confirmed', about: 'm-1', body: { meetingId: 'm-1', factId: 'f-1', agrees: true, comment: '' } }]);
    expect(screen.getByText('Saved on this phone')).toBeTruthy();
    expect(screen.getByText('Both agree')).toBeTruthy();
  });

  it('does not agree, and says what is not right; a later answer stands beside the earlier one', async () => {
    const cabinet = await openMine();
    await press('Save your answer');
    expect(screen.getAllByText('Choose whether you agree.')).toHaveLength(2);
    fireEvent.click(screen.getByRole('radio', { name: 'No, I do not agree' }));
    await press('Save your answer');
    expect(screen.getAllByText('Say what is not right.')).toHaveLength(2);
    type('What is not right', 'It was 20 minutes.');
    await press('Save your answer');
    expect(screen.getByText('Not agreed')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /Change your answer/ }));
    fireEvent.click(screen.getByRole('radio', { name: 'Yes, I agree' }));
    await press('Save your answer');
    expect(cabinet.calls.flat().map((draft) => (draft.body as Bodies['people.meeting.confirmed']).agrees)).toEqual([false, true]);
    expect(screen.getByText('You did not agree on 22 November 2026.')).toBeTruthy();
  });

  it('an answer that was begun is there again, is gone once it is saved, and after a correction only its words are', async () => {
    const cabinet = await openMine();
    const again = async (other = cabinet) => {
      cleanup();
      render(<MyMeetingsPage cabinet={other} who={WHO} go={() => {}} />);
      await settle();
    };
    const disagrees = () => (screen.getByRole('radio', { name: 'No, I do not agree' }) as HTMLInputElement).checked;
    fireEvent.click(screen.getByRole('radio', { name: 'No, I do not agree' }));
    type('What is not right', 'It was 20 min');
    await again();
    expect([(screen.getByLabelText('What is not right') as HTMLTextAreaElement).value, disagrees()]).toEqual(['It was 20 min', true]);
    screen.getByText(m('mine.draft'));

    const corrected = { ...AMARA.told?.find((fact) => fact.factId === 'f-1'), factId: 'f-9', at: '2026-11-21T10:00:00.000Z' } as KnownFact;
    cabinet.receive(corrected);
    await again();
    expect([(screen.getByLabelText(m('mine.comment')) as HTMLTextAreaElement).value, disagrees()]).toEqual(['It was 20 min', false]);

    fireEvent.click(screen.getByRole('radio', { name: 'No, I do not agree' }));
    await press('Save your answer');
    expect(cabinet.calls.flat()).toMatchObject([{ body: { factId: 'f-9', agrees: false, comment: 'It was 20 min' } }]);
    await again();
    expect(screen.queryByText(m('mine.draft'))).toBeNull();
    expect(screen.queryByRole('radio', { name: 'No, I do not agree' })).toBeNull();
  });

  it('with nothing here yet it says what will come', async () => {
    await openMine({ placements: AMARA.placements, told: [] });
    expect(screen.getByText('When your manager plans a supervision or writes one down, it appears here.')).toBeTruthy();
  });
});
