import { w } from '../../words/say.ts';
import look from './wave.module.css';

type WaveProps = { bars: readonly number[]; heard?: number };

/** How loud a recording is from start to end; what was played already is darker. */
export function Wave({ bars, heard = 0 }: WaveProps) {
  const wide = bars.length * 4;
  return (
    <svg class={look.wave} viewBox={`0 0 ${Math.max(4, wide)} 40`} preserveAspectRatio="none" role="img" aria-label={w('voice.wave')}>
      {bars.map((bar, index) => {
        const high = Math.max(2, bar * 36);
        return <rect key={index} class={index / bars.length < heard ? look.heard : look.bar} x={index * 4} y={20 - high / 2} width="2.6" height={high} rx="1" />;
      })}
    </svg>
  );
}
