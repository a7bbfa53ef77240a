// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { PersonPage } from '../../src/manager/person-page.tsx';
import { managerCabinet, managerOf, personOf } from '../support/manager-cabinet.ts';
import { smallCourse } from '../support/small-course.ts';

const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 60))));

async function open(person = personOf('amara', 'Amara Osei')) {
  const cabinet = managerCabinet({ courses: [smallCourse()], people: [person] });
  render(<PersonPage cabinet={cabinet} who={managerOf()} go={() => {}} personId={person.personId} />);
  await settle();
  return cabinet;
}

afterEach(cleanup);

describe('a person’s account', () => {
  it('is closed by their manager, who is told what becomes of work that still arrives', async () => {
    const cabinet = await open();
    fireEvent.click(screen.getByText('Close this account …'));
    expect(screen.getByText(/kept safe, and decided when the account is open again/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Close the account' }));
    await settle();
    expect(cabinet.calls.flat()).toMatchObject([{ kind: 'people.account.closed', about: 'amara', body: { personId: 'amara' } }]);
    expect(screen.getByText('Saved on this phone')).toBeTruthy();
  });

  it('once closed it says so and can be opened again', async () => {
    const cabinet = await open({ ...personOf('amara', 'Amara Osei'), isClosed: true });
    expect(screen.getByText('This account is closed')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Open the account again' }));
    await settle();
    expect(cabinet.calls.flat()).toMatchObject([{ kind: 'people.account.reopened', body: { personId: 'amara' } }]);
  });
});
