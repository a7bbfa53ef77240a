import { FEELINGS, SIZES } from '../../shared/voice/say.ts';
import { w } from '../../words/say.ts';
import { Face } from './face.tsx';
import look from './feelings-grid.module.css';
import { sayPicked } from './say-picked.ts';
import { MOST_FEELINGS, type Saying, withFeeling, withSize } from './saying.ts';

type FeelingsProps = { saying: Saying; change: (saying: Saying) => void };

/** Sixteen faces, a word beside each; up to three may be picked, each in one of three sizes. */
export function FeelingsGrid({ saying, change }: FeelingsProps) {
  const isPicked = (feeling: string) => saying.feelings.some((picked) => picked.f === feeling);
  const isFull = saying.feelings.length >= MOST_FEELINGS;
  return (
    <>
      <fieldset class={look.group}>
        <legend class="visually-hidden">{w('feel.group')}</legend>
        <div class={look.grid}>
          {FEELINGS.map((feeling) => (
            <button
              key={feeling}
              type="button"
              class={`${look.cell} ${isPicked(feeling) ? look.picked : ''}`}
              aria-pressed={isPicked(feeling)}
              aria-disabled={isFull && !isPicked(feeling) ? 'true' : undefined}
              onClick={(event) => {
                sayPicked(event.currentTarget);
                change(withFeeling(saying, feeling));
              }}
            >
              <Face feeling={feeling} />
              <span class={look.word}>{w(`feeling.${feeling}`)}</span>
            </button>
          ))}
        </div>
      </fieldset>
      <p role="status" class={look.full}>
        {isFull ? w('feel.full') : ''}
      </p>
      {saying.feelings.map(({ f, size }) => (
        <fieldset key={f} class={look.sizes}>
          <legend class={look.legend}>{w('feel.sizeOf', { feeling: w(`feeling.${f}`) })}</legend>
          <div class={look.sizeRow}>
            {SIZES.map((one) => (
              <button
                key={one}
                type="button"
                class={`${look.size} ${one === size ? look.picked : ''}`}
                aria-pressed={one === size}
                onClick={() => change(withSize(saying, f, one))}
              >
                <span class={`${look.sample} ${look[one]}`}>
                  <Face feeling={f} />
                </span>
                {w(`size.${one}`)}
              </button>
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}
