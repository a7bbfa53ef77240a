// @vitest-environment node
import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Figures } from '../../src/shared/training/figures.ts';
import { saveFigures, wantedFigures } from '../../src/store/figures.ts';
import type { KeptFigures } from '../../src/store/cabinet.ts';
import { SYNC_TYPE } from '../../src/shared/wire/version.ts';
import { freshenFigures } from '../../src/sync/figures.ts';
import type { World } from '../../src/sync/world.ts';
import { makeHandClock, openTab, signIn } from '../support/device.ts';

const COUNTED: Figures = { courseId: 'C3', on: '2026-11-20', reach: { people: 612, homes: 71, onShift: 41 }, versions: [] };

async function newDesk() {
  const tab = await openTab(makeHandClock(), null);
  await signIn(tab, 'lee');
  const shelf = await tab.cabinet.figures();
  const heard: (KeptFigures | null)[] = [];
  const stop = shelf.watch('C3', (figures) => heard.push(figures));
  return { tab, shelf, heard, stop, last: () => heard.at(-1) };
}
const soon = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('counts of the academy on a device', () => {
  it('stay as they were last heard, with their age, each course on its own', async () => {
    const { tab, last, stop } = await newDesk();
    await soon();
    expect(last()).toBeNull();
    await saveFigures(tab.cabinet.desk, 'lee', COUNTED);
    await saveFigures(tab.cabinet.desk, 'lee', { ...COUNTED, courseId: 'C9' });
    await soon();
    expect(last()).toEqual({ ...COUNTED, at: tab.cabinet.now() });
    stop();
  });

  it('are kept for nobody who has signed out meanwhile, and shown to nobody else', async () => {
    const { tab, last, stop } = await newDesk();
    await saveFigures(tab.cabinet.desk, 'lee', COUNTED);
    await signIn(tab, 'mo');
    await saveFigures(tab.cabinet.desk, 'lee', { ...COUNTED, on: '2026-11-21' });
    await soon();
    expect(last()).toBeNull();
    await signIn(tab, 'lee');
    await soon();
    expect(last()?.on).toBe('2026-11-20');
    stop();
  });

  it('are asked for by course, and the postman is woken for it', async () => {
    const { tab, shelf, stop } = await newDesk();
    const wakes: string[] = [];
    tab.cabinet.onWake((wake) => wakes.push(wake));
    await shelf.freshen('C3');
    expect([await wantedFigures(tab.cabinet.desk, 'lee'), wakes]).toEqual(['C3', ['figures']]);
    stop();
  });
});

describe('the postman fetches them', () => {
  type Answer = (asked: { nonce: string; courseId: string }) => Response;
  const sync = (body: object, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), { headers: { 'content-type': SYNC_TYPE, ...headers } });

  async function postman(answer: Answer, isOnline = true) {
    const { tab, shelf, last, stop } = await newDesk();
    const asked: string[] = [];
    let now = 0;
    const world = {
      cabinet: tab.cabinet,
      crypto: webcrypto,
      origin: '',
      isOnline: () => isOnline,
      clock: () => now,
      setTimer: () => () => undefined,
      fetch: async (address: string, { body }: { body: Uint8Array }) => {
        const said = JSON.parse(new TextDecoder().decode(body)) as { nonce: string; courseId: string };
        asked.push(`${address} ${said.courseId}`);
        return answer(said);
      },
    } as unknown as World;
    return {
      tab,
      shelf,
      last,
      stop,
      asked,
      world,
      pass: (ms: number) => {
        now += ms;
      },
    };
  }

  it('for the course that a page asked for, once a minute at most', async () => {
    const { shelf, world, asked, last, pass, stop } = await postman(({ nonce }) => sync({ nonce, ...COUNTED }, { 'x-person': 'lee' }));
    await freshenFigures(world);
    expect(asked).toEqual([]);
    await shelf.freshen('C3');
    pass(1_000_000);
    await freshenFigures(world);
    await freshenFigures(world);
    expect(asked).toEqual(['/academy/figures C3']);
    await soon();
    expect(last()?.reach).toEqual(COUNTED.reach);
    pass(60_000);
    await freshenFigures(world);
    expect(asked).toHaveLength(2);
    stop();
  });

  it.each<[string, Answer, boolean]>([
    ['there is no signal', ({ nonce }) => sync({ nonce, ...COUNTED }), false],
    ['a login page answers', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), true],
    ['the reply is somebody else’s', ({ nonce }) => sync({ nonce, ...COUNTED }, { 'x-person': 'mo' }), true],
    ['the server turns them away', ({ nonce }) => new Response(JSON.stringify({ error: 'signIn', nonce }), { status: 401, headers: { 'content-type': SYNC_TYPE } }), true],
  ])('the older ones stay when %s', async (_when, answer, isOnline) => {
    const { tab, shelf, world, asked, last, pass, stop } = await postman(answer, isOnline);
    await saveFigures(tab.cabinet.desk, 'lee', { ...COUNTED, on: '2026-11-01' });
    await shelf.freshen('C3');
    pass(9_000_000);
    await freshenFigures(world);
    await soon();
    expect([asked.length, last()?.on]).toEqual([isOnline ? 1 : 0, '2026-11-01']);
    stop();
  });
});
