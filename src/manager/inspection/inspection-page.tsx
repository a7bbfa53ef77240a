import { useMemo, useState } from 'preact/hooks';
import { isDay, londonDay } from '../../shared/basics/day.ts';
import { documentsOf } from '../../shared/home/inspection-documents.ts';
import type { HomeLook } from '../../shared/home/inspection-look.ts';
import { lookAt, sheetOf } from '../../shared/home/inspection-numbers.ts';
import type { Evidence } from '../../shared/home/inspection-sheet.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, HomeRecord, SyncState } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { DayField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { formatDay } from '../../words/dates.ts';
import { look as words } from '../../words/inspection.ts';
import { w } from '../../words/manager.ts';
import { csvOf, fileName, saveFile } from '../csv.ts';
import type { Home } from '../home-choice.ts';
import { useHome } from '../home-choice.ts';
import { HomePicker } from '../home-picker.tsx';
import { KnownAsOf } from '../known-as-of.tsx';
import { DATES_PATH, evidencePath, HOME_PATH, MEETINGS_PATH, personPath, ROTA_PATH, RULES_PATH } from '../paths.ts';
import { AdmitCard } from './admit-card.tsx';
import { evidenceLines, numberLines } from './inspection-csv.ts';
import { LooksList } from './looks-list.tsx';
import { NoteForm } from './note-form.tsx';
import { PlanForm } from './plan-form.tsx';
import { PrintDocument, usePrinted } from './print-document.tsx';
import { SheetView } from './sheet-view.tsx';

/** The manager's page behind a row of evidence. */
function hrefOf({ lead }: Evidence): string | null {
  if (lead === null) return null;
  if (lead.to === 'person') return personPath(lead.personId ?? '');
  if (lead.to === 'course') return evidencePath(lead.personId ?? '', lead.courseId ?? '');
  return { dates: DATES_PATH, meetings: MEETINGS_PATH, rules: RULES_PATH, rota: ROTA_PATH }[lead.to];
}

export type InspectionPageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** What an inspector asks for, as at a day, from what is on this phone: ready without signal. */
export function InspectionPage({ cabinet, who }: InspectionPageProps) {
  const choice = useHome(cabinet, who);
  const { home } = choice;
  const homeId = home?.placeId ?? '';
  const everyone = useWatched<PersonRecord[]>((tell) => cabinet.watchPeople(tell), [cabinet]);
  const record = useWatched<HomeRecord>((tell) => cabinet.watchHomeRecord(homeId, tell), [cabinet, homeId]);
  const catalogue = useWatched<Catalogue | null>((tell) => cabinet.watchCatalogue(tell), [cabinet]);
  const look = useMemo<HomeLook | null>(() => {
    if (!home || !everyone || record?.homeId !== homeId || !catalogue) return null;
    const people = everyone.filter((person) => person.placements.some((placement) => placement.placeId === homeId));
    return { homeId, homeName: home.placeName, people, told: record.told, catalogue };
  }, [everyone, record, catalogue, homeId, home?.placeName]);

  const [typed, setTyped] = useState<string | null>(null);
  const today = londonDay(cabinet.now());
  const isWrong = typed !== null && (!isDay(typed) || typed > today);
  const asAt = typed === null || isWrong ? today : typed;
  return (
    <Page
      wide
      title={home ? words('title', { home: home.placeName }) : w('home.none.title')}
      lead={
        <>
          {words('asAt', { day: formatDay(asAt) })} <KnownAsOf cabinet={cabinet} />
        </>
      }
      back={{ href: HOME_PATH, label: w('back.matrix') }}
    >
      <Stack gap="l">
        <HomePicker choice={choice} />
        {home && asAt !== today && (
          <Notice tone="info">
            {words('asAt.past')}{' '}
            <Button kind="quiet" onClick={() => setTyped(null)}>
              {words('asAt.today')}
            </Button>
          </Notice>
        )}
        {home && (
          <Disclosure summary={words('asAt.other')}>
            <DayField
              id="as-at"
              label={words('asAt.label')}
              hint={words('asAt.hint')}
              max={today}
              value={typed ?? today}
              onInput={(day) => setTyped(day === today ? null : day)}
              error={isWrong ? words('asAt.wrong') : undefined}
            />
          </Disclosure>
        )}
        {home && catalogue === null && <Notice tone="info">{words('noCatalogue')}</Notice>}
        {home && !look && catalogue !== null && <Skeleton height="80rem" />}
        {home && look && <Whole key={homeId} cabinet={cabinet} home={home} look={look} asAt={asAt} />}
      </Stack>
    </Page>
  );
}

type WholeProps = { cabinet: Cabinet; home: Home; look: HomeLook; asAt: string };

function Whole({ cabinet, home, look, asAt }: WholeProps) {
  const { sheet, evidence, documents } = useMemo(() => {
    const at = lookAt(look, asAt);
    return { ...sheetOf(at), documents: documentsOf(at) };
  }, [look, asAt]);
  const sync = useWatched<SyncState>((tell) => cabinet.watchSync(tell), [cabinet]);
  const [says, setSays] = useState('\u00a0');
  const rowsOf = (id: string) => evidence.get(id) ?? [];
  usePrinted(() => <PrintDocument sheet={sheet} knownAt={sync?.pulledAt ?? null} evidenceOf={rowsOf} />);
  const save = (what: 'numbers' | 'evidence') => {
    saveFile(fileName('csv', words(`file.${what}`, { home: sheet.homeName, day: asAt })), csvOf(what === 'numbers' ? numberLines(sheet) : evidenceLines(sheet, rowsOf)));
    setSays(words('csv.saved'));
  };
  return (
    <Stack gap="l">
      <div>
        <Button kind="quiet" onClick={() => print()}>
          {words('print')}
        </Button>
      </div>
      <SheetView
        sheet={sheet}
        evidenceOf={rowsOf}
        hrefOf={hrefOf}
        besideOf={({ id }) => <NoteForm cabinet={cabinet} sheet={sheet} id={id} />}
        afterGroup={(group) =>
          group === 'plans' && (
            <div>
              {documents.map(({ what, fact }) => (
                <PlanForm key={what} cabinet={cabinet} homeId={look.homeId} what={what} where={fact?.body.where ?? ''} reviewedOn={fact?.body.reviewedOn ?? ''} />
              ))}
            </div>
          )
        }
      />
      <section aria-labelledby="take-along">
        <h2 id="take-along">{words('files.title')}</h2>
        <Row wrap>
          <Button kind="quiet" onClick={() => save('numbers')}>
            {words('csv.numbers')}
          </Button>
          <Button kind="quiet" onClick={() => save('evidence')}>
            {words('csv.evidence')}
          </Button>
        </Row>
        <p role="status">{says}</p>
      </section>
      <section aria-labelledby="let-in">
        <Stack gap="m">
          <h2 id="let-in">{words('admit.title')}</h2>
          <AdmitCard cabinet={cabinet} homeId={look.homeId} isManager={home.isManager} />
          <LooksList cabinet={cabinet} homeId={look.homeId} told={look.told} isManager={home.isManager} />
        </Stack>
      </section>
    </Stack>
  );
}
