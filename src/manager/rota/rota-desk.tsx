import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import { addDays } from '../../shared/basics/day.ts';
import type { Finding } from '../../shared/home/rota-check.ts';
import { checkRota, isTyped } from '../../shared/home/rota-check.ts';
import type { Swap } from '../../shared/home/rota-swaps.ts';
import { teamOf } from '../../shared/home/rota-team.ts';
import { mondayOf } from '../../shared/home/rota-time.ts';
import type { RotaWeek } from '../../shared/home/rota.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { homeRules } from '../../shared/training/rules-of.ts';
import type { Cabinet, HomeRecord } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { r } from '../../words/rota.ts';
import { csvOf, fileName, saveFile } from '../csv.ts';
import { copyDay, copyWeek, crewOf, withCrew, withKinds, withSwap } from './edits.ts';
import { EndingList } from './ending-list.tsx';
import { FindingsList } from './findings-list.tsx';
import { FirstAidForm } from './first-aid-form.tsx';
import { HowCounted } from './how-counted.tsx';
import { rotaLines } from './rota-csv.ts';
import { shiftTitle, swapSays } from './rota-words.ts';
import { RotaImport } from './rota-import.tsx';
import { RotaResult } from './rota-result.tsx';
import { SaveBar } from './save-bar.tsx';
import { SettingsForm } from './settings-form.tsx';
import { ShiftSheet } from './shift-sheet.tsx';
import { useRota, WEEKS } from './use-rota.ts';
import { marksOf, WeekGrid } from './week-grid.tsx';
import { WeekTabs } from './week-tabs.tsx';

export type RotaDeskProps = { cabinet: Cabinet; home: HomeRecord; homeName: string; people: PersonRecord[]; catalogue: Catalogue; today: Day; whoId: string; isManager: boolean };

/** Four weeks of a home's rota, checked as they are typed. */
export function RotaDesk({ cabinet, home, homeName, people, catalogue, today, whoId, isManager }: RotaDeskProps) {
  const [from, setFrom] = useState(() => mondayOf(today));
  const [weekOf, setWeekOf] = useState(from);
  const [open, setOpen] = useState<number | null>(null);
  const [isImporting, setImporting] = useState(false);
  const [isPrinting, setPrinting] = useState(false);
  const [says, setSays] = useState('\u00a0');
  const isAsked = useRef(false);
  // Paper shows all four weeks; they are drawn first.
  useEffect(() => {
    if (!isPrinting || !isAsked.current) return;
    isAsked.current = false;
    print();
    setPrinting(false);
  }, [isPrinting]);
  // The same when the browser itself was asked: what is set here is drawn before it looks at the page.
  useEffect(() => {
    const begin = () => setPrinting(true);
    const end = () => setPrinting(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  const rota = useRota(cabinet, home, from);
  const isShown = rota !== null;
  // The shifts stand first; what is below them is drawn in a task of its own, so that a slow phone answers in between.
  const [isBelowDrawn, setBelowDrawn] = useState(false);
  useEffect(() => {
    const timer = isShown ? setTimeout(() => setBelowDrawn(true)) : undefined;
    return () => clearTimeout(timer);
  }, [isShown]);
  const rules = useMemo(() => homeRules(home.told, catalogue, today), [home, catalogue, today]);
  const team = useMemo(() => teamOf(home.homeId, people, catalogue, addDays(from, -7), addDays(from, WEEKS * 7), rules), [home.homeId, people, catalogue, from, rules]);
  const check = useMemo(() => (rota ? checkRota([...rota.weeks.values()], team, from) : null), [rota?.weeks, team, from]);
  const marks = useMemo(() => marksOf(check), [check]);
  const week = rota?.weeks.get(weekOf);
  if (!rota || !check || !week) return null;

  const shownWeeks = rota.shown.flatMap((monday) => rota.weeks.get(monday) ?? []);
  const change = (weeks: readonly RotaWeek[], done: string = '\u00a0') => {
    rota.change(weeks);
    setSays(done);
  };
  const move = (weeks: number) => {
    setFrom(addDays(from, weeks * 7));
    setWeekOf(addDays(from, weeks * 7));
  };
  const swap = (finding: Finding, chosen: Swap) => {
    if (finding.shift) change(withSwap(rota.weeks, finding.shift, chosen), r('swap.done', { what: swapSays(chosen) }));
  };
  const inducting = { cabinet, homeId: home.homeId, people, today, whoId, isManager, onDone: setSays };
  const before = rota.weeks.get(addDays(weekOf, -7));
  const shift = open === null ? undefined : week.shifts[open];
  const outside = catalogue.cover?.find((entry) => entry.what === 'firstAid')?.courseId;

  if (isImporting) {
    const back = (weeks: RotaWeek[] | null) => {
      if (weeks) change(weeks, r('import.done', { count: weeks.length }));
      if (weeks?.[0]) setWeekOf(weeks[0].weekOf);
      setImporting(false);
    };
    return <RotaImport weeks={shownWeeks} people={people} onDone={back} />;
  }
  return (
    <Stack gap="l">
      <RotaResult check={check} weeks={shownWeeks} />
      <SaveBar cabinet={cabinet} homeId={home.homeId} rota={rota} weekOf={weekOf} says={says} />
      <Stack gap="m">
        <WeekTabs weeks={shownWeeks} check={check} chosen={weekOf} onChoose={setWeekOf} onMove={move} />
        {!isPrinting && <h2>{r('week', { day: formatDay(weekOf) })}</h2>}
        {!isTyped(week) && <p>{r('empty')}</p>}
        <div class="no-print">
          <Row>
            {before && isTyped(before) && !isTyped(week) && (
              <Button kind="quiet" onClick={() => change([copyWeek(before, weekOf)], r('act.copied'))}>
                {r('act.copyWeek')}
              </Button>
            )}
            <Button kind="quiet" onClick={() => setImporting(true)}>
              {r('act.import')}
            </Button>
            <Button kind="quiet" onClick={() => saveFile(fileName('csv', r('csv.file'), homeName, from), csvOf(rotaLines(shownWeeks, check, catalogue)))}>
              {r('act.csv')}
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                isAsked.current = true;
                setPrinting(true);
              }}
            >
              {r('act.print')}
            </Button>
          </Row>
        </div>
        {(isPrinting ? shownWeeks.filter(isTyped) : [week]).map((entry) => (
          <Stack key={entry.weekOf} gap="m">
            {isPrinting && <h2>{r('week', { day: formatDay(entry.weekOf) })}</h2>}
            <WeekGrid
              week={entry}
              marks={marks}
              isChecked={isTyped(entry)}
              onOpen={setOpen}
              onCopyDay={(source, target) => change([copyDay(entry, source, target)], r('act.copied'))}
            />
            {isBelowDrawn && <FindingsList check={check} team={team} catalogue={catalogue} weekOf={entry.weekOf} isWhole={isPrinting} inducting={inducting} onSwap={swap} />}
          </Stack>
        ))}
      </Stack>
      {isBelowDrawn && (
        <>
          <EndingList endings={check.endings} />
          <div class="no-print">
            <Stack gap="m">
              <Disclosure summary={r('settings.title')}>
                <SettingsForm
                  key={`${weekOf}.${week.shifts.length}`}
                  week={week}
                  today={today}
                  onKinds={(kinds) => change(shownWeeks.map((entry) => withKinds(entry, kinds)))}
                  onSet={(part) => change(shownWeeks.filter((entry) => entry === week || isTyped(entry)).map((entry) => ({ ...entry, ...part })))}
                />
              </Disclosure>
              {outside && (
                <Disclosure summary={r('aid.title')}>
                  <FirstAidForm cabinet={cabinet} people={people.filter((person) => person.personId !== whoId)} courseId={outside} today={today} />
                </Disclosure>
              )}
              <HowCounted />
            </Stack>
          </div>
        </>
      )}
      <Dialog isOpen={shift !== undefined} title={shift ? shiftTitle(week, shift) : ''} onClose={() => setOpen(null)}>
        {shift && open !== null && (
          <ShiftSheet
            week={week}
            index={open}
            crew={crewOf(week, shift)}
            team={team}
            check={check}
            onChange={(crew) => change([withCrew(week, open, crew)])}
            onDone={() => setOpen(null)}
          />
        )}
      </Dialog>
      {rota.overtaken.length > 0 && (
        <Notice tone="warn" title={r('overtaken.title')} role="status">
          {rota.overtaken.map((monday) => (
            <div key={monday}>
              <p>{r('overtaken', { day: formatDay(monday) })}</p>
              <Button kind="quiet" onClick={() => rota.letGo(monday)}>
                {r('overtaken.theirs', { day: formatDay(monday) })}
              </Button>
            </div>
          ))}
        </Notice>
      )}
    </Stack>
  );
}
