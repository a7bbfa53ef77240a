import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Office, Phone } from '../support/server.ts';
import { attemptFacts, databases, newId, openOffice } from '../support/server.ts';

type Line = { text: string; has(text: string): Promise<boolean>; ended: Promise<void>; cut(): void };

describe.each(databases())('open pages hear of changes, on $name', (database) => {
  let office: Office;
  let home: string;
  let carer: Phone;
  let origin: string;

  beforeEach(async () => {
    office = await openOffice(database);
    home = await office.openHome();
    carer = await office.phone(await office.add('Asha Example', 'carer', home));
    await office.app.listen({ port: 0, host: '127.0.0.1' });
    origin = `http://127.0.0.1:${(office.app.server.address() as AddressInfo).port}`;
  });
  afterEach(() => office.close());

  async function listen(phone: Phone): Promise<Line> {
    const abort = new AbortController();
    const reply = await fetch(`${origin}/sync/events`, { headers: { cookie: phone.cookie }, signal: abort.signal });
    expect([reply.status, reply.headers.get('content-type'), reply.headers.get('cache-control')]).toEqual([200, 'text/event-stream', 'no-store']);
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
    const line = { text: '' };
    const ended = (async () => {
      try {
        for await (const chunk of reply.body ?? []) line.text += Buffer.from(chunk).toString();
      } catch {
        // Cut from our side.
      }
    })();
    const has = async (text: string) => {
      for (let tries = 0; tries < 60 && !line.text.includes(text); tries += 1) await pause(25);
      return line.text.includes(text);
    };
    expect(await has(': open')).toBe(true);
    // PostgreSQL delivers what was announced before we listened a moment later.
    await pause(100);
    line.text = '';
    return Object.assign(line, { has, ended, cut: () => abort.abort() });
  }

  it('a manager’s page hears that a carer finished, a colleague’s and a stranger’s do not', async () => {
    const manager = await listen(await office.phone(await office.add('Mo Example', 'manager', home)));
    const colleague = await listen(await office.phone(await office.add('Bo Example', 'carer', home)));
    const stranger = await listen(await office.phone(await office.add('Cy Example', 'manager', await office.openHome('Alder House'))));
    await pause(150);
    for (const line of [manager, colleague, stranger]) line.text = '';
    await carer.push(attemptFacts(carer));
    expect(await manager.has('data: changed')).toBe(true);
    expect(manager.text).not.toContain(carer.personId);
    await pause(100);
    expect([colleague.text, stranger.text]).toEqual(['', '']);
    for (const line of [manager, colleague, stranger]) line.cut();
  });

  it('a person placed in another home hears of that home from then on', async () => {
    const manager = await office.phone(await office.add('Mo Example', 'manager', home));
    const line = await listen(manager);
    const nextHome = await office.openHome('Alder House');
    const admin = await office.phone(office.region.adminId);
    const placement = { placementId: newId(), placeId: nextHome, role: 'manager' as const, startsOn: '2026-11-20', careRoleStartedOn: null };
    await admin.send(admin.fact('people.placement.started', manager.personId, { personId: manager.personId, placement }));
    expect(await line.has('data: changed')).toBe(true);
    await pause(100);
    line.text = '';
    await office.add('Di Example', 'carer', nextHome);
    expect(await line.has('data: changed')).toBe(true);
    line.cut();
  });

  it('closing the server ends every open line', async () => {
    const line = await listen(carer);
    await office.app.close();
    await line.ended;
  });
});
