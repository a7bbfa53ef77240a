// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { HomePage } from '../../src/academy/home-page.tsx';
import { ShiftsPage } from '../../src/academy/shifts/shifts-page.tsx';
import type { RotaWeek } from '../../src/shared/home/rota.ts';
import { w } from '../../src/words/academy.ts';
import { sh } from '../../src/words/shifts.ts';
import type { FakeCabinet } from '../support/fake-cabinet.ts';
import { fakeCabinet } from '../support/fake-cabinet.ts';
import { ROTA_CATALOGUE, ROTA_COURSES, staff, toldBy, weekOf, wholeWeek } from '../support/rota-home.ts';

const NOW = '2026-11-23T15:10:00.000Z';
const AMY = { personId: 'amy', name: 'Person AMY', roles: [{ placeId: 'home-1', placeName: 'Larch House', role: 'carer' as const }], now: NOW };

function cabinetWith(weeks: RotaWeek[], change: Parameters<typeof staff>[1] = {}): FakeCabinet {
  const base = fakeCabinet({ who: AMY, courses: ROTA_COURSES, now: NOW, record: staff('amy', change) });
  const soon = (speak: () => void) => {
    void Promise.resolve().then(speak);
    return () => undefined;
  };
  return {
    ...base,
    watchCatalogue: (tell) => soon(() => tell(ROTA_CATALOGUE)),
    watchHomeRecord: (homeId, tell) => soon(() => tell({ homeId, told: weeks.map((week) => toldBy('home.rota.set', week, '2026-11-20')) })),
  };
}
const NIGHTS = wholeWeek('2026-11-23', { Early: ['bea'], Late: ['cy'], Night: ['amy', 'kit*'] });

afterEach(cleanup);

describe('a carer’s own shifts', () => {
  const open = async (cabinet: FakeCabinet) => {
    render(<ShiftsPage cabinet={cabinet} who={AMY} go={() => {}} />);
    await waitFor(() => expect(screen.queryByText('Loading')).toBeNull());
  };

  it('shows each shift with its times, who leads and who is there', async () => {
    await open(
      cabinetWith([
        weekOf('2026-11-23', [
          { day: 1, on: ['bea', 'amy', 'kit*'], leader: 'bea' },
          { day: 2, on: ['bea'], shadow: ['amy'] },
        ]),
      ]),
    );
    expect(screen.getByText('Tomorrow 07:00 to 14:30')).toBeTruthy();
    expect(screen.getByText('Early. With Person BEA and kit. Person BEA leads.')).toBeTruthy();
    expect(screen.getByText(`Early. With Person BEA. Person BEA leads. ${sh('shadow')}`)).toBeTruthy();
    expect(screen.getByText('Saved 20 November 2026')).toBeTruthy();
    expect(screen.queryByText(sh('gap.title'))).toBeNull();
  });

  it('says what of one’s own ends, and on how many shifts it is missed', async () => {
    await open(cabinetWith([NIGHTS], { firstAid: '2023-11-25' }));
    expect(screen.getByText('Your first aid ends on 25 November 2026')).toBeTruthy();
    expect(screen.getByText(/5 of your shifts go past it/)).toBeTruthy();
    expect(screen.getByText(sh('gap.outside'))).toBeTruthy();
  });

  it('of a colleague’s training nothing is shown, whatever their shifts miss', async () => {
    await open(cabinetWith([wholeWeek('2026-11-23', { Early: ['amy', 'bea'], Late: ['cy'], Night: ['di'] })]));
    expect(screen.queryByText(sh('gap.title'))).toBeNull();
    expect(document.body.textContent).not.toMatch(/certificate|first aider|covers/i);
  });

  it('without a rota it says so', async () => {
    await open(cabinetWith([]));
    expect(screen.getByText(sh('none.why'))).toBeTruthy();
  });
});

describe('the next shift on the carer’s first page', () => {
  const open = async (weeks: RotaWeek[]) => {
    render(<HomePage cabinet={cabinetWith(weeks)} who={AMY} go={() => {}} />);
    await screen.findByRole('link', { name: w('home.allCourses') });
  };

  it('stands there with its time, and leads to the others', async () => {
    await open([NIGHTS]);
    expect(screen.getByText('Tonight 22:00 to 07:00')).toBeTruthy();
    expect(screen.getByText('With kit. You lead.')).toBeTruthy();
    expect(screen.getByRole('link', { name: sh('all') }).getAttribute('href')).toBe('/academy/shifts');
  });

  it('is not there in a home that keeps its rota elsewhere, nor for somebody who is not on it', async () => {
    await open([wholeWeek('2026-11-23', { Early: ['bea'], Late: ['cy'], Night: ['di'] })]);
    expect(screen.queryByText(sh('next'))).toBeNull();
    cleanup();
    await open([]);
    expect(screen.queryByText(sh('next'))).toBeNull();
  });
});
