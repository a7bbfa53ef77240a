import { useState } from 'preact/hooks';
import type { ImportHome } from '../../shared/training/import/import-rows.ts';
import type { Dry, Noted, Proposal, Refused } from '../../shared/training/import/import-rows.ts';
import { rowKey } from '../../shared/training/import/import-rows.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { w } from '../../words/import.ts';
import { csvOf, fileName, saveFile } from '../csv.ts';
import styles from './import-page.module.css';
import { RowCard } from './row-card.tsx';
import { SettleCourses, SettleNames } from './settle.tsx';
import type { ImportWork } from './use-import.ts';

const SHOWN = 25;

/** Something in it asks for an eye: it was read one of two ways, or part of it stays behind. */
const CHECKED: readonly Noted[] = ['dayFirst', 'numberLeftOut', 'providerLeftOut'];

function countBy<Key extends string>(keys: readonly Key[]): [Key, number][] {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]);
}

/** The refused rows for the person's own spreadsheet; safe to open there. */
function download(homeName: string, refused: readonly Proposal[]): void {
  const head = [w('csv.row'), w('csv.name'), w('csv.course'), w('csv.on'), w('csv.expiresOn'), w('csv.why')];
  const lines = refused.map(({ row, said, refused: why }) => [row, said.name, said.course, said.on, said.expiresOn, why === null ? '' : w(`refused.${why}`)]);
  saveFile(fileName('csv', w('list.file', { home: homeName })), csvOf([head, ...lines]));
}

type DryRunProps = { work: ImportWork; dry: Dry; homeName: string; people: PersonRecord[]; courses: ImportHome['courses'] };

/** What would happen, before anything does: counts, reasons, and each row with a way to put it right. */
export function DryRun({ work, dry, homeName, people, courses }: DryRunProps) {
  const { proposals, over } = dry;
  const refused = proposals.filter((proposal) => proposal.refused !== null);
  const ready = proposals.filter((proposal) => proposal.refused === null);
  const notes = ready.flatMap((proposal) => proposal.notes);
  const count = (...of: Noted[]) => notes.filter((note) => of.includes(note)).length;
  return (
    <Stack gap="l">
      <Stack gap="s">
        <h2>{w('dry.title')}</h2>
        <p>
          <strong>{w('dry.ready', { count: ready.length })}</strong>
        </p>
        <p>{w('dry.refused', { count: refused.length })}</p>
        {over > 0 && <Notice tone="warn">{w('dry.over', { count: over })}</Notice>}
        {count('dayFirst') > 0 && <p>{w('dry.dayFirst', { count: count('dayFirst') })}</p>}
        {count('ended', 'wouldHaveLapsed') > 0 && <p>{w('dry.old', { count: count('ended', 'wouldHaveLapsed') })}</p>}
        {count('numberLeftOut', 'providerLeftOut') > 0 && <p>{w('dry.leftOut', { count: count('numberLeftOut', 'providerLeftOut') })}</p>}
      </Stack>
      {refused.length > 0 && (
        <Stack gap="s">
          <h3>{w('dry.why')}</h3>
          <ul class={styles.reasons}>
            {countBy(refused.map((proposal) => proposal.refused as Refused)).map(([why, rows]) => (
              <li key={why}>{w('dry.whyLine', { count: rows, reason: w(`refused.${why}`) })}</li>
            ))}
          </ul>
          <div>
            <Button kind="quiet" onClick={() => download(homeName, refused)}>
              {w('list.download')}
            </Button>
          </div>
        </Stack>
      )}
      <SettleCourses work={work} proposals={proposals} courses={courses} />
      <SettleNames work={work} proposals={proposals} people={people} homeName={homeName} />
      <Rows work={work} proposals={proposals} people={people} courses={courses} />
    </Stack>
  );
}

type RowsProps = { work: ImportWork; proposals: readonly Proposal[]; people: PersonRecord[]; courses: ImportHome['courses'] };

function Rows({ work, proposals, people, courses }: RowsProps) {
  const hasRefused = proposals.some((proposal) => proposal.refused !== null);
  const [filter, setFilter] = useState<'all' | 'refused' | 'noted'>(hasRefused ? 'refused' : 'all');
  const [shown, setShown] = useState(SHOWN);
  // A row put right stays where it was, so that what came of it is seen.
  const found = proposals.filter(
    (proposal) =>
      filter === 'all' ||
      (filter === 'refused' && (proposal.refused !== null || work.settled.rows[rowKey(proposal)] !== undefined)) ||
      (filter === 'noted' && proposal.refused === null && proposal.notes.some((note) => CHECKED.includes(note))),
  );
  return (
    <Stack gap="m">
      <h3>{w('list.title')}</h3>
      <SelectField
        id="filter"
        label={w('list.show')}
        options={[
          { value: 'all', label: w('list.all') },
          { value: 'refused', label: w('list.refusedOnly') },
          { value: 'noted', label: w('list.noted') },
        ]}
        value={filter}
        onInput={(value) => {
          setFilter(value as typeof filter);
          setShown(SHOWN);
        }}
      />
      {found.length === 0 && <p>{w('list.none')}</p>}
      <ul class={`plain-list ${styles.rows}`}>
        {found.slice(0, shown).map((proposal) => (
          <li key={rowKey(proposal)}>
            <RowCard work={work} proposal={proposal} people={people} courses={courses} />
          </li>
        ))}
      </ul>
      {found.length > shown && (
        <Row>
          <Button kind="quiet" onClick={() => setShown(shown + SHOWN * 4)}>
            {w('list.more', { count: Math.min(SHOWN * 4, found.length - shown) })}
          </Button>
        </Row>
      )}
    </Stack>
  );
}
