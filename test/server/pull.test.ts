import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getEpoch } from '../../src/server/records/marks.ts';
import type { PullDown } from '../../src/shared/wire/pull.ts';
import type { Office, Phone } from '../support/server.ts';
import { attemptFacts, databases, newId, nonce, openStaffedOffice } from '../support/server.ts';

function placementIn(page: PullDown, personId: string): string {
  const added = page.changes.find((change) => change.fact?.kind === 'people.person.added' && change.fact.about === personId);
  return (added?.fact?.body as { placement: { placementId: string } } | undefined)?.placement.placementId ?? '';
}

describe.each(databases())('what a pull shows, on $name', (database) => {
  let office: Office;
  let home: string;
  let carer: Phone;
  let manager: Phone;

  beforeEach(async () => {
    ({ office, home, carer, manager } = await openStaffedOffice(database));
  });
  afterEach(() => office.close());

  const factIds = (page: PullDown) => page.changes.flatMap((change) => (change.fact ? [change.fact.factId] : []));
  const kindsOf = (page: PullDown) => page.changes.flatMap((change) => (change.fact ? [change.fact.kind] : []));

  it('a manager sees that a carer finished and how, and never the single answers', async () => {
    await carer.push(attemptFacts(carer));
    const seen = kindsOf(await manager.pullAll());
    expect(seen).toContain('training.attempt.finished');
    expect(seen).not.toContain('training.attempt.answered');
    expect(kindsOf(await carer.pullAll())).toContain('training.attempt.answered');
  });

  it('I9: every reply names whose session answered, so that a shared phone never mixes two people up', async () => {
    const reply = await office.sync('/sync/pull', { proto: 1, deviceId: 'd', nonce: nonce(), cursor: null, limit: 10 }, carer.cookie);
    expect(reply.headers['x-person']).toBe(carer.personId);
  });

  it('a colleague and a manager of another home see nothing of it', async () => {
    const otherHome = await office.openHome('Alder House');
    const colleague = await office.phone(await office.add('Bo Example', 'carer', home));
    const stranger = await office.phone(await office.add('Cy Example', 'manager', otherHome));
    await carer.push(attemptFacts(carer));
    for (const phone of [colleague, stranger]) {
      const page = await phone.pullAll();
      expect(page.changes.some((change) => change.fact?.owner === carer.personId || JSON.stringify(change.fact?.body).includes(carer.personId))).toBe(false);
    }
  });

  it('holds the claimed time and the recorded time side by side', async () => {
    const facts = attemptFacts(carer).map((fact) => ({ ...fact, at: '2026-11-18T01:02:03.000Z' }));
    await carer.push(facts);
    const change = (await carer.pullAll()).changes.find((entry) => entry.fact?.factId === facts[0]?.factId);
    expect(change?.fact).toMatchObject({ at: '2026-11-18T01:02:03.000Z', recordedAt: office.now.toISOString() });
  });

  it('I10: pages of any size bring every change exactly once and in order', async () => {
    await carer.push([...attemptFacts(carer), ...attemptFacts(carer)]);
    const whole = await manager.pullAll();
    for (const limit of [1, 2, 3, 7]) {
      const pages = await manager.pullAll(null, limit);
      expect(pages.changes).toEqual(whole.changes);
    }
    const seqs = whole.changes.map((change) => change.serverSeq);
    expect(seqs).toEqual([...seqs].sort((left, right) => left - right));
    expect((await manager.pull(whole.cursor)).changes).toEqual([]);
  });

  it('I10: nothing is skipped while others push at the same time', async () => {
    const writers = await Promise.all(['Bo', 'Cy', 'Di', 'Ed'].map(async (name) => office.phone(await office.add(`${name} Example`, 'carer', home))));
    const seen = new Set<string>();
    let cursor: string | null = null;
    let isDone = false;
    const wanted: string[] = [];
    const reading = (async () => {
      for (;;) {
        const last = isDone;
        const page: PullDown = await manager.pull(cursor, 5);
        for (const id of factIds(page)) seen.add(id);
        ({ cursor } = page);
        if (last && !page.more) return;
      }
    })();
    await Promise.all(
      writers.map(async (writer) => {
        for (let round = 0; round < 8; round += 1) {
          const facts = attemptFacts(writer);
          wanted.push(facts[0]?.factId ?? '', facts.at(-1)?.factId ?? '');
          await writer.push(facts);
        }
      }),
    );
    isDone = true;
    await reading;
    expect(wanted.filter((id) => !seen.has(id))).toEqual([]);
  });

  it('a cursor somebody changed by hand is thrown away, and gives no more than a fresh start', async () => {
    const { cursor } = await carer.pullAll();
    const [text = '', signature = ''] = cursor.split('.');
    const opened = JSON.parse(Buffer.from(text, 'base64url').toString()) as { scopes: Record<string, number> };
    opened.scopes[`home:${home}`] = 0;
    const forged = `${Buffer.from(JSON.stringify(opened)).toString('base64url')}.${signature}`;
    for (const bad of [forged, `${text}.x`, 'nonsense', '..']) {
      const page = await carer.pull(bad);
      expect(page.reset).toBe('epoch');
      expect(page.changes).toEqual((await carer.pull(null)).changes);
      expect(page.changes.every((change) => !change.scope.startsWith('home:'))).toBe(true);
    }
  });

  it('F11: a cursor ahead of the records proves a restore: a new epoch and a reset', async () => {
    const epoch = await getEpoch(office.records.db);
    await carer.push(attemptFacts(carer));
    const { cursor } = await carer.pullAll();
    await office.records.db.updateTable('counter').set({ value: 3 }).where('name', '=', 'serverSeq').execute();
    const page = await carer.pull(cursor);
    expect(page.reset).toBe('epoch');
    expect(page.epoch).not.toBe(epoch);
    expect((await manager.pull(null)).epoch).toBe(page.epoch);
    expect(office.logs.some((line) => line.includes('put back to an older day'))).toBe(true);
  });

  it('a new home is shown from its beginning, and an old one is forgotten', async () => {
    const otherHome = await office.openHome('Alder House');
    const resident = await office.phone(await office.add('Bo Example', 'carer', otherHome));
    await resident.push(attemptFacts(resident));
    const before = await manager.pullAll();
    const admin = await office.phone(office.region.adminId);
    const placement = { placementId: newId(), placeId: otherHome, role: 'manager' as const, startsOn: '2026-11-20', careRoleStartedOn: null };
    await admin.send(admin.fact('people.placement.started', manager.personId, { personId: manager.personId, placement }));
    const gained = await manager.pullAll(before.cursor);
    expect(gained.forget).toEqual([]);
    expect(gained.changes.some((change) => change.fact?.owner === resident.personId)).toBe(true);

    const placementId = placementIn(before, manager.personId);
    const ending = admin.fact('people.placement.ended', manager.personId, { personId: manager.personId, placementId, endsOn: '2026-11-19' });
    expect((await admin.send(ending)).receipt?.state).toBe('recorded');
    const lost = await manager.pullAll(gained.cursor);
    expect(lost.forget.sort()).toEqual([`home:${home}`, `staff:${home}`]);
    expect(lost.changes.some((change) => change.fact?.owner === resident.personId)).toBe(true);
    expect(lost.changes.some((change) => change.scope === `home:${home}`)).toBe(false);
  });

  it('the home somebody leaves hears of it, and those who stay still see it', async () => {
    const placementId = placementIn(await manager.pullAll(), carer.personId);
    const ending = manager.fact('people.placement.ended', carer.personId, { personId: carer.personId, placementId, endsOn: '2026-11-01' });
    expect((await manager.send(ending)).receipt?.state).toBe('recorded');
    expect(factIds(await manager.pullAll())).toContain(ending.factId);
  });

  it('certificates and sign-offs go with a carer to the next home, attempts stay behind', async () => {
    const attempts = [attemptFacts(carer, { moduleId: 'T1-M1' }), attemptFacts(carer)];
    const completionId = newId();
    const completion = carer.fact('training.completion.recorded', completionId, {
      completionId,
      courseId: 'T1',
      courseVersion: 1,
      attempts: attempts.map((facts) => facts[0]?.about ?? ''),
    });
    await carer.push([...attempts.flat(), completion]);
    const signOffId = newId();
    await manager.send(manager.fact('training.practice.signed', signOffId, { signOffId, personId: carer.personId, courseId: 'T1', practicalId: 'T1-P1', met: true, note: '' }));
    const nextHome = await office.openHome('Alder House');
    const nextManager = await office.phone(await office.add('Cy Example', 'manager', nextHome));
    const { cursor } = await nextManager.pullAll();
    const admin = await office.phone(office.region.adminId);
    const placement = { placementId: newId(), placeId: nextHome, role: 'carer' as const, startsOn: '2026-11-20', careRoleStartedOn: null };
    await admin.send(admin.fact('people.placement.started', carer.personId, { personId: carer.personId, placement }));
    const page = await nextManager.pullAll(cursor);
    expect(kindsOf(page).sort()).toEqual(['people.person.added', 'people.placement.started', 'training.completion.recorded', 'training.practice.signed']);
    expect(page.changes.every((change) => change.scope === `home:${nextHome}`)).toBe(true);
  });

  it('an app older than the floor is asked to update, and may still push', async () => {
    const reply = await office.sync('/sync/pull', { proto: 0, deviceId: 'd', nonce: 'A'.repeat(22), cursor: null, limit: 10 }, carer.cookie);
    expect(reply.statusCode).toBe(426);
    expect(reply.json()).toEqual({ error: 'clientTooOld', nonce: 'A'.repeat(22) });
    const push = await office.sync('/sync/push', { proto: 0, deviceId: 'd', nonce: 'A'.repeat(22), facts: attemptFacts(carer) }, carer.cookie);
    expect(push.statusCode).toBe(200);
  });
});
