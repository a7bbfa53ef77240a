// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { groupWaiting } from '../../src/app/waiting-groups.ts';
import { WaitingList } from '../../src/app/waiting-list.tsx';
import type { Cabinet, Delivery, Waiting } from '../../src/store/cabinet.ts';

const line = (factId: string, kind: Waiting['kind'], change: Partial<Waiting> = {}): Waiting => ({
  factId,
  kind,
  about: 'a-1',
  body: { attemptId: 'a-1' } as Waiting['body'],
  savedAt: '2026-11-22T03:10:00.000Z',
  bytes: 200,
  state: 'waiting',
  refusal: null,
  ...change,
});
const quiz = [
  line('f-1', 'training.attempt.started'),
  line('f-2', 'training.attempt.answered'),
  line('f-3', 'training.attempt.answered'),
  line('f-4', 'training.attempt.finished'),
];

/** A cabinet that only knows where one fact is. */
function where(delivery: Delivery): Cabinet {
  return {
    watchDelivery: (_factId: string, tell: (known: Delivery) => void) => {
      tell(delivery);
      return () => undefined;
    },
  } as unknown as Cabinet;
}

const show = (lines: Waiting[], delivery: Delivery) => <WaitingList lines={lines} cabinet={where(delivery)} record={null} catalogue={null} />;

afterEach(cleanup);

describe('what is on this phone only', () => {
  it('one attempt is one thing, and a refusal stands alone', () => {
    const refusal = { kind: 'notValid', where: 'answer' } as unknown as Waiting['refusal'];
    const refused = line('f-5', 'training.attempt.answered', { state: 'needsYou', refusal });
    expect(groupWaiting([refused, ...quiz]).map((group) => group.lines.map(({ factId }) => factId))).toEqual([['f-5'], ['f-1', 'f-2', 'f-3', 'f-4']]);
  });

  it('says what of it is not delivered, and stays where it was when it is', async () => {
    const { rerender } = render(show(quiz, { state: 'delivered' }));
    expect(screen.getByRole('listitem').textContent).toContain('Begun, 2 answers, finished');
    expect(screen.getByText('Waiting for signal')).toBeTruthy();
    rerender(show([], { state: 'delivered' }));
    expect(await screen.findByText('Delivered')).toBeTruthy();
    expect(screen.queryByText('Waiting for signal')).toBeNull();
  });

  it('what the person let go of is gone, and is not called delivered', async () => {
    const { rerender } = render(show(quiz, { state: 'onThisPhone' }));
    rerender(show([], { state: 'onThisPhone' }));
    await expect.poll(() => screen.queryAllByRole('listitem')).toEqual([]);
    expect(screen.queryByText('Delivered')).toBeNull();
  });
});
