import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countKept, listKept } from '../../src/server/records/kept.ts';
import { HELD_AT_MOST_MS, settleHeld } from '../../src/server/records/settle.ts';
import type { Office, Phone } from '../support/server.ts';
import { attemptFacts, databases, newId, nonce, openStaffedOffice, sha256 } from '../support/server.ts';

function cookiesOf(reply: LightMyRequestResponse): string {
  return reply.cookies
    .filter((cookie) => cookie.value !== '')
    .map((cookie) => `${cookie.name}=${cookie.value}`)
    .join('; ');
}

describe.each(databases())('an account that was closed, on $name', (database) => {
  let office: Office;
  let carer: Phone;
  let manager: Phone;

  beforeEach(async () => {
    ({ office, carer, manager } = await openStaffedOffice(database));
    office.secrets.set('demo-secret', carer.personId);
  });
  afterEach(() => office.close());

  const close = () => manager.send(manager.fact('people.account.closed', carer.personId, { personId: carer.personId }));
  const reopen = () => manager.send(manager.fact('people.account.reopened', carer.personId, { personId: carer.personId }));
  const signIn = () => office.post('/session/demo', { secret: 'demo-secret' }, undefined, { host: 'localhost' });
  const pullWith = async (cookie: string) => (await office.sync('/sync/pull', { proto: 2, deviceId: carer.deviceId, nonce: nonce(), cursor: null, limit: 10 }, cookie)).statusCode;
  const pushWith = async (cookie: string, facts: unknown[]) =>
    (await office.sync('/sync/push', { proto: 2, deviceId: carer.deviceId, nonce: nonce(), facts }, cookie)).json() as Awaited<ReturnType<Phone['push']>>;

  it('F23 ends every full sign-in at once, and leaves the one that delivers', async () => {
    const cookie = cookiesOf(await signIn());
    expect(await pullWith(cookie)).toBe(200);
    expect((await close()).receipt?.state).toBe('recorded');
    expect(await pullWith(cookie)).toBe(401);
    expect(await pullWith(carer.cookie)).toBe(401);
    const { answers } = await pushWith(cookie, attemptFacts(carer).slice(0, 1));
    expect(answers[0]?.receipt).toMatchObject({ state: 'held', heldFor: 'accountClosed' });
  });

  it('F23 a later sign-in may deliver and do nothing else, and says so', async () => {
    await close();
    const reply = await signIn();
    expect(reply.json()).toMatchObject({ personId: carer.personId, roles: [], isClosed: true });
    expect(cookiesOf(reply)).toMatch(/^__Host-post=/);
    expect(await pullWith(cookiesOf(reply))).toBe(401);
    expect((await pushWith(cookiesOf(reply), attemptFacts(carer))).answers.every((answer) => answer.receipt?.heldFor === 'accountClosed')).toBe(true);
    expect(await office.records.db.selectFrom('session').select('kind').where('person_id', '=', carer.personId).execute()).toEqual([{ kind: 'delivery' }]);
  });

  it('F23 I4 what it delivers is kept, without a limit of days, and shown to nobody', async () => {
    await close();
    const cookie = cookiesOf(await signIn());
    const facts = attemptFacts(carer);
    await pushWith(cookie, facts);
    office.pass(HELD_AT_MOST_MS * 30);
    expect(await settleHeld(office.records, office.now, office.library)).toBe(0);
    const rows = await office.records.db.selectFrom('fact_log').select(['state', 'body']).where('owner', '=', carer.personId).execute();
    expect(rows.map((row) => [row.state, row.body.length > 2])).toEqual(facts.map(() => ['held', true]));
    const after = await office.phone(manager.personId);
    expect((await after.pullAll()).changes.some((change) => change.fact?.kind.startsWith('training.'))).toBe(false);
    expect(await countKept(office.records.db)).toEqual({ accountClosed: facts.length, formTooOld: 0 });
    expect(await listKept(office.records.db)).toMatchObject([{ personId: carer.personId, heldFor: 'accountClosed', count: facts.length }]);
  });

  it('I12 what was answered before the account was closed gets the same answer after it', async () => {
    const facts = attemptFacts(carer);
    const before = await carer.push(facts);
    await close();
    const { answers } = await pushWith(cookiesOf(await signIn()), facts);
    expect(answers.map((answer) => answer.receipt)).toEqual(before.answers.map((answer) => answer.receipt));
    expect(answers.every((answer) => answer.repeat)).toBe(true);
  });

  it('I4 I6 opened again, all of it is decided by the usual rules and the answers reach the phone by pull', async () => {
    const { cursor } = await carer.pullAll();
    await close();
    const cookie = cookiesOf(await signIn());
    const facts = attemptFacts(carer);
    const [, orphan] = attemptFacts(carer);
    await pushWith(cookie, [...facts, orphan]);
    office.pass(60_000);
    expect((await reopen()).receipt?.state).toBe('recorded');
    const page = await (await office.phone(carer.personId)).pullAll(cursor);
    const settled = page.changes.flatMap((change) => (change.answer ? [change.answer] : []));
    expect(settled.map((answer) => [answer.factId, answer.receipt?.state])).toEqual(facts.map((fact) => [fact.factId, 'recorded']));
    expect(page.changes.find((change) => change.fact?.kind === 'training.attempt.finished')?.fact?.serverScore).toEqual({ right: 3, of: 3, passed: true });
    // What still lacks its beginning waits for that now, and for no longer than anything else.
    expect((await (await office.phone(carer.personId)).receipts([orphan?.factId ?? ''])).answers[0]?.receipt).toMatchObject({ state: 'held', heldFor: 'prev' });
    expect(await countKept(office.records.db)).toEqual({ accountClosed: 0, formTooOld: 0 });
  });

  it('F23 a push that raced with the reopening is settled at the next round', async () => {
    await close();
    await pushWith(cookiesOf(await signIn()), attemptFacts(carer));
    await office.records.db.updateTable('person').set({ closed_at: null }).where('person_id', '=', carer.personId).execute();
    expect(await settleHeld(office.records, office.now, office.library)).toBe(5);
  });

  it('a carer may not close an account, and nobody closes their own', async () => {
    expect((await carer.send(carer.fact('people.account.closed', manager.personId, { personId: manager.personId }))).refusal?.kind).toBe('notAllowed');
    expect((await manager.send(manager.fact('people.account.closed', manager.personId, { personId: manager.personId }))).refusal?.kind).toBe('notAllowed');
    expect(await office.records.db.selectFrom('person').select('person_id').where('closed_at', 'is not', null).execute()).toEqual([]);
  });

  it('an open invitation to somebody whose account is closed leads nowhere', async () => {
    const secret = 'abcdefghijklmnopqrstuv';
    const invitationId = newId();
    await manager.send(manager.fact('people.invitation.made', invitationId, { invitationId, personId: carer.personId, secretHash: sha256(secret) }));
    await close();
    expect((await office.post('/invitations/look', { secret })).json()).toEqual({ error: 'linkExpired' });
  });
});
