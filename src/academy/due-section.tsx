import type { KeptCourse } from '../store/cabinet.ts';
import type { DueLine } from './due-lines.ts';
import { DueRow } from './due-row.tsx';
import style from './rows.module.css';

type Props = { title: string; lead?: string; lines: readonly DueLine[]; kept: readonly KeptCourse[] };

export function DueSection({ title, lead, lines, kept }: Props) {
  if (lines.length === 0) return null;
  return (
    <section class={style.section}>
      <h2>{title}</h2>
      {lead && <p class={style.plain}>{lead}</p>}
      <DueRows lines={lines} kept={kept} />
    </section>
  );
}

export function DueRows({ lines, kept }: { lines: readonly DueLine[]; kept: readonly KeptCourse[] }) {
  return (
    <ul class={style.list}>
      {lines.map((line) => (
        <DueRow key={line.card.id} line={line} isKept={kept.some((entry) => entry.courseId === line.card.id)} />
      ))}
    </ul>
  );
}
