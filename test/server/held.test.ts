import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HELD_AT_MOST_MS, settleHeld } from '../../src/server/records/settle.ts';
import type { Fact } from '../../src/shared/wire/fact.ts';
import type { Office, Phone } from '../support/server.ts';
import { attemptFacts, databases, newId, openStaffedOffice } from '../support/server.ts';

describe.each(databases())('facts that wait for others, on $name', (database) => {
  let office: Office;
  let home: string;
  let carer: Phone;
  let manager: Phone;

  beforeEach(async () => {
    ({ office, home, carer, manager } = await openStaffedOffice(database));
  });
  afterEach(() => office.close());

  const lesson = () => attemptFacts(carer, { moduleId: 'T1-M1' });
  const completionOf = (attempts: Fact[][], deps?: Fact[]) => {
    const completionId = newId();
    const ids = attempts.map((facts) => facts[0]?.about ?? '');
    const finished = deps ?? attempts.flatMap((facts) => facts.at(-1) ?? []);
    return carer.fact(
      'training.completion.recorded',
      completionId,
      { completionId, courseId: 'T1', courseVersion: 1, attempts: ids },
      { deps: finished.map((fact) => ({ fact: fact.factId })) },
    );
  };

  it('F5 I6: a fact whose earlier one is missing is held, and settled in order when it arrives', async () => {
    const [started, ...rest] = attemptFacts(carer) as [Fact, ...Fact[]];
    const held = await carer.push(rest);
    expect(held.answers.map((answer) => [answer.receipt?.state, answer.receipt?.heldFor])).toEqual(rest.map(() => ['held', 'prev']));
    const before = await carer.pullAll();
    expect(before.changes.filter((change) => change.fact?.kind.startsWith('training.'))).toEqual([]);

    expect((await carer.send(started)).receipt?.state).toBe('recorded');
    const after = await carer.pullAll(before.cursor);
    const order = after.changes.flatMap((change) => (change.fact ? [change.fact.factId] : []));
    expect(order).toEqual([started, ...rest].map((fact) => fact.factId));
    const settled = after.changes.flatMap((change) => (change.answer ? [change.answer] : []));
    expect(settled.map((answer) => [answer.factId, answer.receipt?.state])).toEqual(rest.map((fact) => [fact.factId, 'recorded']));
    expect(after.changes.every((change) => change.answer === undefined || change.scope === `self:${carer.personId}`)).toBe(true);
  });

  it('I12: the settled receipt is the one given from then on', async () => {
    const [started, answered] = attemptFacts(carer) as [Fact, Fact];
    await carer.send(answered);
    await carer.send(started);
    const { changes } = await carer.pullAll();
    const settled = changes.find((change) => change.answer?.factId === answered.factId)?.answer?.receipt;
    expect((await carer.send(answered)).receipt).toEqual(settled);
  });

  it('facts out of order within one batch are simply recorded', async () => {
    const facts = attemptFacts(carer);
    const { answers } = await carer.push([...facts].reverse());
    expect(answers.map((answer) => answer.receipt?.state)).toEqual(facts.map(() => 'recorded'));
    const { changes } = await carer.pullAll();
    expect(changes.some((change) => change.answer)).toBe(false);
  });

  it('a completion waits for its attempts and is recorded when they arrive', async () => {
    const [first, second] = [lesson(), attemptFacts(carer)];
    const completion = completionOf([first, second]);
    expect((await carer.send(completion)).receipt).toMatchObject({ state: 'held', heldFor: 'dep' });
    await carer.push(first);
    expect((await carer.receipts([completion.factId])).answers[0]?.receipt?.state).toBe('held');
    await carer.push(second);
    expect((await carer.receipts([completion.factId])).answers[0]?.receipt?.state).toBe('recorded');
  });

  it('a completion without deps still waits for the attempts it names', async () => {
    const [first, second] = [lesson(), attemptFacts(carer)];
    const completion = completionOf([first, second], []);
    expect((await carer.send(completion)).receipt?.state).toBe('held');
    await carer.push([...first, ...second]);
    expect((await carer.receipts([completion.factId])).answers[0]?.receipt?.state).toBe('recorded');
  });

  it('a completion that rests on a failed, a foreign or too few attempts is refused', async () => {
    const passed = [lesson(), attemptFacts(carer)];
    const failed = attemptFacts(carer, { answers: ['bad', 'bad', 'bad'] });
    await carer.push([...passed.flat(), ...failed]);
    const other = await office.phone(await office.add('Bo Example', 'carer', home));
    const foreign = attemptFacts(other);
    await other.push(foreign);
    expect((await carer.send(completionOf([passed[0] ?? [], failed]))).refusal).toMatchObject({ kind: 'notValid', where: 'body.attempts' });
    expect((await carer.send(completionOf([passed[1] ?? []]))).refusal).toMatchObject({ kind: 'notValid', where: 'body.attempts' });
    expect((await carer.send(completionOf([passed[0] ?? [], foreign], passed[0]))).refusal).toMatchObject({ kind: 'notValid', where: 'body.attempts' });
    expect((await carer.send(completionOf(passed))).receipt?.state).toBe('recorded');
  });

  it('the server scores an attempt again, keeps both scores and believes its own', async () => {
    const facts = attemptFacts(carer, { answers: ['good', 'bad', 'bad'] });
    const last = facts.at(-1) as Fact;
    const boast = carer.fact('training.attempt.finished', last.about, { ...(last.body as object), score: { right: 3, of: 3, passed: true } } as never, {
      prev: facts.at(-2)?.factId ?? null,
    });
    await carer.push([...facts.slice(0, -1), boast]);
    const { changes } = await carer.pullAll();
    const finished = changes.find((change) => change.fact?.kind === 'training.attempt.finished')?.fact;
    expect(finished?.body).toMatchObject({ score: { right: 3, of: 3, passed: true } });
    expect(finished?.serverScore).toEqual({ right: 1, of: 3, passed: false });
    expect((await carer.send(completionOf([lesson(), facts], []))).receipt?.state).toBe('held');
    const attempt = await office.records.db.selectFrom('attempt').select('is_passed').where('attempt_id', '=', last.about).executeTakeFirstOrThrow();
    expect(attempt.is_passed).toBe(0);
  });

  it('a course version the server does not hold leaves its own score empty and the attempt recorded', async () => {
    const attemptId = newId();
    const named = { attemptId, courseId: 'T1', courseVersion: 9, moduleId: 'T1-M2' };
    const started = carer.fact('training.attempt.started', attemptId, named);
    const finished = carer.fact('training.attempt.finished', attemptId, { ...named, score: { right: 1, of: 1, passed: true } }, { prev: started.factId });
    const { answers } = await carer.push([started, finished]);
    expect(answers.map((answer) => answer.receipt?.state)).toEqual(['recorded', 'recorded']);
    const { changes } = await carer.pullAll();
    expect(changes.find((change) => change.fact?.factId === finished.factId)?.fact?.serverScore).toBeNull();
  });

  it('answers that come in an earlier push still count in the score', async () => {
    const facts = attemptFacts(carer);
    await carer.push(facts.slice(0, 2));
    await carer.push(facts.slice(2));
    const { changes } = await carer.pullAll();
    expect(changes.find((change) => change.fact?.kind === 'training.attempt.finished')?.fact?.serverScore).toEqual({ right: 3, of: 3, passed: true });
  });

  it('a refused earlier fact does not block one that only adds, and refuses one that needs it', async () => {
    const [started, answered] = attemptFacts(carer) as [Fact, Fact];
    const broken = { ...started, hash: 'B'.repeat(43) };
    const sameRecord = carer.fact('training.attempt.started', started.about, started.body as never, { prev: started.factId });
    const { answers } = await carer.push([broken, answered, sameRecord]);
    expect(answers[0]?.refusal?.where).toBe('hash');
    expect(answers[1]?.refusal?.kind).toBe('prevRefused');
    expect(answers[2]?.receipt?.state).toBe('recorded');
  });

  it('a held fact whose missing part is refused is settled as refused, and the phone hears it by pull', async () => {
    const [started, answered] = attemptFacts(carer) as [Fact, Fact];
    await carer.send(answered);
    const { cursor } = await carer.pullAll();
    await carer.send({ ...started, hash: 'B'.repeat(43) });
    const { changes } = await carer.pullAll(cursor);
    expect(changes.map((change) => change.answer?.refusal?.kind)).toEqual(['prevRefused']);
  });

  it('after five days what is missing is given up on: attempts are kept, completions without them are refused', async () => {
    const [, answered] = attemptFacts(carer) as [Fact, Fact];
    const late = attemptFacts(carer).at(-1) as Fact;
    const completion = completionOf([lesson(), attemptFacts(carer)]);
    await carer.push([answered, late, completion]);
    office.pass(HELD_AT_MOST_MS - 1000);
    expect(await settleHeld(office.records, office.now, office.library)).toBe(0);
    office.pass(2000);
    expect(await settleHeld(office.records, office.now, office.library)).toBe(3);
    const { answers } = await (await office.phone(carer.personId)).receipts([answered.factId, late.factId, completion.factId]);
    expect(answers.map((answer) => answer.receipt?.state ?? answer.refusal?.kind)).toEqual(['recorded', 'recorded', 'notValid']);
    expect(await office.records.db.selectFrom('fact_log').select('fact_id').where('waits_for', 'is not', null).execute()).toEqual([]);
  });

  it('a sign-off may wait for the carer’s own completion, and is set free by it', async () => {
    const attempts = [lesson(), attemptFacts(carer)];
    const completion = completionOf(attempts);
    const signOffId = newId();
    const body = { signOffId, personId: carer.personId, courseId: 'T1', practicalId: 'T1-P1', met: true, note: '' };
    const signed = manager.fact('training.practice.signed', signOffId, body, { deps: [{ fact: completion.factId }] });
    expect((await manager.send(signed)).receipt?.state).toBe('held');
    await carer.push([...attempts.flat(), completion]);
    expect((await manager.receipts([signed.factId])).answers[0]?.receipt?.state).toBe('recorded');
  });

  it('somebody added and invited in one go needs no round trip between', async () => {
    const personId = newId();
    const placement = { placementId: newId(), placeId: home, role: 'carer' as const, startsOn: '2026-12-01', careRoleStartedOn: null };
    const person = manager.fact('people.person.added', personId, { personId, name: 'Dee Example', placement });
    const invitationId = newId();
    const invited = manager.fact('people.invitation.made', invitationId, { invitationId, personId, secretHash: 'C'.repeat(43) }, { deps: [{ fact: person.factId }] });
    expect((await manager.send(invited)).receipt?.state).toBe('held');
    expect((await manager.send(person)).receipt?.state).toBe('recorded');
    expect((await manager.receipts([invited.factId])).answers[0]?.receipt?.state).toBe('recorded');
  });
});
