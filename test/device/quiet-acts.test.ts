// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { joinedPhone } from '../support/joined-phone.ts';
import { actLetter, viewLetter } from '../support/quiet-letters.ts';

describe('what a reader does, on its way', () => {
  it('a reader whose sign-in ended keeps their acts, and a young person’s letters go on', async () => {
    const { server, shelf, tab, lane } = await joinedPhone();
    await shelf.send([actLetter('ann')]);
    await shelf.send([viewLetter({ madeAt: '2026-11-20T09:30:00.000Z' })]);
    const sender = lane(['young', 'ann']);
    await sender.drain();
    expect([server.acts.length, server.effects.length]).toEqual([0, 1]);
    expect((await shelf.letters()).map(({ owner, refused }) => [owner, refused])).toEqual([['ann', undefined]]);
    tab.session.personId = 'ann';
    await sender.drain();
    expect(server.acts).toHaveLength(1);
    expect(server.seen.at(-1)?.hasCookie).toBe(true);
  });

  it('what another reader may not do is no refusal of whoever wrote it', async () => {
    const { server, shelf, tab, lane } = await joinedPhone();
    await shelf.send([actLetter('ann')]);
    server.actsOf = 'ann';
    tab.session.personId = 'ben';
    const sender = lane(['young', 'ann']);
    await sender.drain();
    expect((await shelf.letters()).map(({ refused }) => refused)).toEqual([undefined]);
    tab.session.personId = 'ann';
    await sender.drain();
    expect((await shelf.letters()).length).toBe(0);
  });

  it('an act that its own reader may not do is refused, kept and said', async () => {
    const { server, shelf, tab, lane } = await joinedPhone();
    await shelf.send([actLetter('ann')]);
    server.actsOf = 'nobody';
    tab.session.personId = 'ann';
    await lane(['young', 'ann']).drain();
    expect((await shelf.letters()).map(({ refused }) => refused)).toEqual(['notFound']);
  });

  it('never sends one reader’s acts under another’s sign-in', async () => {
    const { server, shelf, tab, lane } = await joinedPhone();
    await shelf.send([actLetter('ann')]);
    tab.session.personId = 'ben';
    await lane(['young', 'ben']).drain();
    expect(server.acts).toEqual([]);
    expect((await shelf.letters()).length).toBe(1);
  });
});
