// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useEffect, useReducer } from 'preact/hooks';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Envelope } from '../../src/shared/voice/envelope.ts';
import type { AnswerBody } from '../../src/shared/voice/sealed-body.ts';
import { AnswersScreen } from '../../src/voice/answers/answers-screen.tsx';
import { dueCheckBack } from '../../src/voice/answers/check-back.ts';
import { readLedger } from '../../src/voice/answers/ledger.ts';
import { newSaying, type Saying } from '../../src/voice/say/saying.ts';
import { sealAndSend } from '../../src/voice/say/send.ts';
import { boxOf, headerOf, makeRegion, messageFrom, openAs, type Pretend, pretendTalk, reader, type Region, viewOf } from '../support/young-talk.tsx';

const LATER = '2026-11-23T11:05:00.000Z';
const READ = { t: 'read', at: LATER } as const;
const REPLY = { t: 'reply', at: LATER, text: 'We asked for new bikes.' } as const;

let region: Region;
beforeAll(async () => {
  region = await makeRegion();
});
afterEach(cleanup);

function Stage({ phone }: { phone: Pretend }) {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    phone.told.hear = () => draw(0);
  }, []);
  return <AnswersScreen talk={phone.talk()} />;
}
const settle = (ms = 60) => act(async () => void (await new Promise((done) => setTimeout(done, ms))));
const press = async (name: string | RegExp) => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};

/** A phone that said something to the advocates, which was delivered. */
async function afterSending(patch: Partial<Saying> = {}, to = ['advocate']): Promise<{ phone: Pretend; view: Envelope }> {
  const phone = await pretendTalk(region);
  const audiences = region.directory.audiences.filter(({ a }) => to.includes(a));
  await sealAndSend(phone.talk(), { ...newSaying('draft', 'idea'), text: 'More bikes', to, ...patch }, audiences);
  const letters = await phone.letters();
  const view = viewOf(letters);
  for (const { id } of letters) await phone.shelf.settleLetter(id, { is: 'taken' });
  phone.set({ now: '2026-11-23T12:00:00.000Z' });
  return { phone, view };
}
async function show(phone: Pretend) {
  render(<Stage phone={phone} />);
  await settle(150);
}
async function openThread(phone: Pretend, view: Envelope) {
  await act(async () => phone.talk().go('what-happened', headerOf(view).id));
  await settle(100);
}
async function answersSent(phone: Pretend) {
  return vi.waitFor(async () => {
    const view = viewOf(await phone.letters());
    return (await openAs(region, 'advocate', view)) as unknown as AnswerBody;
  });
}

describe('what happened to my words', () => {
  it('the list holds no words: what it was, when, to whom and where it is', async () => {
    const { phone } = await afterSending();
    await show(phone);
    expect(screen.getByRole('heading', { name: 'An idea, Mon 23 November' })).toBeTruthy();
    expect(screen.getByText('To: Coast advocates')).toBeTruthy();
    expect(screen.getByText('Delivered')).toBeTruthy();
    expect(document.body.textContent).not.toContain('bikes');
    expect(await readLedger(phone.talk())).toEqual([expect.objectContaining({ kind: 'idea', to: ['advocate'], isSure: true })]);
    expect(JSON.stringify(await readLedger(phone.talk()))).not.toContain('bikes');
  });

  it('what has not gone yet is waiting, and until when is said', async () => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(0.99);
    const phone = await pretendTalk(region);
    await sealAndSend(phone.talk(), { ...newSaying('draft', 'feeling'), text: 'x' }, region.directory.audiences.slice(1, 2));
    await show(phone);
    expect(screen.getByText('Waiting. It goes after Mon 10:14.')).toBeTruthy();
  });

  it('what found no signal for 30 days says that nobody has seen it', async () => {
    const phone = await pretendTalk(region);
    await sealAndSend(phone.talk(), { ...newSaying('draft', 'idea'), text: 'x' }, region.directory.audiences.slice(1, 2));
    const letters = await phone.letters();
    for (const { id } of letters) await phone.shelf.settleLetter(id, { is: 'refused', why: 'tooOld' });
    await show(phone);
    await openThread(phone, viewOf(letters));
    expect(screen.getByText(/^This phone had no signal for 30 days\./)).toBeTruthy();
    expect(screen.queryByText(/^Something went wrong/)).toBeNull();
  });

  it('R7 read is shown only with a receipt that this phone checked, also without signal', async () => {
    const { phone, view } = await afterSending();
    const read = boxOf(view, [await messageFrom(region, 'advocate', view, READ)]);
    await phone.shelf.keepPost([{ ...read, messages: [], sent: read.sent.map((sent) => ({ ...sent, state: [{ a: 'advocate', state: 'read', overdue: false }] })) }], LATER);
    await show(phone);
    expect(screen.getByText('Delivered')).toBeTruthy();
    await act(async () => phone.shelf.keepPost([read], LATER));
    await settle(150);
    expect(screen.getByText('Read by Coast advocates, Mon 11:05')).toBeTruthy();
    await openThread(phone, view);
    expect(screen.getByText('This was signed by them. Your phone checked it.')).toBeTruthy();
    expect(screen.getByText('Amira of advocate, worker')).toBeTruthy();
  });

  it('an answer that is late says so', async () => {
    const { phone, view } = await afterSending();
    const box = boxOf(view, []);
    await phone.shelf.keepPost([{ ...box, sent: box.sent.map((sent) => ({ ...sent, state: [{ a: 'advocate', state: 'new', overdue: true }] })) }], LATER);
    await show(phone);
    expect(screen.getByText('It is late. The people in charge know.')).toBeTruthy();
  });

  it('it looks for answers at once, always in the same size', async () => {
    const { phone } = await afterSending();
    await show(phone);
    expect(phone.looked).toEqual([24]);
    expect(screen.getByText('We looked just now.')).toBeTruthy();
  });
});

describe('what a hostile server may try', () => {
  it('C11 a forged reply is not shown, is said, and is reported once', async () => {
    const { phone, view } = await afterSending();
    const forged = { ...(await messageFrom(region, 'advocate', view, REPLY)), cert: reader(region, 'participation').d };
    await phone.shelf.keepPost([boxOf(view, [forged])], LATER);
    await show(phone);
    expect(screen.getByText('We did not open one message. It was not signed by your team.')).toBeTruthy();
    await openThread(phone, view);
    expect(screen.queryByText(REPLY.text)).toBeNull();
    expect(screen.getByText(/Someone may have tried to trick you/)).toBeTruthy();
    expect(phone.reports).toEqual(['forgedReply']);
  });

  it('C7 a receipt from another thread is not shown as this one’s', async () => {
    const { phone, view } = await afterSending();
    await sealAndSend(phone.talk(), { ...newSaying('other', 'idea'), text: 'y' }, region.directory.audiences.slice(1, 2));
    const other = viewOf(await phone.letters());
    await phone.shelf.keepPost([boxOf(view, [await messageFrom(region, 'advocate', other, READ)])], LATER);
    await show(phone);
    await openThread(phone, view);
    expect(screen.getByText('One message was not for this. We did not show it.')).toBeTruthy();
    expect(screen.queryByText('They read it.')).toBeNull();
    expect(phone.reports).toEqual(['foreignReceipt']);
  });

  it('C7 a message put into the right mailbox about another view is foreign too', async () => {
    const { phone, view } = await afterSending();
    await sealAndSend(phone.talk(), { ...newSaying('other', 'idea'), text: 'y' }, region.directory.audiences.slice(1, 2));
    const other = viewOf(await phone.letters());
    await phone.shelf.keepPost([boxOf(view, [await messageFrom(region, 'advocate', other, READ, headerOf(view).mbox)])], LATER);
    await show(phone);
    await openThread(phone, view);
    expect(phone.reports).toEqual(['foreignReceipt']);
  });
});

describe('an answer', () => {
  async function answered(body: Parameters<typeof messageFrom>[3] = REPLY) {
    const { phone, view } = await afterSending();
    await phone.shelf.keepPost([boxOf(view, [await messageFrom(region, 'advocate', view, READ), await messageFrom(region, 'advocate', view, body)])], LATER);
    await show(phone);
    return { phone, view };
  }

  it('is shown with who signed it, and can be said to have helped', async () => {
    const { phone, view } = await answered();
    expect(screen.getByText('Answered')).toBeTruthy();
    await openThread(phone, view);
    expect(screen.getAllByText(REPLY.text).length).toBeGreaterThan(0);
    await press('A bit');
    const body = await answersSent(phone);
    expect(body).toMatchObject({ t: 'answer', says: 'bit' });
    await vi.waitFor(() => expect(screen.getByText('You said: A bit')).toBeTruthy());
  });

  it('wanting an advocate is told to the team, and a number to call is shown', async () => {
    const { phone, view } = await answered();
    await openThread(phone, view);
    await press('I want an advocate');
    expect(await answersSent(phone)).toMatchObject({ says: 'advocate' });
    await vi.waitFor(() => expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toContain('tel:08088005792'));
  });

  it('more words go into the same thread, sealed to the same teams', async () => {
    const { phone, view } = await answered();
    await openThread(phone, view);
    fireEvent.input(screen.getByLabelText('Your words'), { target: { value: 'Blue ones please' } });
    await settle();
    await press('Send to them');
    const body = await answersSent(phone);
    expect(body).toMatchObject({ t: 'answer', says: 'more', text: 'Blue ones please', re: headerOf(view).id });
    expect(headerOf(viewOf(await phone.letters())).mbox).toBe(headerOf(view).mbox);
  });

  it('an outcome that changed something is said so, with the reason', async () => {
    const { phone, view } = await answered({ t: 'outcome', at: LATER, outcome: 'done', text: 'Because you asked.' } as never);
    expect(screen.getByText('Changed something')).toBeTruthy();
    await openThread(phone, view);
    expect(screen.getByText('They changed something')).toBeTruthy();
    expect(screen.getAllByText('Because you asked.').length).toBeGreaterThan(0);
  });

  it('words for others to read need a yes to exactly these', async () => {
    const { phone, view } = await answered({ t: 'theme', at: LATER, text: 'Young people want bikes.' } as never);
    await openThread(phone, view);
    expect(screen.getByText('May we use these words?')).toBeTruthy();
    await press('No, do not use them');
    expect(await answersSent(phone)).toMatchObject({ says: 'mayNotUse' });
  });

  it('who knows now: passing on is shown with its reason and whether they were told first', async () => {
    const { phone, view } = await afterSending();
    const duty = region.directory.audiences.find(({ a }) => a === 'duty');
    const share = await reader(region, 'advocate').engine.passOn(
      view,
      { a: 'advocate', e: 3 },
      null,
      { a: 'duty', e: 3, pub: duty?.epochs[0]?.pub ?? '' },
      { why: 'safety', at: LATER, toldFirst: false, withheld: false },
    );
    if (!share) throw new Error('not passed on');
    await phone.shelf.keepPost([boxOf(view, [], { shares: [share] })], LATER);
    await show(phone);
    await openThread(phone, view);
    expect(screen.getByText(/Coast advocates told them to keep someone safe, Mon 11:05/)).toBeTruthy();
    expect(screen.getByText(/They did not tell you first\./)).toBeTruthy();
  });
});

describe('taking it back', () => {
  it('what has not gone never goes, and nothing of it is left', async () => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(0.9);
    const phone = await pretendTalk(region);
    await sealAndSend(phone.talk(), { ...newSaying('draft', 'idea'), text: 'x' }, region.directory.audiences.slice(1, 2));
    const view = viewOf(await phone.letters());
    await show(phone);
    await openThread(phone, view);
    expect(screen.getByText('It has not gone yet. Take it back and nobody gets it.')).toBeTruthy();
    await press('Yes, take it back');
    await settle();
    expect(await phone.letters()).toEqual([]);
    expect(screen.getByText('You took it back')).toBeTruthy();
  });

  it('after it was read it can still be taken back, and the screen is honest about it', async () => {
    const { phone, view } = await afterSending();
    await phone.shelf.keepPost([boxOf(view, [await messageFrom(region, 'advocate', view, READ)])], LATER);
    await show(phone);
    await openThread(phone, view);
    expect(screen.getByText(/Someone has read it\. You can still take it back\. They may remember it\./)).toBeTruthy();
    await press('Yes, take it back');
    await settle();
    expect((await phone.letters()).map(({ content }) => content)).toEqual([expect.objectContaining({ kind: 'withdraw', view: headerOf(view).id })]);
    expect(screen.getByText('You took it back. It tells them when there is signal.')).toBeTruthy();
  });
});

describe('after a worry about staff', () => {
  it('R18 the question comes after 7 days and again after 28, never twice', () => {
    const entry = { kind: 'worry', isAboutStaff: true, takenBackAt: null, at: '2026-11-01T10:00:00.000Z', asked: [] as number[] } as never as Parameters<typeof dueCheckBack>[0];
    expect(dueCheckBack(entry, '2026-11-08T09:59:00.000Z')).toBeNull();
    expect(dueCheckBack(entry, '2026-11-08T10:00:00.000Z')).toBe(7);
    expect(dueCheckBack({ ...entry, asked: [7] }, '2026-11-20T10:00:00.000Z')).toBeNull();
    expect(dueCheckBack({ ...entry, asked: [7] }, '2026-11-29T10:00:00.000Z')).toBe(28);
    expect(dueCheckBack({ ...entry, asked: [28] }, '2027-01-01T10:00:00.000Z')).toBeNull();
    expect(dueCheckBack({ ...entry, isAboutStaff: false }, '2026-11-29T10:00:00.000Z')).toBeNull();
  });

  it('R18 that something bad happened goes at once, sealed, to those who heard the worry', async () => {
    const { phone } = await afterSending({ kind: 'worry', aboutStaff: 'yes' });
    phone.set({ now: '2026-12-01T10:30:00.000Z' });
    await show(phone);
    expect(screen.getByText('Did anything bad happen after you spoke?')).toBeTruthy();
    await press('Yes');
    const body = await answersSent(phone);
    expect(body).toMatchObject({ t: 'answer', says: 'harm' });
    expect((await phone.letters())[0]?.notBefore).toBe('2026-12-01T10:30:00.000Z');
    await vi.waitFor(() => expect(screen.getByText('Thank you for telling us.')).toBeTruthy());
    expect((await readLedger(phone.talk()))[0]?.asked).toEqual([7]);
  });
});

describe('coming back on another phone', () => {
  it('six words are enough: the thread is there, without what was said', async () => {
    const { phone, view } = await afterSending();
    const words = await phone.talk().keeper.words();
    const other = await pretendTalk(region);
    expect(await other.talk().keeper.comeBack(words ?? [])).toBe(true);
    other.set({ now: '2026-11-23T12:00:00.000Z' });
    await other.shelf.keepPost([boxOf(view, [await messageFrom(region, 'advocate', view, REPLY)])], LATER);
    await show(other);
    expect(screen.getByRole('heading', { name: 'Something you sent, Mon 23 November' })).toBeTruthy();
    await openThread(other, view);
    expect(screen.getAllByText(REPLY.text).length).toBeGreaterThan(0);
    await press('Yes');
    expect(await answersSent(other)).toMatchObject({ says: 'yes' });
  });
});
