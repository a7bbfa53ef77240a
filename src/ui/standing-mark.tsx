import look from './standing-mark.module.css';

type StandingWord = 'current' | 'dueSoon' | 'expired' | 'lapsed' | 'notStarted' | 'inProgress' | 'awaitingSignOff' | 'waived' | 'notRequired';

type Shape = { line?: string; fill?: string; cut?: string; tone: 'good' | 'warn' | 'danger' | 'info' | 'plain' };

const RING = 'M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Z';

/** Nine outlines on a 16 grid that differ without colour: `fill` solid, `cut` drawn out of it, `line` open. */
const SHAPES: Record<StandingWord, Shape> = {
  current: { fill: 'M8 15.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Z', cut: 'm4.6 8.3 2.4 2.4 4.4-5', tone: 'good' },
  dueSoon: { fill: 'M8 .5 15.8 15H.2L8 .5Z', cut: 'M8 6v4M8 12.5v.01', tone: 'warn' },
  expired: { fill: 'M1 1h14v14H1z', cut: 'm5 5 6 6M11 5l-6 6', tone: 'danger' },
  lapsed: { line: 'M2 2h12v12H2zM4.5 11.5l7-7', tone: 'danger' },
  notStarted: { line: RING, tone: 'plain' },
  inProgress: { line: RING, fill: 'M8 1.5a6.5 6.5 0 0 0 0 13Z', tone: 'info' },
  awaitingSignOff: { line: 'm2 14 .8-3.4L10.7 2.7a1.6 1.6 0 0 1 2.3 0l.3.3a1.6 1.6 0 0 1 0 2.3l-7.9 7.9L2 14Z', tone: 'info' },
  waived: { line: 'M8 1.2 14.8 8 8 14.8 1.2 8 8 1.2ZM5.5 8h5', tone: 'plain' },
  notRequired: { line: 'M3 8h10', tone: 'plain' },
};

type StandingMarkProps = { word: StandingWord; says: string; compact?: boolean };

/** Standing by shape, word and colour. `compact` keeps the word for those who listen. */
export function StandingMark({ word, says, compact }: StandingMarkProps) {
  const { line, fill, cut, tone } = SHAPES[word];
  return (
    <span class={`${look.standing} ${look[tone]} ${compact ? look.compact : ''}`}>
      <svg
        class={look.shape}
        viewBox="0 0 16 16"
        width="16"
        height="16"
        fill="none"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {fill && <path d={fill} fill="currentColor" />}
        {cut && <path class={look.cut} d={cut} />}
        {line && <path d={line} stroke="currentColor" />}
      </svg>
      <span class={compact ? 'visually-hidden' : undefined}>{says}</span>
    </span>
  );
}
