import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { londonDay } from '../../shared/basics/day.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { Mapping } from '../../shared/training/import/columns.ts';
import { detectMapping, isWhole, keptMapping, laidMapping } from '../../shared/training/import/columns.ts';
import type { Dry, ImportHome, Settled } from '../../shared/training/import/import-rows.ts';
import { courseFinder, NOTHING_SETTLED, proposing } from '../../shared/training/import/import-rows.ts';
import { heldKeys } from '../../shared/training/import/imported-records.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import type { BroughtIn } from './bring-in.ts';
import { bringIn } from './bring-in.ts';
import { inSlices } from './in-slices.ts';
import { readKept, writeKept } from './kept.ts';
import type { FileFault, FileRead } from './read-file.ts';
import { readFile } from './read-file.ts';

type ReadFile = Extract<FileRead, { ok: true }>;
export type Going = { of: number; done: number };
export type Finished = BroughtIn & { of: number };

/** Hearth's courses, and certificates that only come from outside. */
export function coursesOf(catalogue: Catalogue | null | undefined): ImportHome['courses'] {
  return [...(catalogue?.courses ?? []), ...(catalogue?.outside ?? [])];
}

/** One file from choosing to done. All of it lives on the page: a file half looked at is nobody's record. */
export function useImport(cabinet: Cabinet, homeId: string, people: readonly PersonRecord[] | undefined, catalogue: Catalogue | null | undefined) {
  const [file, setFile] = useState<ReadFile | null>(null);
  const [fault, setFault] = useState<FileFault | null>(null);
  const [isReading, setReading] = useState(false);
  const [sheet, setSheet] = useState(0);
  const [mapping, setMapping] = useState<Mapping | null>(null);
  const [settled, setSettled] = useState<Settled>(NOTHING_SETTLED);
  const [going, setGoing] = useState<Going | null>(null);
  const [finished, setFinished] = useState<Finished | null>(null);

  // What comes in changes everybody's record again and again: it is looked at when all of it is there.
  const staff = useRef(people);
  if (going === null) staff.current = people;
  const known = staff.current;
  const home = useMemo<ImportHome | null>(() => {
    if (!known || !catalogue) return null;
    return { today: londonDay(cabinet.now()), people: known, courses: coursesOf(catalogue), held: new Set(known.flatMap(heldKeys)) };
  }, [cabinet, known, catalogue]);
  const isKnown = useMemo(() => {
    const find = courseFinder(coursesOf(catalogue));
    return (name: string) => find(name) !== null;
  }, [catalogue]);
  const table = file?.sheets[sheet]?.table ?? null;

  // Another home, another file: nothing chosen for one is used for the other.
  useEffect(() => close(), [homeId]);

  function close(): void {
    setFile(null);
    setFault(null);
    setMapping(null);
    setSettled(NOTHING_SETTLED);
    setFinished(null);
  }

  async function look(read: ReadFile, index: number): Promise<void> {
    const rows = read.sheets[index]?.table ?? [];
    const kept = await readKept(cabinet, homeId);
    setSheet(index);
    setMapping((kept.mapping && laidMapping(rows, kept.mapping)) ?? detectMapping(rows, isKnown));
    setSettled({ ...NOTHING_SETTLED, courses: kept.courses });
    setFile(read);
  }

  async function choose(chosen: File): Promise<void> {
    close();
    setReading(true);
    const read = await readFile(chosen).catch((): FileRead => ({ ok: false, fault: 'broken' }));
    if (read.ok) {
      // The sheet with the most in it: the others are often notes.
      const sizes = read.sheets.map((entry) => entry.table.length);
      await look(read, sizes.indexOf(Math.max(...sizes)));
    } else setFault(read.fault);
    setReading(false);
  }

  // A file of thousands is judged in slices. What is shown meanwhile is the last word on the same file, and cannot be brought in.
  const [judged, setJudged] = useState<{ dry: Dry; of: readonly unknown[] } | null>(null);
  const asked = [table, mapping, settled, home];
  useEffect(() => {
    if (going !== null || !table || !mapping || !home || !isWhole(mapping)) return;
    let isWanted = true;
    void inSlices(proposing(table, mapping, home, settled), () => isWanted).then((made) => {
      if (made && isWanted) setJudged({ dry: made, of: asked });
    });
    return () => {
      isWanted = false;
    };
  }, [...asked, going]);
  const isFileJudged = going === null && mapping !== null && isWhole(mapping) && judged !== null && judged.of[0] === table && judged.of[1] === mapping;
  const dry = isFileJudged ? judged.dry : null;
  const isJudged = dry !== null && asked.every((part, at) => part === judged?.of[at]);

  async function start(): Promise<void> {
    if (!dry || !isJudged || !file || !table || !mapping) return;
    const ready = dry.proposals.filter((proposal) => proposal.refused === null);
    setFinished(null);
    setGoing({ of: ready.length, done: 0 });
    const { courses } = settled;
    await writeKept(cabinet, homeId, { mapping: mapping.shape === 'long' ? keptMapping(table, mapping) : (await readKept(cabinet, homeId)).mapping, courses });
    const result = await bringIn(cabinet, await importIdOf(homeId, file.mark, sheet), ready, (done) => setGoing({ of: ready.length, done }));
    setGoing(null);
    setFinished({ ...result, of: ready.length });
  }

  const chooseSheet = (index: number) => {
    if (file) void look(file, index);
  };
  return { file, fault, isReading, sheet, chooseSheet, table, mapping, setMapping, settled, setSettled, dry, isJudged, isKnown, going, finished, choose, start };
}

export type ImportWork = ReturnType<typeof useImport>;

async function importIdOf(homeId: string, mark: string, sheet: number): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${homeId} ${mark} ${sheet}`));
  return Array.from(new Uint8Array(digest).subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
