import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HELD_AT_MOST_MS, settleHeld } from '../../src/server/records/settle.ts';
import type { Bodies } from '../../src/shared/wire/kinds.ts';
import type { Office, Phone } from '../support/server.ts';
import { databases, newId, openOffice } from '../support/server.ts';

const DAY = '2026-11-20';

describe.each(databases())('legal dates and meetings, on $name', (database) => {
  let office: Office;
  let home: string;
  let otherHome: string;
  let manager: Phone;
  let carer: Phone;

  beforeAll(async () => {
    office = await openOffice(database);
    home = await office.openHome('Rowan House');
    otherHome = await office.openHome('Alder House');
    manager = await office.phone(await office.add('Mo Example', 'manager', home));
    carer = await office.phone(await office.add('Asha Example', 'carer', home));
  });
  afterAll(() => office.close());

  const deferral = (over: Partial<Bodies['people.clock.deferred']> = {}): Bodies['people.clock.deferred'] => ({
    deferralId: newId(),
    personId: carer.personId,
    diploma: 'level3',
    reason: 'partTime',
    rationale: 'Ten hours a week.',
    until: '2027-06-30',
    reviewOn: '2027-01-31',
    ...over,
  });
  const refusal = async (fact: unknown) => (await manager.send(fact)).refusal;

  it('regulation 32(6): a deferral is looked at again at most 90 days after the day it was decided', async () => {
    const decide = (over: Partial<Bodies['people.clock.deferred']>, at = `${DAY}T10:00:00.000Z`) =>
      manager.send(manager.fact('people.clock.deferred', newId(), deferral(over), { at }));
    expect((await decide({ reviewOn: '2027-02-18' })).receipt?.state).toBe('recorded');
    expect((await decide({ reviewOn: '2027-02-19' })).refusal).toMatchObject({ kind: 'notValid', where: 'body.reviewOn' });
    expect((await decide({ reviewOn: DAY })).refusal).toMatchObject({ kind: 'notValid', where: 'body.reviewOn' });
    // Decided without signal three weeks ago: its own day counts, not the day it arrived.
    expect((await decide({ reviewOn: '2027-01-29' }, '2026-10-31T10:00:00.000Z')).receipt?.state).toBe('recorded');
    expect((await decide({ reviewOn: '2027-01-30' }, '2026-10-31T10:00:00.000Z')).refusal).toMatchObject({ where: 'body.reviewOn' });
    // A phone from the future decides today.
    expect((await decide({ reviewOn: '2027-03-01' }, '2026-12-24T10:00:00.000Z')).refusal).toMatchObject({ where: 'body.reviewOn' });
  });

  it('a deferral needs a new date that can be meant, and its reasoning', async () => {
    const sent = (over: Partial<Bodies['people.clock.deferred']>) => refusal(manager.fact('people.clock.deferred', newId(), deferral(over)));
    expect(await sent({ until: DAY })).toMatchObject({ kind: 'notValid', where: 'body.until' });
    expect(await sent({ until: '2062-06-30' })).toMatchObject({ kind: 'notValid', where: 'body.until' });
    expect(await sent({ until: '2027-02-30' })).toMatchObject({ kind: 'notValid', where: 'body.until' });
    expect(await sent({ rationale: '  ' })).toMatchObject({ kind: 'notValid', where: 'body.rationale' });
    const other = { ...deferral(), reason: 'busy' } as unknown as Bodies['people.clock.deferred'];
    expect(await refusal(manager.fact('people.clock.deferred', newId(), other))).toMatchObject({ kind: 'notValid', where: 'body.reason' });
  });

  it('a review says when the next one is, or ends the deferral', async () => {
    const review = (over: Partial<Bodies['people.deferral.reviewed']>) =>
      refusal(
        manager.fact('people.deferral.reviewed', newId(), { deferralId: 'd-1', personId: carer.personId, goesOn: true, reviewOn: '2027-02-01', rationale: 'As before.', ...over }),
      );
    expect(await review({})).toBeUndefined();
    expect(await review({ reviewOn: '2027-03-01' })).toMatchObject({ kind: 'notValid', where: 'body.reviewOn' });
    expect(await review({ reviewOn: null })).toMatchObject({ kind: 'notValid', where: 'body.reviewOn' });
    expect(await review({ goesOn: false })).toMatchObject({ kind: 'notValid', where: 'body.reviewOn' });
    expect(await review({ goesOn: false, reviewOn: null })).toBeUndefined();
  });

  it('Guide 10.13: that something is equivalent is not recorded without what was considered', async () => {
    const body = { personId: carer.personId, diploma: 'level3', state: 'equivalent', title: 'NVQ 3', on: DAY, rationale: '' } as const;
    expect(await refusal(manager.fact('people.qualification.recorded', newId(), body))).toMatchObject({ kind: 'notValid', where: 'body.rationale' });
    expect(await refusal(manager.fact('people.qualification.recorded', newId(), { ...body, rationale: 'Unit by unit.' }))).toBeUndefined();
  });

  it('a step of induction or probation is judged in the home it belongs to', async () => {
    const body = { personId: carer.personId, homeId: home, what: 'probation', outcome: 'extended', on: DAY, until: '2027-02-01', note: '' } as const;
    const record = (over: Partial<Bodies['people.milestone.recorded']>) => refusal(manager.fact('people.milestone.recorded', newId(), { ...body, ...over }));
    expect(await record({})).toBeUndefined();
    expect(await record({ until: null })).toMatchObject({ kind: 'notValid', where: 'body.until' });
    expect(await record({ outcome: 'met' })).toMatchObject({ kind: 'notValid', where: 'body.until' });
    expect(await record({ homeId: otherHome })).toMatchObject({ kind: 'notAllowed', where: 'fact' });
    expect(await record({ homeId: newId() })).toMatchObject({ kind: 'notAllowed', where: 'fact' });
  });

  const meeting = (over: Partial<Bodies['people.meeting.recorded']> = {}): Bodies['people.meeting.recorded'] => ({
    meetingId: newId(),
    personId: carer.personId,
    kind: 'supervision',
    on: DAY,
    minutes: 60,
    agenda: ['wellbeing'],
    notes: '',
    actions: [],
    contributions: [],
    next: '2026-12-18',
    ...over,
  });

  it('a meeting is written down after it was held, and an appraisal says why it heard nobody', async () => {
    const record = (over: Partial<Bodies['people.meeting.recorded']>) => refusal(manager.fact('people.meeting.recorded', newId(), meeting(over)));
    expect(await record({ on: '2026-11-23' })).toMatchObject({ kind: 'notValid', where: 'body.on' });
    const none = { from: 'children' as const, count: 0, themes: [], reasonIfNone: '' };
    expect(await record({ kind: 'appraisal', contributions: [none] })).toMatchObject({ kind: 'notValid', where: 'body.contributions' });
    expect(await record({ kind: 'appraisal', contributions: [{ ...none, reasonIfNone: 'Nobody lives here yet.' }] })).toBeUndefined();
    expect(await record({ contributions: [{ ...none, count: 2 }] })).toMatchObject({ kind: 'notValid', where: 'body.contributions' });
  });

  it('the other person answers to the record of a meeting, also before it has arrived; both keep a copy', async () => {
    const met = manager.fact('people.meeting.recorded', newId(), meeting());
    const answer = carer.fact('people.meeting.confirmed', met.about, { meetingId: met.about, factId: met.factId, agrees: false, comment: 'It was 30 minutes.' });
    expect((await carer.send(answer)).receipt).toMatchObject({ state: 'held', heldFor: 'dep' });
    await manager.send(met);
    for (const phone of [manager, carer]) {
      const { changes } = await phone.pullAll();
      const kept = changes.flatMap((change) => (change.fact?.about === met.about ? [change.fact.kind] : []));
      expect([...new Set(kept)].sort()).toEqual(['people.meeting.confirmed', 'people.meeting.recorded']);
    }
  });

  it('nobody else answers: to them the record looks missing, and who wrote it does not answer to it', async () => {
    const met = manager.fact('people.meeting.recorded', newId(), meeting());
    await manager.send(met);
    const colleague = await office.phone(await office.add('Bo Example', 'carer', home));
    const answerTo = (phone: Phone, factId: string) => phone.fact('people.meeting.confirmed', met.about, { meetingId: met.about, factId, agrees: true, comment: '' });
    const { answers } = await colleague.push([answerTo(colleague, met.factId), answerTo(colleague, newId())]);
    expect(answers.map(({ receipt }) => [receipt?.state, receipt?.heldFor])).toEqual([
      ['held', 'dep'],
      ['held', 'dep'],
    ]);
    expect(await refusal(answerTo(manager, met.factId))).toMatchObject({ kind: 'notAllowed', where: 'fact' });
    expect((await carer.send(answerTo(carer, met.factId))).receipt?.state).toBe('recorded');
  });

  it('an answer that waited in vain is refused, as every stranger’s', async () => {
    const colleague = await office.phone(await office.add('Cy Example', 'carer', home));
    const answer = colleague.fact('people.meeting.confirmed', newId(), { meetingId: 'm', factId: newId(), agrees: true, comment: '' });
    await colleague.send(answer);
    office.pass(HELD_AT_MOST_MS + 1);
    await settleHeld(office.records, office.now, office.library);
    const [settled] = (await (await office.phone(colleague.personId)).receipts([answer.factId])).answers;
    expect(settled?.refusal).toMatchObject({ kind: 'notAllowed', where: 'fact' });
  });
});
