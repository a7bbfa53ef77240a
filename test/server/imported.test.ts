import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Office, Phone } from '../support/server.ts';
import { databases, newId, openStaffedOffice } from '../support/server.ts';

describe.each(databases())('old records brought in, on $name', (database) => {
  let office: Office;
  let carer: Phone;
  let manager: Phone;
  let stranger: string;
  let elsewhere: Phone;

  beforeEach(async () => {
    ({ office, carer, manager } = await openStaffedOffice(database));
    const other = await office.openHome('Kent House');
    stranger = await office.add('Stranger Example', 'carer', other);
    elsewhere = await office.phone(await office.add('Manager Elsewhere', 'manager', other));
  });
  afterEach(() => office.close());

  const record = (phone: Phone, personId: string, over: { on?: string; expiresOn?: string | null; recordId?: string } = {}) => {
    const recordId = over.recordId ?? newId();
    return phone.fact('training.record.imported', recordId, {
      recordId,
      personId,
      courseId: 'T1',
      on: '2024-03-01',
      expiresOn: null,
      number: '17',
      provider: 'Acme',
      importId: 'i-1',
      row: 2,
      ...over,
    });
  };
  const seen = (phone: Phone, personId: string, recordId: string) =>
    phone.fact('training.record.verified', recordId, { recordId, personId, holds: true, seen: 'original', note: '' });

  it('E25: records about another home’s people are refused, and a name nobody has gets the same answer', async () => {
    const wrong = [stranger, elsewhere.personId, newId()].map((personId) => record(manager, personId));
    const { answers } = await manager.push(wrong);
    expect(answers.map((answer) => [answer.receipt?.state ?? 'refused', answer.refusal?.kind])).toEqual(wrong.map(() => ['refused', 'notAllowed']));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.refusal))).size).toBe(1);
    const told = JSON.stringify(await elsewhere.pullAll());
    for (const fact of wrong) expect(told).not.toContain(fact.factId);
  });

  it('E25: one wrong row in a batch takes no good row with it, and lets nothing wrong in', async () => {
    const facts = Array.from({ length: 200 }, (_, at) => record(manager, at % 10 === 3 ? stranger : carer.personId));
    const { answers } = await manager.push(facts);
    expect(answers.filter((answer) => answer.receipt?.state === 'recorded')).toHaveLength(180);
    expect(answers.filter((answer) => answer.refusal?.kind === 'notAllowed')).toHaveLength(20);
    const shown = (await carer.pullAll()).changes.filter((change) => change.fact?.kind === 'training.record.imported');
    expect(shown).toHaveLength(180);
  });

  it('a carer brings nothing in, and nobody says that they saw the evidence of their own', async () => {
    expect((await carer.send(record(carer, carer.personId))).refusal?.kind).toBe('notAllowed');
    const own = record(manager, manager.personId);
    expect((await manager.send(own)).receipt?.state).toBe('recorded');
    expect((await manager.send(seen(manager, manager.personId, own.about))).refusal?.kind).toBe('notAllowed');
    const other = record(manager, carer.personId);
    await manager.send(other);
    expect((await carer.send(seen(carer, carer.personId, other.about))).refusal?.kind).toBe('notAllowed');
    expect((await elsewhere.send(seen(elsewhere, carer.personId, other.about))).refusal?.kind).toBe('notAllowed');
    expect((await manager.send(seen(manager, carer.personId, other.about))).receipt?.state).toBe('recorded');
  });

  it.each([
    ['still to come', { on: '2031-01-01' }, 'body.on'],
    ['before 1970', { on: '1969-12-31' }, 'body.on'],
    ['on a day that does not exist', { on: '2024-02-30' }, 'body.on'],
    ['ended before it was done', { expiresOn: '2024-03-01' }, 'body.expiresOn'],
  ])('a record %s is refused', async (_what, over, where) => {
    expect((await manager.send(record(manager, carer.personId, over))).refusal).toMatchObject({ kind: 'notValid', where });
  });
});
