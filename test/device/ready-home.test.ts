import { describe, expect, it } from 'vitest';
import { readyHome, stoodOn } from '../../src/manager/matrix/ready.ts';
import type { Catalogue } from '../../src/shared/training/catalogue.ts';
import type { SignedIn } from '../../src/shared/wire/session.ts';
import type { HomesSeen } from '../../src/store/cabinet.ts';
import { completedOn, managerCabinet, managerOf, NOW, personOf } from '../support/manager-cabinet.ts';
import { smallCourse } from '../support/small-course.ts';

const TODAY = NOW.slice(0, 10);
const AMARA = personOf('amara', 'Amara Osei', { completions: [completedOn('2026-11-01', 'fire')] });
const settle = () => new Promise((done) => setTimeout(done, 40));

/** A cabinet that says which homes were asked about, and what of them is watched still. */
function watched(start: Partial<Parameters<typeof managerCabinet>[0]> = {}) {
  const cabinet = managerCabinet({ people: [AMARA], courses: [smallCourse({ id: 'fire' })], ...start });
  const asked: string[] = [];
  const told: HomesSeen[] = [];
  let open = 0;
  return {
    ...{ asked, told, open: () => open },
    cabinet: {
      ...cabinet,
      watchHomes: (homeIds: readonly string[], tell: (seen: HomesSeen) => void) => {
        asked.push(homeIds.join());
        open += 1;
        const stop = cabinet.watchHomes(homeIds, (seen) => {
          told.push(seen);
          tell(seen);
        });
        return () => {
          open -= 1;
          stop();
        };
      },
    },
  };
}

async function catalogueOf(cabinet: { catalogue(): Promise<Catalogue | null> }): Promise<Catalogue> {
  const catalogue = await cabinet.catalogue();
  if (!catalogue) throw new Error('no catalogue');
  return catalogue;
}

const TWO_HOMES: SignedIn = {
  ...managerOf(),
  roles: [
    { placeId: 'home-1', placeName: 'Larch House', role: 'manager' },
    { placeId: 'home-2', placeName: 'Alder House', role: 'manager' },
  ],
};

describe('the home that is opened next', () => {
  it('is judged once for all who ask about the same day', async () => {
    const { cabinet, told } = watched();
    readyHome(cabinet, managerOf());
    await settle();
    const [seen] = told;
    if (!seen) throw new Error('nothing was read');
    const catalogue = await catalogueOf(cabinet);
    const once = stoodOn(seen, catalogue, ['home-1'], TODAY, TODAY);
    expect(once.whole?.rows.map((row) => row.cells.map((cell) => cell.standing.word))).toEqual([['current']]);
    expect(stoodOn(seen, catalogue, ['home-1'], TODAY, TODAY)).toBe(once);
  });

  it('is judged anew for another day, for other courses, and when news came', async () => {
    const { cabinet, told } = watched();
    readyHome(cabinet, managerOf());
    await settle();
    const catalogue = await catalogueOf(cabinet);
    const words = (seen: HomesSeen | undefined, asked: Catalogue, day: string) =>
      seen && stoodOn(seen, asked, ['home-1'], day, TODAY).whole?.rows.flatMap((row) => row.cells.map((cell) => cell.standing.word));
    expect(words(told[0], catalogue, TODAY)).toEqual(['current']);
    expect(words(told[0], catalogue, '2026-10-20')).toEqual(['notStarted']);
    expect(words(told[0], { ...catalogue, courses: catalogue.courses.map((card) => ({ ...card, renewalMonths: 0 })) }, TODAY)).toEqual(['expired']);
    cabinet.replacePeople([{ ...AMARA, completions: [] }]);
    await settle();
    expect(words(told.at(-1), catalogue, TODAY)).toEqual(['notStarted']);
  });

  it('is the one that was looked at last', async () => {
    const { cabinet, asked } = watched();
    await cabinet.setSetting('manager.home', 'home-2');
    readyHome(cabinet, TWO_HOMES);
    await settle();
    expect(asked).toEqual(['home-2']);
  });

  it('is not read for somebody who leads none, nor where many homes are looked at together', async () => {
    const carer = watched();
    readyHome(carer.cabinet, managerOf('home-1', 'Larch House', 'carer'));
    const area = watched();
    await area.cabinet.setSetting('manager.homes', 'authority-1');
    readyHome(area.cabinet, TWO_HOMES);
    await settle();
    expect([...carer.asked, ...area.asked]).toEqual([]);
  });

  it('is watched no more once they have gone, also when they went before it was read', async () => {
    const { cabinet, open, asked } = watched();
    const stop = readyHome(cabinet, managerOf());
    await settle();
    expect(open()).toBe(1);
    stop();
    expect(open()).toBe(0);
    readyHome(cabinet, managerOf())();
    await settle();
    expect([open(), asked.length]).toEqual([0, 1]);
  });
});
