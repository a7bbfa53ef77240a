import { useEffect } from 'preact/hooks';
import type { Figures } from '../../shared/training/figures.ts';
import { FEWEST_COUNTED } from '../../shared/training/figures.ts';
import type { Cabinet, FiguresShelf, KeptFigures } from '../../store/cabinet.ts';
import { useWatched } from '../../ui/use-watched.ts';
import { formatMoment } from '../../words/dates.ts';
import { p } from '../../words/publishing.ts';
import look from './desk.module.css';

/** Counts of one course as this device last heard them; null when it never did, undefined until it is known. */
export function useFigures(cabinet: Cabinet, courseId: string): KeptFigures | null | undefined {
  const shelf = useWatched<FiguresShelf>(
    (tell) => {
      let isLive = true;
      cabinet.figures().then(
        (ready) => isLive && tell(ready),
        () => undefined,
      );
      return () => {
        isLive = false;
      };
    },
    [cabinet],
  );
  useEffect(() => {
    if (shelf) void shelf.freshen(courseId).catch(() => undefined);
  }, [shelf, courseId]);
  return useWatched<KeptFigures | null>((tell) => shelf?.watch(courseId, tell) ?? (() => undefined), [shelf, courseId]);
}

function sayCount(what: 'people' | 'homes' | 'onShift', count: number | null): string {
  return count === null ? p(`reach.${what}.few`, { few: FEWEST_COUNTED }) : p(`reach.${what}`, { count });
}

/** "612 people in 71 homes, 41 on shift tonight", and how old that is. */
export function ReachLine({ figures }: { figures: KeptFigures | null | undefined }) {
  if (!figures) return <p class={look.small}>{p(figures === null ? 'reach.none' : 'reach.waiting')}</p>;
  return (
    <div>
      <p>{sayReach(figures.reach)}</p>
      <p class={look.small}>{p('reach.asOf', { moment: formatMoment(figures.at) })}</p>
    </div>
  );
}

function sayReach({ people, homes, onShift }: Figures['reach']): string {
  return p('reach', { people: sayCount('people', people), homes: sayCount('homes', homes), onShift: sayCount('onShift', onShift) });
}
