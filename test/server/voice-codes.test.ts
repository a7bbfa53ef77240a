import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CODE_LASTS_MS } from '../../src/server/records/voice/codes.ts';
import { databases } from '../support/server.ts';
import type { VoiceScene } from '../support/voice-scene.ts';
import { openVoiceScene } from '../support/voice-scene.ts';

describe.each(databases())('join codes, on $name', (database) => {
  let scene: VoiceScene;
  beforeEach(async () => {
    scene = await openVoiceScene(database);
  });
  afterEach(() => scene.close());

  const make = async (cookie: string) => scene.office.post('/voice/codes', {}, cookie);
  const fresh = async () => ((await make(scene.readers.manager[0].cookie)).json() as { code: string }).code;
  const join = (code: string) => scene.office.post('/voice/join', { code });
  const wrong = (code: string) => `${code.slice(0, 10)}${code[10] === '0' ? '1' : '0'}`;
  const HOUR = 3_600_000;

  it('are made by who works in a home, for that home; by readers for the place they hear; by nobody else', async () => {
    for (const role of ['senior', 'carer'] as const) expect((await make(await scene.cookieOf(await scene.office.add('Sam Example', role, scene.home)))).statusCode).toBe(200);
    for (const role of ['agency', 'reader', 'directoryOfficer'] as const)
      expect((await make(await scene.cookieOf(await scene.office.add('Sam Example', role, scene.home)))).statusCode).toBe(403);
    const { code } = (await make(scene.readers.participation[0].cookie)).json() as { code: string };
    expect((await join(code)).json()).toMatchObject({ units: [scene.office.region.regionId] });
    expect((await scene.office.post('/voice/codes', {})).statusCode).toBe(401);
  });

  it('work once, and say no name, date or number of anybody', async () => {
    const code = await fresh();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{11}$/);
    const joined = await join(code);
    expect(Object.keys(joined.json() as object).sort()).toEqual(['membership', 'units']);
    expect((await join(code)).statusCode).toBe(404);
    const stored = JSON.stringify(await scene.office.records.db.selectFrom('membership').selectAll().execute());
    expect(stored).not.toContain((joined.json() as { membership: string }).membership);
    const codes = JSON.stringify(await scene.office.records.db.selectFrom('join_code').selectAll().execute());
    expect(codes).not.toContain(code.slice(3));
  });

  it('E7: unknown, wrong, spent, expired and burnt codes are answered with the same bytes, after the same work', async () => {
    const [spent, expired, burnt] = [await fresh(), await fresh(), await fresh()];
    await join(spent);
    const replies = [await join('00000000000'), await join(spent)];
    for (let tries = 0; tries < 5; tries += 1) replies.push(await join(wrong(burnt)));
    replies.push(await join(burnt));
    await scene.pass(CODE_LASTS_MS);
    replies.push(await join(expired));
    const said = replies.map((reply) => JSON.stringify([reply.statusCode, reply.body, { ...reply.headers, date: '' }]));
    expect(new Set(said).size).toBe(1);
    expect(replies[0]?.statusCode).toBe(404);
    const audit = await scene.office.records.db.selectFrom('voice_audit').select('act').where('scope', '=', '~codes').where('act', 'in', ['code.used', 'code.burnt']).execute();
    expect(audit.map(({ act }) => act)).toEqual(['code.used', 'code.used', 'code.burnt']);
  });

  it('E7: five wrong tries at once burn a code as five in a row do', async () => {
    const code = await fresh();
    await Promise.all(Array.from({ length: 5 }, () => join(wrong(code))));
    expect((await join(code)).statusCode).toBe(404);
  });

  it('E7: one address may be wrong ten times an hour; then it waits, also with a right code, and others do not', async () => {
    const wrongs = await Promise.all(Array.from({ length: 12 }, () => join('00000000000')));
    expect(wrongs.map((reply) => reply.statusCode).sort()).toEqual([...Array.from({ length: 10 }, () => 404), 429, 429]);
    const code = await fresh();
    const away = await join(code);
    expect([away.statusCode, away.json()]).toEqual([429, { error: 'tooMany' }]);
    expect(Number(away.headers['retry-after'])).toBeGreaterThan(0);
    const elsewhere = await scene.office.app.inject({
      method: 'POST',
      url: '/voice/join',
      payload: { code: '00000000000' },
      remoteAddress: '192.0.2.7',
      headers: { 'x-app': '1' },
    });
    expect(elsewhere.statusCode).toBe(404);
    await scene.pass(HOUR);
    expect((await join(code)).statusCode).toBe(200);
  });

  it('E7: many addresses together raise an alarm without an address, and lock nobody out', async () => {
    scene.office.logs.length = 0;
    const guess = (index: number) =>
      scene.office.app.inject({ method: 'POST', url: '/voice/join', payload: { code: '00000000000' }, remoteAddress: `192.0.2.${index}`, headers: { 'x-app': '1' } });
    for (let index = 0; index < 100; index += 1) expect((await guess(index)).statusCode).toBe(404);
    expect(scene.office.logs.join('')).not.toContain('being guessed');
    expect((await guess(200)).statusCode).toBe(404);
    expect(scene.office.logs.join('')).toContain('join codes are being guessed');
    expect((await join(await fresh())).statusCode).toBe(200);
    expect(scene.office.logs.join('')).not.toContain('192.0.2');
  });

  it('a membership that is not there gets nothing, and says nothing', async () => {
    const reply = await scene.office.post('/voice/capabilities', { membership: 'A'.repeat(43) });
    expect([reply.statusCode, reply.body]).toEqual([404, '{"error":"notFound"}']);
  });

  it('what phones refuse is counted by kind and day alone, and an operator is told', async () => {
    for (let count = 0; count < 2; count += 1) expect((await scene.office.post('/voice/reports', { kind: 'wrongRoot' })).statusCode).toBe(200);
    expect((await scene.office.post('/voice/reports', { kind: 'wrongRoot', of: 'Asha' })).statusCode).toBe(422);
    expect(await scene.office.records.db.selectFrom('voice_report').selectAll().execute()).toEqual([{ kind: 'wrongRoot', day: '2026-11-20', count: 2 }]);
    expect(scene.office.logs.join('')).toContain('a phone refused something');
  });
});
