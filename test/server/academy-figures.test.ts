import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildLibrary } from '../../src/server/library.ts';
import type { Role } from '../../src/shared/people/role.ts';
import { roleSchema } from '../../src/shared/people/role.ts';
import type { Figures } from '../../src/shared/training/figures.ts';
import { routesOf } from '../support/route-table.ts';
import type { Office, Phone } from '../support/server.ts';
import { attemptFacts, databases, newId, nonce, openOffice } from '../support/server.ts';
import { smallCourse } from '../support/small-course.ts';

const library = () =>
  buildLibrary({
    courses: [smallCourse()],
    pathways: [],
    requirements: [{ id: 'r-T1', courseId: 'T1', or: [], roles: ['carer', 'senior'], dueDays: 30, pathwayId: 'P2' }],
    sources: [],
  });

const roles = roleSchema.options as readonly Role[];
const OF_THE_REGION: readonly string[] = ['academyLead', 'regionAdmin', 'reader', 'directoryOfficer'];

/** Each reply echoes the nonce of its own request. */
const NONCE = /"nonce":"[^"]*"/;

/** Written out by hand from the promise: whoever does not lead the academy is answered as a stranger is. */
const TABLE: Record<Role | 'stranger', number> = {
  stranger: 401,
  carer: 401,
  agency: 401,
  senior: 401,
  deputy: 401,
  manager: 401,
  academyLead: 200,
  regionAdmin: 200,
  reader: 401,
  directoryOfficer: 401,
};

describe.each(databases())('what the academy may count, on $name', (database) => {
  let office: Office;
  let home: string;
  let other: string;
  let lead: Phone;
  const carers: Phone[] = [];

  beforeAll(async () => {
    office = await openOffice(database, { library: await library() });
    home = await office.openHome('Rowan House');
    other = await office.openHome('Alder House');
    lead = await office.phone(await office.add('Lee Example', 'academyLead', office.region.regionId));
    for (let index = 0; index < 12; index += 1) carers.push(await office.phone(await office.add(`Carer ${index}`, 'carer', index < 8 ? home : other)));
  });
  afterAll(() => office.close());

  const ask = async (phone: Phone, courseId = 'T1') => office.sync('/academy/figures', { nonce: nonce(), courseId }, phone.cookie);
  const figures = async (): Promise<Figures> => (await ask(lead)).json() as Figures;

  it('the table names every route of the academy there is', () => {
    expect(routesOf(office.app).flatMap(({ method, url }) => (url.startsWith('/academy') ? [`${method} ${url}`] : []))).toEqual(['POST /academy/figures']);
  });

  it('G4: each role is answered as the table says, and whoever may not ask cannot tell it from a stranger’s answer', async () => {
    const stranger = await office.sync('/academy/figures', { nonce: nonce(), courseId: 'T1' });
    const answered: Record<string, number> = { stranger: stranger.statusCode };
    for (const role of roles) {
      const phone = await office.phone(await office.add(`${role} Example`, role, OF_THE_REGION.includes(role) ? office.region.regionId : other));
      for (const courseId of ['T1', 'no-such-course']) {
        const reply = await ask(phone, courseId);
        if (courseId === 'T1') answered[role] = reply.statusCode;
        if (reply.statusCode !== 401) continue;
        expect([role, courseId, reply.body.replace(NONCE, ''), reply.headers['x-person']]).toEqual([
          role,
          courseId,
          stranger.body.replace(NONCE, ''),
          stranger.headers['x-person'],
        ]);
      }
      await office.records.db.updateTable('placement').set({ ends_on: '2026-11-10' }).where('person_id', '=', phone.personId).execute();
    }
    expect(answered).toEqual(TABLE);
  });

  it('who led the academy until yesterday counts no more', async () => {
    const before = await office.phone(await office.add('Was Example', 'academyLead', office.region.regionId));
    expect((await ask(before)).statusCode).toBe(200);
    await office.records.db.updateTable('placement').set({ ends_on: '2026-11-19' }).where('person_id', '=', before.personId).execute();
    expect((await ask(before)).statusCode).toBe(401);
  });

  it('J6: people for whom the course is required are counted, and few homes are said as fewer than five', async () => {
    expect((await figures()).reach).toEqual({ people: 12, homes: null, onShift: null });
    expect((await figures()).on).toBe('2026-11-20');
  });

  it('a home that asks its deputies for the course too is counted with them, and no other home is', async () => {
    const manager = await office.phone(await office.add('Mo Example', 'manager', home));
    await office.add('Dee Example', 'deputy', home);
    await office.add('Dan Example', 'deputy', other);
    const before = (await figures()).reach.people ?? 0;
    const body = { requirementId: newId(), homeId: home, courseId: 'T1', roles: ['deputy' as const], need: null, dueDays: 14, from: '2026-11-20', why: 'Our home.' };
    const answer = await manager.send(manager.fact('home.requirement.added', body.requirementId, body as never));
    expect(answer.receipt?.state).toBe('recorded');
    expect((await figures()).reach.people).toBe(before + 1);
  });

  it('tonight’s shifts are counted by the rotas that were sent, and nobody is named', async () => {
    const manager = await office.phone(await office.add('Max Example', 'manager', home));
    const people = carers.slice(0, 6).map(({ personId }, index) => ({ personId, name: `Carer ${index}`, isAgency: false }));
    // 20 November 2026 is a Friday: the fifth day of the week.
    const shifts = [{ day: 4, name: 'Night', start: 21 * 60, end: 7 * 60, on: people.map((_, at) => at), shadow: [], leader: 0 }];
    const answer = await manager.send(manager.fact('home.rota.set', home, { homeId: home, weekOf: '2026-11-16', people, shifts, loneAssessedOn: null, roundTheClock: true }));
    expect(answer.receipt?.state).toBe('recorded');
    const counted = await figures();
    expect(counted.reach.onShift).toBe(6);
    const said = JSON.stringify(counted);
    for (const { personId } of carers) expect(said).not.toContain(personId);
    for (const word of [home, other, 'Rowan', 'Carer 1']) expect(said).not.toContain(word);
  });

  it('REQ-29: a question that fewer than ten people met says nothing yet', async () => {
    for (const carer of carers.slice(0, 9)) await carer.push(attemptFacts(carer, { answers: ['bad', 'good', 'good'] }));
    expect((await figures()).versions).toEqual([{ version: 1, questions: [] }]);
  });

  it('each person counts once, with the first try of their first attempt', async () => {
    // One who comes back and gets it right now was still wrong when they first met it.
    const first = carers[0];
    if (first) await first.push(attemptFacts(first, { answers: ['good', 'good', 'good'] }));
    for (const carer of carers.slice(9)) await carer.push(attemptFacts(carer, { answers: ['good', 'good', 'bad'] }));
    const [version] = (await figures()).versions;
    expect([...(version?.questions ?? [])].sort((one, other_) => one.questionId.localeCompare(other_.questionId))).toEqual([
      { questionId: 'T1-Q1', asked: 12, right: 3 },
      { questionId: 'T1-Q2', asked: 12, right: 12 },
      { questionId: 'T1-Q3', asked: 12, right: 9 },
    ]);
  });
});
