// @vitest-environment happy-dom
import { createHash } from 'node:crypto';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { PracticePage } from '../../src/academy/practice/practice-page.tsx';
import { AssessPage } from '../../src/manager/practice/assess-page.tsx';
import { NamingForm } from '../../src/manager/practice/naming-form.tsx';
import type { Authority } from '../../src/shared/practice/authority.ts';
import { nameTask } from '../../src/shared/practice/make-task.ts';
import { passOn } from '../../src/shared/practice/passed-on.ts';
import type { Presence } from '../../src/shared/practice/presence.ts';
import { agreedText, observedText } from '../../src/shared/practice/signed-text.ts';
import { codeOfObserved } from '../../src/shared/practice/task.ts';
import type { Observation } from '../../src/shared/training/practice.ts';
import type { Bodies } from '../../src/shared/wire/kinds.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import type { Cabinet, Draft } from '../../src/store/cabinet.ts';
import { w } from '../../src/words/practice.ts';
import { w as scan } from '../../src/words/scan.ts';
import { fakeCabinet } from '../support/fake-cabinet.ts';
import { managerCabinet, managerOf, NOW, personOf } from '../support/manager-cabinet.ts';
import { agreedBody, isSigned, makeKey, observationOf, observedBody } from '../support/practice.ts';
import { smallCourse } from '../support/small-course.ts';

const TODAY = '2026-11-22';
const practical = { id: 'giving', title: 'Giving medicine', times: 3, steps: ['Checks the name', 'Checks the dose'], facts: [] };
const MEDICINES = smallCourse({ id: 'medicines', title: 'Medicines', practical });
const AMARA = { personId: 'amara', name: 'Amara Osei', roles: [{ placeId: 'home-1', placeName: 'Larch House', role: 'carer' as const }], now: NOW };
const jo = makeKey('jo-key');
const JO = { personId: 'jo', name: 'Jo Bright', homeId: 'home-1', role: null, courses: ['medicines'], until: '2027-03-03', keys: [{ keyId: jo.keyId, publicKey: jo.publicKey }] };
const LIST: Authority = { on: TODAY, assessors: [JO], people: [] };
const hash = async (text: string) => new Uint8Array(createHash('sha256').update(text).digest());

const settle = () => act(async () => void (await new Promise((done) => setTimeout(done, 40))));
const press = async (name: string) => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};
const send = async (name: string) => {
  fireEvent.submit(screen.getByRole('button', { name }).closest('form') as HTMLFormElement);
  await settle();
};
const seenBy = (change: Partial<Observation> = {}) =>
  observationOf('amara', 'jo', { courseId: 'medicines', courseVersion: 1, practicalId: 'giving', on: TODAY, authorityOn: TODAY, ...change });
const factOf = (kind: 'training.practice.observed' | 'training.practice.agreed', body: Bodies['training.practice.observed'], owner: string) =>
  ({ factId: `${kind} ${body.observation.observationId}`, kind, about: body.observation.observationId, body, owner, at: NOW, off: 0, recordedAt: NOW }) as KnownFact;

async function furniture(cabinet: Cabinet, presence: Presence = 'proved') {
  const signing = await cabinet.signing();
  return { signing, deviceKey: await signing.key(), prover: { isDemonstration: false, prove: async () => presence } };
}

async function openCarer({ list = LIST as Authority | null, presence = 'proved' as Presence, facts = [] as KnownFact[], deviceKey = true } = {}) {
  const cabinet = fakeCabinet({ who: AMARA, courses: [MEDICINES], now: NOW });
  for (const fact of facts) cabinet.receive(fact);
  const given = await furniture(cabinet, presence);
  render(<PracticePage {...{ cabinet, who: AMARA, list, ...given }} deviceKey={deviceKey ? given.deviceKey : null} go={() => {}} courseId="medicines" />);
  await settle();
  return cabinet;
}
const give = async (text: string) => {
  fireEvent.input(screen.getByLabelText(w('carer.typed')), { target: { value: text } });
  await send(scan('typed.act'));
};
const codeOf = (observation: Observation, key = jo) => passOn({ is: 'observed', ...observedBody(observation, key), assessorName: 'Jo Bright' });

afterEach(cleanup);

describe('the carer’s side of an observation', () => {
  it('a word that was begun is there again when the record is opened again, and gone once it is signed', async () => {
    const observation = seenBy();
    const cabinet = await openCarer();
    const given = await furniture(cabinet);
    const again = async () => {
      cleanup();
      render(<PracticePage {...{ cabinet, who: AMARA, list: LIST, ...given }} go={() => {}} courseId="medicines" />);
      await settle();
    };
    const comment = () => screen.getByLabelText(w('read.comment')) as HTMLTextAreaElement;
    await give(codeOf(observation));
    fireEvent.click(screen.getByRole('radio', { name: w('read.disagree') }));
    fireEvent.input(comment(), { target: { value: 'I was not ask' } });
    await again();
    await give(codeOf(observation));
    expect([comment().value, (screen.getByRole('radio', { name: w('read.disagree') }) as HTMLInputElement).checked]).toEqual(['I was not ask', true]);
    screen.getByText(w('read.draft'));
    await send(w('read.sign'));
    expect(cabinet.calls.flat()).toMatchObject([{ kind: 'training.practice.agreed', body: { carer: { agrees: false, comment: 'I was not ask' } } }]);
    expect(await cabinet.setting(`draft.observed.amara.${observation.observationId}`)).toBe('');
  });

  it('shows what is asked for, reads what the other phone wrote, and signs it in agreement', async () => {
    const cabinet = await openCarer();
    expect(screen.getByText('Observation 1 of 3: Giving medicine')).toBeTruthy();
    const observation = seenBy({ note: 'Calm and exact.' });
    await give(codeOf(observation));
    expect(screen.getByText('Jo Bright, assessor until 3 March 2027')).toBeTruthy();
    expect(screen.getByText('Calm and exact.')).toBeTruthy();
    expect(screen.getByText('Checks the dose', { exact: false })).toBeTruthy();
    await send(w('read.sign'));
    expect(screen.getAllByText(w('read.agree.missing')).length).toBeGreaterThan(0);
    fireEvent.click(screen.getByRole('radio', { name: w('read.agree') }));
    await send(w('read.sign'));
    const [draft] = cabinet.calls.flat();
    expect(draft).toMatchObject({ kind: 'training.practice.agreed', about: observation.observationId, body: { observation, carer: { agrees: true, comment: '' } } });
    const { assessor, carer } = (draft as Extract<Draft, { kind: 'training.practice.agreed' }>).body;
    expect(isSigned(carer.publicKey, agreedText(observation, assessor, true, ''), carer.signature)).toBe(true);
    expect(screen.getByText(w('done.agreed'))).toBeTruthy();
  });

  it('a disagreement needs words and is kept with them', async () => {
    const cabinet = await openCarer();
    await give(codeOf(seenBy()));
    fireEvent.click(screen.getByRole('radio', { name: w('read.disagree') }));
    await send(w('read.sign'));
    expect(screen.getAllByText(w('read.comment.missing')).length).toBeGreaterThan(0);
    expect(cabinet.calls).toEqual([]);
    fireEvent.input(screen.getByLabelText(w('read.comment')), { target: { value: 'I was not asked about the dose.' } });
    await send(w('read.sign'));
    expect(cabinet.calls.flat()).toMatchObject([{ body: { carer: { agrees: false, comment: 'I was not asked about the dose.' } } }]);
    expect(screen.getByText(w('done.disagreed'))).toBeTruthy();
  });

  it('a forged record, one about somebody else, and another course’s are told apart and not read', async () => {
    await openCarer();
    await give(passOn({ is: 'observed', ...observedBody(seenBy(), jo), observation: seenBy({ note: 'Altered' }), assessorName: 'Jo' }));
    expect(screen.getByText(w('carer.notSigned'))).toBeTruthy();
    // Their own key, under the name of Jo’s: the list knows Jo’s.
    await give(codeOf(seenBy(), makeKey(jo.keyId)));
    expect(screen.getByText(w('carer.notSigned'))).toBeTruthy();
    await give(codeOf(seenBy({ personId: 'bo' })));
    expect(screen.getByText(w('carer.notMine'))).toBeTruthy();
    await give(codeOf(seenBy({ assessorId: 'amara' })));
    expect(screen.getByText(w('carer.notMine'))).toBeTruthy();
    await give(codeOf(seenBy({ courseId: 'fire' })));
    expect(screen.getByText(w('carer.notCourse'))).toBeTruthy();
    await give('hello there, this is no code');
    expect(screen.getByText(w('carer.scan.wrong'))).toBeTruthy();
    expect(screen.queryByRole('button', { name: w('read.sign') })).toBeNull();
  });

  it('whoever does not show that it is them signs nothing', async () => {
    const cabinet = await openCarer({ presence: 'cancelled' });
    await give(codeOf(seenBy()));
    fireEvent.click(screen.getByRole('radio', { name: w('read.agree') }));
    await send(w('read.sign'));
    expect(screen.getByText(w('sign.cancelled'))).toBeTruthy();
    expect(cabinet.calls).toEqual([]);
  });

  it('the age of the list is said, and what it does not know', async () => {
    await openCarer({ list: { ...LIST, on: '2026-11-12' } });
    await give(codeOf(seenBy()));
    expect(screen.getByText(w('provisional.old', { days: 10 }))).toBeTruthy();
    cleanup();
    await openCarer({ list: null });
    await give(codeOf(seenBy()));
    expect(screen.getByText(w('provisional.none'))).toBeTruthy();
    cleanup();
    await openCarer({ list: { ...LIST, assessors: [] } });
    await give(codeOf(seenBy()));
    expect(screen.getByText(w('provisional.missing', { name: 'Jo Bright' }))).toBeTruthy();
  });

  it('a day counts once: no second one is asked for today, and the count says different days', async () => {
    const mine = makeKey();
    const today = factOf('training.practice.agreed', agreedBody(seenBy(), jo, mine), 'amara');
    const earlier = factOf('training.practice.agreed', agreedBody(seenBy({ on: '2026-11-20' }), jo, mine), 'amara');
    await openCarer({ facts: [today, earlier] });
    expect(screen.getByText(w('carer.today.title'))).toBeTruthy();
    expect(screen.getByText('2 of 3 seen, on different days')).toBeTruthy();
    expect(screen.queryByText(w('carer.show'))).toBeNull();
  });

  it('without a camera twelve letters are kept, and stand beside the record when it comes', async () => {
    const observation = seenBy();
    const letters = codeOfObserved(await hash(observedText(observation)));
    const cabinet = await openCarer();
    await give(letters.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
    expect(screen.getByText(w('carer.typed.wrong'))).toBeTruthy();
    await give(letters.toLowerCase());
    expect(screen.getByText(w('carer.typed.kept'))).toBeTruthy();
    await act(async () => cabinet.receive(factOf('training.practice.observed', observedBody(observation, jo), 'jo')));
    await settle();
    expect(screen.getByText(w('list.waitsYou'))).toBeTruthy();
    await press(w('list.read'));
    expect(screen.getByText(w('carer.typed.same'))).toBeTruthy();
  });

  it('a record that is not the one whose letters were typed is said to be another', async () => {
    const cabinet = await openCarer();
    await give(codeOfObserved(await hash(observedText(seenBy({ note: 'Another' })))));
    await act(async () => cabinet.receive(factOf('training.practice.observed', observedBody(seenBy(), jo), 'jo')));
    await settle();
    await press(w('list.read'));
    expect(screen.getByText(w('carer.typed.other', { name: 'Jo Bright' }))).toBeTruthy();
  });

  it('a browser that cannot sign says so, and what else there is', async () => {
    await openCarer({ deviceKey: false });
    expect(screen.getByText(w('sign.cannot.title'))).toBeTruthy();
    expect(screen.getByText(w('sign.cannot.lead'))).toBeTruthy();
  });
});

describe('the assessor’s side of an observation', () => {
  const BOSS = { ...JO, personId: 'boss', name: 'Priya Shah', role: 'manager', courses: [], until: null, keys: [] };
  const list: Authority = { on: TODAY, assessors: [BOSS], people: [{ personId: 'amara', name: 'Amara Osei', homeId: 'home-1' }] };

  async function openBoss({ own = list as Authority | null, who = managerOf(), told = [] as KnownFact[] } = {}) {
    const cabinet = managerCabinet({ who, people: [personOf('amara', 'Amara Osei', { told })], courses: [MEDICINES] });
    render(<AssessPage {...{ cabinet, who, list: own, ...(await furniture(cabinet)) }} go={() => {}} />);
    await settle();
    return cabinet;
  }
  const core = { personId: 'amara', courseId: 'medicines', practicalId: 'giving', on: TODAY };
  const choose = async (code: string) => {
    fireEvent.change(screen.getByLabelText(w('assess.hand.person')), { target: { value: 'amara' } });
    fireEvent.change(screen.getByLabelText(w('assess.hand.course')), { target: { value: 'medicines' } });
    fireEvent.input(screen.getByLabelText(w('assess.hand.code')), { target: { value: code } });
    await send(w('assess.hand.act'));
  };
  const letters = async (change: Partial<typeof core> = {}) => (await nameTask({ ...core, ...change, nonce: 99 }, hash)).code;
  const mark = (name: string) => {
    for (const radio of screen.getAllByRole('radio', { name })) fireEvent.click(radio);
  };

  it('leads back to where its reader came from: the home, or what stands under More', async () => {
    await openBoss();
    expect(screen.getByRole('link', { name: 'My home' }).getAttribute('href')).toBe('/manager');
    cleanup();
    await openBoss({ who: { ...managerOf(), roles: [{ role: 'carer', placeId: 'home-1', placeName: 'Larch House' }] } });
    expect(screen.queryByRole('link', { name: 'My home' })).toBeNull();
    expect(screen.getByRole('link', { name: 'More' }).getAttribute('href')).toBe('/more');
  });

  it('without a camera the letters show that both phones mean the same; then every step is judged, signed and shown', async () => {
    const cabinet = await openBoss();
    await choose((await letters()).replace(/.$/, (last) => (last === '0' ? '1' : '0')));
    expect(screen.getAllByText(w('assess.hand.wrong')).length).toBeGreaterThan(0);
    await choose(await letters({ on: '2026-11-21' }));
    expect(screen.getAllByText(w('assess.hand.other')).length).toBeGreaterThan(0);
    await choose(await letters());
    expect(screen.getByText('Amara Osei: Giving medicine')).toBeTruthy();
    expect(screen.getByText('Priya Shah, Registered manager')).toBeTruthy();
    await send(w('watch.sign'));
    expect(screen.getAllByText(w('watch.overall.missing')).length).toBeGreaterThan(0);
    mark(w('watch.met'));
    fireEvent.click(screen.getAllByRole('radio', { name: w('watch.notYet') })[1] as HTMLElement);
    fireEvent.click(screen.getByRole('radio', { name: w('watch.overall.met') }));
    await send(w('watch.sign'));
    expect(screen.getAllByText(w('watch.overall.steps')).length).toBeGreaterThan(0);
    expect(cabinet.calls).toEqual([]);
    mark(w('watch.met'));
    await send(w('watch.sign'));
    const [draft] = cabinet.calls.flat();
    const { observation, assessor } = (draft as Extract<Draft, { kind: 'training.practice.observed' }>).body;
    expect(draft).toMatchObject({ kind: 'training.practice.observed', about: (await nameTask({ ...core, nonce: 99 }, hash)).observationId });
    expect(observation).toMatchObject({ ...core, assessorId: 'boss', steps: ['met', 'met'], met: true, evidence: [], authorityOn: TODAY });
    expect(isSigned(assessor.publicKey, observedText(observation), assessor.signature)).toBe(true);
    expect(screen.getByText(w('passed.waits', { name: 'Amara Osei' }))).toBeTruthy();
    expect(screen.getByText(codeOfObserved(await hash(observedText(observation))), { exact: false })).toBeTruthy();
  });

  it('somebody whom a fresh list does not name opens no checklist; an old list makes it provisional', async () => {
    await openBoss({ own: { ...list, assessors: [] } });
    await choose(await letters());
    expect(screen.getByText(w('assess.noRight', { day: '22 November 2026' }))).toBeTruthy();
    cleanup();
    await openBoss({ own: { ...list, on: '2026-11-01' } });
    await choose(await letters());
    expect(screen.getByText(w('provisional.old', { days: 21 }))).toBeTruthy();
  });

  it('whoever was seen today is not seen again, and one’s own practice never', async () => {
    const told = [factOf('training.practice.observed', observedBody(seenBy(), jo), 'jo')];
    await openBoss({ told });
    await choose(await letters());
    expect(screen.getAllByText(w('assess.today', { name: 'Amara Osei' })).length).toBeGreaterThan(0);
    cleanup();
    await openBoss({ who: { ...managerOf(), personId: 'amara' }, own: { ...list, assessors: [{ ...BOSS, personId: 'amara' }] } });
    await choose(await letters());
    expect(screen.getAllByText(w('assess.self')).length).toBeGreaterThan(0);
  });

  it('what was observed is listed with what it waits for, and shows the carer’s word once it has come', async () => {
    const half = observedBody(observationOf('amara', 'boss', { courseId: 'medicines' }), jo);
    const told = [factOf('training.practice.observed', half, 'boss')];
    const cabinet = await openBoss({ told });
    expect(screen.getByText(w('list.waitsThem', { name: 'Amara Osei' }))).toBeTruthy();
    await press(w('list.show'));
    expect(screen.getByText(w('passed.waits', { name: 'Amara Osei' }))).toBeTruthy();
    const whole = agreedBody(half.observation, jo, makeKey(), { agrees: false, comment: 'No.' });
    await act(async () => cabinet.replacePeople([personOf('amara', 'Amara Osei', { told: [...told, factOf('training.practice.agreed', whole, 'amara')] })]));
    await settle();
    expect(screen.getByText(w('passed.disagreed', { name: 'Amara Osei' }))).toBeTruthy();
  });
});

describe('naming an assessor', () => {
  it('records for whom, for what and until when, and an end', async () => {
    const person = personOf('jo', 'Jo Bright');
    const cabinet = managerCabinet({ people: [person], courses: [MEDICINES] });
    const catalogue = await cabinet.catalogue();
    const { rerender } = render(<NamingForm cabinet={cabinet} person={person} homeId="home-1" catalogue={catalogue} />);
    expect(screen.getByText(w('named.none'))).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: 'Medicines' }));
    fireEvent.input(screen.getByLabelText(w('named.until')), { target: { value: '2026-11-01' } });
    await send(w('named.act'));
    expect(screen.getAllByText(w('named.until.wrong')).length).toBeGreaterThan(0);
    fireEvent.input(screen.getByLabelText(w('named.until')), { target: { value: '2027-03-03' } });
    await send(w('named.act'));
    expect(cabinet.calls.flat()).toMatchObject([
      { kind: 'training.assessor.named', about: 'jo', body: { personId: 'jo', homeId: 'home-1', courses: ['medicines'], until: '2027-03-03' } },
    ]);
    rerender(<NamingForm cabinet={cabinet} person={cabinet.people()[0] as typeof person} homeId="home-1" catalogue={catalogue} />);
    await settle();
    expect(screen.getByText('Medicines – until 3 March 2027')).toBeTruthy();
    await press(w('named.end'));
    expect(cabinet.calls.flat().at(-1)).toMatchObject({ kind: 'training.assessor.ended', body: { personId: 'jo', homeId: 'home-1', endsOn: TODAY } });
  });
});
