import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Library } from '../../src/server/library.ts';
import { countKept } from '../../src/server/records/kept.ts';
import { HELD_AT_MOST_MS, settleHeld } from '../../src/server/records/settle.ts';
import type { Fact } from '../../src/shared/wire/fact.ts';
import type { Office, Phone } from '../support/server.ts';
import { attemptFacts, databases, newId, openOffice } from '../support/server.ts';

describe.each(databases())('work written in an older form, on $name', (database) => {
  let office: Office;
  let carer: Phone;
  let manager: Phone;

  async function open(oldest?: Library['oldest']): Promise<void> {
    office = await openOffice(database);
    office.library.oldest = oldest;
    const home = await office.openHome();
    carer = await office.phone(await office.add('Asha Example', 'carer', home));
    manager = await office.phone(await office.add('Mo Example', 'manager', home));
  }
  beforeEach(() => open());
  afterEach(() => office.close());

  function signed(v: number, more: object = {}, deps: Fact['deps'] = []): Fact {
    const signOffId = newId();
    return manager.fact(
      'training.practice.signed',
      signOffId,
      { signOffId, personId: carer.personId, courseId: 'T1', practicalId: 'T1-P1', met: true, note: 'Seen.', ...more },
      { v, deps },
    );
  }
  const stored = (fact: Fact) =>
    office.records.db.selectFrom('fact_log').select(['v', 'body', 'state', 'held_for', 'waits_for']).where('fact_id', '=', fact.factId).executeTakeFirstOrThrow();
  const raiseFloor = () => {
    office.library.oldest = { 'training.practice.signed': 2, 'training.attempt.started': 2 };
  };

  it('F21 versions 1 and 2 of a sign-off are both recorded, and both stay and travel as they were written', async () => {
    const evidence = [{ sha256: 'A'.repeat(43), bytes: 10, type: 'image/jpeg' }];
    const [one, two] = [signed(1), signed(2, { evidence }, [{ attachment: 'A'.repeat(43) }])];
    const { answers } = await manager.push([one, two]);
    expect(answers.map((answer) => answer.receipt?.state)).toEqual(['recorded', 'recorded']);
    expect(JSON.parse((await stored(one)).body)).toEqual(one.body);
    const { changes } = await carer.pullAll();
    const pulled = changes.flatMap((change) => (change.fact?.kind === 'training.practice.signed' ? [change.fact] : []));
    expect(pulled.map(({ v, body, hash }) => ({ v, body, hash }))).toEqual([one, two].map(({ v, body, hash }) => ({ v, body, hash })));
    // What a later version added is not read into an earlier one.
    expect((await manager.send(signed(1, { evidence: 'none' }))).receipt?.state).toBe('recorded');
    expect((await manager.send(signed(2, { evidence: 'none' }))).refusal).toMatchObject({ kind: 'notValid', where: 'body.evidence' });
  });

  it('F21 a form this release reads no more is held and not refused, and its bytes are kept', async () => {
    raiseFloor();
    const fact = signed(1);
    const first = await manager.send(fact);
    expect(first.receipt).toMatchObject({ state: 'held', heldFor: 'formTooOld' });
    const second = await manager.send(fact);
    expect([second.receipt, second.repeat]).toEqual([first.receipt, true]);
    expect((await manager.receipts([fact.factId])).answers[0]?.receipt).toEqual(first.receipt);
    expect(await stored(fact)).toMatchObject({ v: 1, state: 'held', waits_for: 'form:training.practice.signed@1' });
    expect(JSON.parse((await stored(fact)).body)).toEqual(fact.body);
    expect((await carer.pullAll()).changes.some((change) => change.fact?.factId === fact.factId)).toBe(false);
    expect(await countKept(office.records.db)).toEqual({ accountClosed: 0, formTooOld: 1 });
    expect((await manager.send(signed(2))).receipt?.state).toBe('recorded');
  });

  it('F21 it waits for ever, and hides nothing else that waits', async () => {
    raiseFloor();
    const fact = signed(1);
    const late = attemptFacts(carer).at(-1) as Fact;
    await manager.send(fact);
    await carer.send(late);
    office.pass(HELD_AT_MOST_MS * 100);
    expect(await settleHeld(office.records, office.now, office.library)).toBe(1);
    expect((await stored(fact)).state).toBe('held');
    expect((await stored(late)).state).toBe('recorded');
  });

  it('F21 I4 a later release that reads it again decides it, and what waited for it', async () => {
    const { cursor } = await carer.pullAll();
    raiseFloor();
    const { answers } = await carer.push(attemptFacts(carer));
    expect(answers.map((answer) => answer.receipt?.heldFor)).toEqual(['formTooOld', 'prev', 'prev', 'prev', 'prev']);
    office.library.oldest = undefined;
    expect(await settleHeld(office.records, office.now, office.library)).toBe(5);
    const page = await carer.pullAll(cursor);
    expect(page.changes.flatMap((change) => (change.answer ? [change.answer.receipt?.state] : []))).toEqual(answers.map(() => 'recorded'));
    expect(page.changes.find((change) => change.fact?.kind === 'training.attempt.finished')?.fact?.serverScore).toEqual({ right: 3, of: 3, passed: true });
  });

  it('F21 I5 one that breaks the rules of its form once it can be read is refused, and the phone hears it', async () => {
    raiseFloor();
    const fact = signed(1, { met: 'perhaps' });
    expect((await manager.send(fact)).receipt?.heldFor).toBe('formTooOld');
    const { cursor } = await manager.pullAll();
    office.library.oldest = undefined;
    expect(await settleHeld(office.records, office.now, office.library)).toBe(1);
    expect((await manager.pullAll(cursor)).changes.map((change) => change.answer?.refusal?.kind)).toEqual(['notValid']);
  });

  it('hello says which forms are read', async () => {
    raiseFloor();
    const reply = await office.app.inject({ method: 'GET', url: `/sync/hello?nonce=${'A'.repeat(22)}` });
    expect((reply.json() as { kinds: Record<string, unknown> }).kinds['training.practice.signed']).toEqual({ min: 2, max: 2 });
  });
});
