import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bodies } from '../../src/shared/wire/kinds.ts';
import type { Office, Phone } from '../support/server.ts';
import { databases, newId, openStaffedOffice } from '../support/server.ts';

describe.each(databases())('what a home asks, on $name', (database) => {
  let office: Office;
  let home: string;
  let carer: Phone;
  let manager: Phone;

  beforeAll(async () => {
    ({ office, home, carer, manager } = await openStaffedOffice(database));
  });
  afterAll(() => office.close());

  /** The small course's own. */
  const LONGEST = 12;
  const notValid = (where: string) => ({ refusal: { kind: 'notValid', where } });

  it('its own interval is taken up to the region’s, and not a month longer', async () => {
    const interval = (months: number | null) => manager.send(manager.fact('home.interval.set', newId(), { homeId: home, courseId: 'T1', months, from: '2026-01-01' }));
    expect((await interval(LONGEST)).receipt).toMatchObject({ state: 'recorded' });
    expect((await interval(1)).receipt).toMatchObject({ state: 'recorded' });
    expect((await interval(null)).receipt).toMatchObject({ state: 'recorded' });
    expect(await interval(LONGEST + 1)).toMatchObject(notValid('body.months'));
  });

  it('a course that nobody teaches is neither asked for nor given an interval', async () => {
    const requirementId = newId();
    const asks = { requirementId, homeId: home, courseId: 'nowhere', roles: ['carer' as const], need: null, dueDays: 30, from: '2026-11-01' };
    expect(await manager.send(manager.fact('home.requirement.added', requirementId, asks))).toMatchObject(notValid('body.courseId'));
    const interval = { homeId: home, courseId: 'nowhere', months: 6, from: '2026-01-01' };
    expect(await manager.send(manager.fact('home.interval.set', newId(), interval))).toMatchObject(notValid('body.courseId'));
  });

  it('a day that does not exist is refused', async () => {
    const asks = { requirementId: 'q', homeId: home, courseId: 'T1', roles: ['carer' as const], need: null, dueDays: 30, from: '2026-02-29' };
    expect(await manager.send(manager.fact('home.requirement.added', 'q', asks))).toMatchObject(notValid('body.from'));
  });

  it('what the home asks reaches everybody who works there', async () => {
    const requirementId = newId();
    const asks = { requirementId, homeId: home, courseId: 'T1', roles: ['carer' as const], need: 'epilepsy' as const, dueDays: 30, from: '2026-11-01' };
    const facts = [manager.fact('home.requirement.added', requirementId, asks), manager.fact('home.needs.set', newId(), { homeId: home, needs: ['epilepsy'], from: '2026-11-01' })];
    for (const fact of facts) expect((await manager.send(fact)).receipt).toMatchObject({ state: 'recorded' });
    const pulled = (await carer.pullAll()).changes.flatMap((change) => change.fact?.factId ?? []);
    expect(facts.filter((fact) => !pulled.includes(fact.factId))).toEqual([]);
  });

  const waiver = (over: Partial<Bodies['training.waiver.given']>) => {
    const waiverId = newId();
    const days = { from: '2026-11-01', endsOn: '2027-03-01', reviewOn: '2027-02-01' };
    const body = { waiverId, personId: carer.personId, courseId: 'T1', reason: 'longAbsence' as const, rationale: 'On leave until spring.', ...days, ...over };
    return manager.send(manager.fact('training.waiver.given', waiverId, body));
  };

  it.each<[string, Partial<Bodies['training.waiver.given']>, string | null]>([
    ['with an end and a review', {}, null],
    ['for one day', { endsOn: '2026-11-01', reviewOn: '2026-11-01' }, null],
    ['with a review a year on', { endsOn: '2028-01-01', reviewOn: '2027-11-01' }, null],
    ['that ends before it begins', { endsOn: '2026-10-31' }, 'body.endsOn'],
    ['that is looked at again after more than a year', { endsOn: '2028-01-01', reviewOn: '2027-11-02' }, 'body.reviewOn'],
    ['that was to be looked at before it began', { reviewOn: '2026-10-31' }, 'body.reviewOn'],
    ['on a day that does not exist', { from: '2026-02-30' }, 'body.from'],
    ['for a course that nobody teaches', { courseId: 'nowhere' }, 'body.courseId'],
  ])('a waiver %s', async (_name, over, where) => {
    expect(await waiver(over)).toMatchObject(where === null ? { receipt: { state: 'recorded' } } : notValid(where));
  });

  it('nobody excuses themselves, and a carer excuses nobody', async () => {
    const waiverId = newId();
    const days = { from: '2026-11-01', endsOn: '2027-03-01', reviewOn: '2027-02-01' };
    const body = { waiverId, courseId: 'T1', reason: 'other' as const, rationale: 'None.', ...days };
    const own = await manager.send(manager.fact('training.waiver.given', waiverId, { ...body, personId: manager.personId }));
    const others = await carer.send(carer.fact('training.waiver.given', waiverId, { ...body, personId: manager.personId }));
    for (const answer of [own, others]) expect(answer).toMatchObject({ refusal: { kind: 'notAllowed' } });
  });
});
