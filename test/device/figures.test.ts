// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Figures } from '../../src/shared/training/figures.ts';
import { saveFigures, wantedFigures } from '../../src/store/figures.ts';
import type { KeptFigures } from '../../src/store/cabinet.ts';
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
