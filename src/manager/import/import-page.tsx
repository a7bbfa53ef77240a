import { useRef } from 'preact/hooks';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import { isWhole } from '../../shared/training/import/columns.ts';
import { importedOf } from '../../shared/training/import/imported-records.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { w } from '../../words/import.ts';
import { w as manage } from '../../words/manager.ts';
import { useHome } from '../home-choice.ts';
import { HomePicker } from '../home-picker.tsx';
import { KnownAsOf } from '../known-as-of.tsx';
import { HOME_PATH, UNVERIFIED_PATH } from '../paths.ts';
import { BringIn, Finished } from './bring-in-form.tsx';
import { DryRun } from './dry-run.tsx';
import styles from './import-page.module.css';
import { MappingForm } from './mapping-form.tsx';
import type { ImportWork } from './use-import.ts';
import { coursesOf, useImport } from './use-import.ts';

export type ImportPageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** Old records from a spreadsheet: choose, look, put right, bring in. Nothing leaves the device before the last step. */
export function ImportPage({ cabinet, who }: ImportPageProps) {
  const choice = useHome(cabinet, who);
  const homeId = choice.home?.placeId ?? '';
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchHome(homeId, tell), [cabinet, homeId]);
  const catalogue = useWatched<Catalogue | null>((tell) => cabinet.watchCatalogue(tell), [cabinet]);
  const work = useImport(cabinet, homeId, people, catalogue);
  const unseen = (work.file ? [] : (people ?? [])).flatMap(importedOf).filter((record) => record.verified === null).length;
  return (
    <Page
      title={choice.home ? w('title') : manage('home.none.title')}
      lead={
        <>
          {w('lead')}
          <KnownAsOf cabinet={cabinet} />
        </>
      }
      back={{ href: HOME_PATH, label: manage('back.matrix') }}
    >
      <Stack gap="l">
        {!work.file && <HomePicker choice={choice} />}
        {choice.home && (people === undefined || catalogue === undefined) && <Skeleton height="30rem" />}
        {choice.home && catalogue === null && <Notice tone="info">{w('noCatalogue')}</Notice>}
        {choice.home && people?.length === 0 && <Notice tone="info">{w('noPeople')}</Notice>}
        {choice.home && people && people.length > 0 && catalogue && (
          <>
            <FileChoice work={work} />
            {work.file && work.table && work.mapping && <Looking cabinet={cabinet} work={work} homeName={choice.home.placeName} people={people} catalogue={catalogue} />}
            {!work.file && unseen > 0 && (
              <Stack gap="s">
                <h2>{w('seen.title')}</h2>
                <p>{w('seen.lead', { count: unseen })}</p>
                <div>
                  <LinkButton href={UNVERIFIED_PATH} kind="quiet">
                    {w('done.next')}
                  </LinkButton>
                </div>
              </Stack>
            )}
          </>
        )}
      </Stack>
    </Page>
  );
}

function FileChoice({ work }: { work: ImportWork }) {
  const input = useRef<HTMLInputElement>(null);
  const { file, fault, mapping, dry, going } = work;
  const isReading = work.isReading || (file !== null && going === null && dry === null && mapping !== null && isWhole(mapping) && !work.finished);
  return (
    <Stack gap="m">
      {!file && (
        <ol class={styles.how}>
          <li>{w('how.1')}</li>
          <li>{w('how.2')}</li>
          <li>{w('how.3')}</li>
        </ol>
      )}
      {fault && (
        <Notice tone="danger" title={w('fault.title')} role="alert">
          {w(`fault.${fault}`)}
        </Notice>
      )}
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        accept=".csv,.xlsx,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          const field = event.currentTarget;
          const chosen = field.files?.[0];
          // Emptied afterwards: the same file may be chosen again, once it was put right.
          if (chosen) void work.choose(chosen).then(() => Object.assign(field, { value: '' }));
        }}
      />
      <Row>
        <Button kind={file ? 'quiet' : 'primary'} busy={isReading} disabled={going !== null} onClick={() => input.current?.click()}>
          {w(file ? 'file.other' : 'file.choose')}
        </Button>
      </Row>
      <p role="status">{isReading ? w('file.reading') : file && dry ? w('file.is', { name: file.name, rows: dry.rows }) : '\u00a0'}</p>
      {!file && <p class={styles.soft}>{w('how.never')}</p>}
      {!file && <p class={styles.soft}>{w('how.again')}</p>}
    </Stack>
  );
}

type LookingProps = { cabinet: Cabinet; work: ImportWork; homeName: string; people: PersonRecord[]; catalogue: Catalogue };

function Looking({ cabinet, work, homeName, people, catalogue }: LookingProps) {
  const { file, sheet, chooseSheet, table, mapping, dry, going, finished } = work;
  if (!file || !table || !mapping) return null;
  const isOver = finished !== null && finished.fault === null;
  if (isOver) return <Finished cabinet={cabinet} finished={finished} />;
  const form = <MappingForm table={table} mapping={mapping} onMapping={work.setMapping} isKnown={work.isKnown} />;
  return (
    <Stack gap="l">
      {going === null && file.sheets.length > 1 && (
        <SelectField
          id="sheet"
          label={w('file.sheet')}
          options={file.sheets.map((entry, index) => ({ value: String(index), label: entry.name }))}
          value={String(sheet)}
          onInput={(value) => chooseSheet(Number(value))}
        />
      )}
      {going === null &&
        (isWhole(mapping) ? (
          <Disclosure summary={w('map.title')}>
            <Stack gap="m">
              <p>{w('map.whole')}</p>
              {form}
            </Stack>
          </Disclosure>
        ) : (
          <Stack gap="m">
            <h2>{w('map.title')}</h2>
            <Notice tone="warn">{w('map.broken')}</Notice>
            {form}
          </Stack>
        ))}
      {dry && <DryRun work={work} dry={dry} homeName={homeName} people={people} courses={coursesOf(catalogue)} />}
      <BringIn work={work} />
    </Stack>
  );
}
