// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { proposalsOf } from '../../src/shared/training/versions.ts';
import type { AcademyRecord } from '../../src/store/cabinet.ts';
import { makeHandClock, openTab, seen, signIn } from '../support/device.ts';
import { makePretendServer } from '../support/pretend-server.ts';
import { sampleBody } from '../support/sample-bodies.ts';
import { added, factOf } from '../support/training-facts.ts';

const whose = { personId: 'lea', ownerId: 'lea', homeId: 'home-1' };
const proposed = () => factOf('academy.version.proposed', 'p-1', sampleBody('academy.version.proposed', whose), 'ben');

describe('what the academy publishes, on a lead’s device', () => {
  it('is what was pulled and what was said here, also before it is delivered', async () => {
    const clock = makeHandClock();
    const server = makePretendServer(clock.read);
    server.seed([added('lea', 'academyLead', 'region'), proposed()]);
    const tab = await openTab(clock, server);
    await signIn(tab, 'lea');
    const sync = tab.start();
    await sync.drain();
    const pulled = await seen<AcademyRecord>(tab.cabinet.watchAcademy, ({ told }) => told.length === 1);
    expect(proposalsOf(pulled.told).map(({ state }) => state)).toEqual(['waiting']);
    sync.stop();
    const recorded = await tab.cabinet.record([{ kind: 'academy.version.sentBack', about: 'p-1', body: sampleBody('academy.version.sentBack', whose) }]);
    expect(recorded.ok).toBe(true);
    const { told } = await seen<AcademyRecord>(tab.cabinet.watchAcademy, (academy) => academy.told.length === 2);
    expect(proposalsOf(told).map(({ state, sentBack }) => [state, sentBack?.body.why])).toEqual([['sentBack', 'The source is older.']]);
  });

  it('is gone from it once somebody else signs in', async () => {
    const clock = makeHandClock();
    const server = makePretendServer(clock.read);
    server.seed([added('lea', 'academyLead', 'region'), added('ann', 'carer'), proposed()]);
    const tab = await openTab(clock, server);
    await signIn(tab, 'lea');
    const sync = tab.start();
    await sync.drain();
    await seen<AcademyRecord>(tab.cabinet.watchAcademy, ({ told }) => told.length === 1);
    sync.stop();
    await signIn(tab, 'ann');
    await seen<AcademyRecord>(tab.cabinet.watchAcademy, ({ told }) => told.length === 0);
  });
});
