// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { EvidencePage } from '../../src/manager/evidence-page.tsx';
import { PersonPage } from '../../src/manager/person-page.tsx';
import { completedOn, managerCabinet, managerOf, personOf, placementOf } from '../support/manager-cabinet.ts';
import { smallCourse } from '../support/small-course.ts';

const practical = { id: 'giving', title: 'Giving medicine', times: 3, steps: ['Checks the name', 'Checks the dose'], facts: [] };
const MEDICINES = smallCourse({ id: 'medicines', title: 'Medicines', practical });
const BOSS = personOf('boss', 'Priya Shah', { placements: [placementOf({ role: 'manager' })], completions: [completedOn('2026-11-02', 'medicines')] });
const AMARA = personOf('amara', 'Amara Osei', {
  completions: [completedOn('2026-11-02', 'medicines')],
  attempts: [
    {
      attemptId: 'a1',
      courseId: 'medicines',
      courseVersion: 3,
      moduleId: 'T1-M2',
      started: { at: '2026-11-02T09:40:00.000Z', off: 0, recordedAt: '2026-11-02T10:01:00.000Z' },
      finished: {
        factId: 'f1',
        at: '2026-11-01T09:50:00.000Z',
        off: 86_400_000,
        recordedAt: '2026-11-02T10:01:00.000Z',
        score: { right: 11, of: 12, passed: true },
        serverScore: { right: 9, of: 12, passed: false },
      },
    },
  ],
});

const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 30))));
async function open(personId: string) {
  const cabinet = managerCabinet({ people: [BOSS, AMARA], courses: [MEDICINES] });
  render(<EvidencePage cabinet={cabinet} who={managerOf()} go={() => {}} personId={personId} courseId="medicines" />);
  await settle();
  return cabinet;
}

afterEach(cleanup);

describe('evidence', () => {
  it('it says where a course stands and why', async () => {
    await open('amara');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Medicines');
    expect(screen.getByText('Awaiting sign-off')).toBeTruthy();
    expect(screen.getByText('The learning is passed. 3 sign-offs of practice are missing.')).toBeTruthy();
  });

  it('it shows every attempt with both scores, both times, the version and the wrong clock', async () => {
    await open('amara');
    expect(screen.getByText('11 of 12 right, 91 %, passed')).toBeTruthy();
    expect(screen.getByText('The server counted 9 of 12, 75 %, not passed. The server’s count is the record.')).toBeTruthy();
    expect(screen.getByText('Content version 3')).toBeTruthy();
    expect(screen.getByText('Phone time 1 Nov 2026, 09:50')).toBeTruthy();
    expect(screen.getByText(/clock was wrong by about 24 hours/)).toBeTruthy();
    expect(screen.getByText('Certificate c-2026-11-02-medicines')).toBeTruthy();
  });

  it('what it rests on is one line of time, newest first', async () => {
    await open('amara');
    const points = within(screen.getAllByRole('list').at(-1) as HTMLElement).getAllByRole('heading', { level: 3 });
    expect(points.map((point) => point.textContent)).toEqual(['Completed', 'Quiz']);
  });

  it('a person or course that is not on this device is told plainly', async () => {
    await open('nobody');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('This person is not on this device');
  });
});

describe('signing off practice', () => {
  it('a manager signs off, and it is recorded about its own id', async () => {
    const cabinet = await open('amara');
    fireEvent.click(screen.getByRole('radio', { name: /^Met/ }));
    fireEvent.input(screen.getByLabelText('Note (optional)'), { target: { value: '  Calm and exact.  ' } });
    fireEvent.submit(screen.getByRole('button', { name: 'Sign off' }).closest('form') as HTMLFormElement);
    await settle();
    const [draft] = cabinet.calls.flat();
    expect(cabinet.calls).toHaveLength(1);
    expect(draft).toMatchObject({
      kind: 'training.practice.signed',
      body: { personId: 'amara', courseId: 'medicines', practicalId: 'giving', met: true, note: 'Calm and exact.' },
    });
    expect(draft?.about).toBe((draft?.body as { signOffId?: string } | undefined)?.signOffId);
    expect(screen.getByText('Saved on this phone')).toBeTruthy();
    expect(await screen.findByText('Waiting for signal')).toBeTruthy();
    expect(screen.getByText('The learning is passed. 2 sign-offs of practice are missing.')).toBeTruthy();
  });

  it('a manager cannot sign off their own practice', async () => {
    const cabinet = await open('boss');
    expect(screen.getByText('You cannot sign off your own practice. Ask another person who may.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Sign off' })).toBeNull();
    expect(cabinet.calls).toEqual([]);
  });

  it('without a choice nothing is recorded and the fault is named', async () => {
    const cabinet = await open('amara');
    fireEvent.submit(screen.getByRole('button', { name: 'Sign off' }).closest('form') as HTMLFormElement);
    await settle();
    expect(screen.getByRole('link', { name: 'Choose what you saw' }).getAttribute('href')).toBe('#result');
    expect(cabinet.calls).toEqual([]);
  });

  it('what was chosen and written but not signed is there again when the form is opened again, and gone once it is signed', async () => {
    const cabinet = await open('amara');
    const note = () => screen.getByLabelText('Note (optional)') as HTMLTextAreaElement;
    const again = async (personId: string) => {
      cleanup();
      render(<EvidencePage cabinet={cabinet} who={managerOf()} go={() => {}} personId={personId} courseId="medicines" />);
      await settle();
    };
    fireEvent.click(screen.getByRole('radio', { name: /^Met/ }));
    fireEvent.input(note(), { target: { value: 'Calm and ex' } });
    await again('amara');
    expect([note().value, (screen.getByRole('radio', { name: /^Met/ }) as HTMLInputElement).checked]).toEqual(['Calm and ex', true]);
    screen.getByText('You began this before and did not sign it. Your words are here again.');
    fireEvent.submit(note().form as HTMLFormElement);
    await settle();
    expect(cabinet.facts).toHaveLength(1);
    await again('amara');
    expect(note().value).toBe('');
    expect(screen.queryByText('You began this before and did not sign it. Your words are here again.')).toBeNull();
  });

  it('F19 an update waits for a form with words in it, and for no other', async () => {
    await open('amara');
    const dirty = () => document.querySelector('form[data-dirty]');
    expect(dirty()).toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: /^Met/ }));
    expect(dirty()).not.toBeNull();
  });

  it('a full phone says so and keeps what was typed', async () => {
    const cabinet = await open('amara');
    cabinet.failNext('storageFull');
    fireEvent.click(screen.getByRole('radio', { name: /^Not yet/ }));
    fireEvent.input(screen.getByLabelText('Note (optional)'), { target: { value: 'Once more.' } });
    fireEvent.submit(screen.getByRole('button', { name: 'Sign off' }).closest('form') as HTMLFormElement);
    await settle();
    expect(screen.getByText('This was not saved')).toBeTruthy();
    expect(screen.queryByText('Saved on this phone')).toBeNull();
    expect((screen.getByLabelText('Note (optional)') as HTMLTextAreaElement).value).toBe('Once more.');
    expect(cabinet.facts).toEqual([]);
  });
});

describe('one person', () => {
  const openPerson = async (personId: string, role: 'manager' | 'deputy' = 'manager') => {
    const cabinet = managerCabinet({ people: [BOSS, AMARA], courses: [MEDICINES] });
    render(<PersonPage cabinet={cabinet} who={managerOf('home-1', 'Larch House', role)} go={() => {}} personId={personId} />);
    await settle();
    return cabinet;
  };

  it('it shows the Level 3 date two years after the care role began', async () => {
    await openPerson('amara');
    expect(await screen.findByText('By 1 October 2028')).toBeTruthy();
  });

  it('a last day is recorded for the placement in this home', async () => {
    const cabinet = await openPerson('amara');
    fireEvent.input(screen.getByLabelText('Last day in this home'), { target: { value: '2026-12-31' } });
    fireEvent.submit(screen.getByLabelText('Last day in this home').closest('form') as HTMLFormElement);
    await settle();
    expect(cabinet.calls.flat()).toMatchObject([{ kind: 'people.placement.ended', body: { personId: 'amara', placementId: 'place-amara', endsOn: '2026-12-31' } }]);
    expect(screen.getByText('The last day is set to 31 December 2026.')).toBeTruthy();
  });

  it('a last day before the first is refused', async () => {
    const cabinet = await openPerson('amara');
    fireEvent.input(screen.getByLabelText('Last day in this home'), { target: { value: '2026-09-30' } });
    fireEvent.submit(screen.getByLabelText('Last day in this home').closest('form') as HTMLFormElement);
    await settle();
    expect(screen.getByRole('link', { name: 'The last day cannot be before the first day' })).toBeTruthy();
    expect(cabinet.calls).toEqual([]);
  });

  it('a deputy is offered neither a new link nor a last day', async () => {
    await openPerson('amara', 'deputy');
    expect(screen.queryByRole('link', { name: 'Make a new sign-in link' })).toBeNull();
    expect(screen.queryByLabelText('Last day in this home')).toBeNull();
  });
});
