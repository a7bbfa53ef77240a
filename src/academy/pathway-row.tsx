import { CardLink } from '../ui/card.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { w } from '../words/academy.ts';
import type { PathwayProgress } from './due-lines.ts';
import style from './rows.module.css';

export function PathwayRow({ progress }: { progress: PathwayProgress }) {
  const { pathway, covered, of } = progress;
  return (
    <li>
      <CardLink href={`/academy/pathways/${pathway.id}`}>
        <span class={style.title}>{pathway.title}</span>
        {of > 0 && <ProgressBar value={covered} max={of} label={w('pathway.progress', { covered, of })} />}
      </CardLink>
    </li>
  );
}
