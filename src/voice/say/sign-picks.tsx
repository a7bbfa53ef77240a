import type { About, WorryPicture } from '../../shared/voice/say.ts';
import { Sign } from './sign.tsx';
import { sayPicked } from './say-picked.ts';
import look from './sign-picks.module.css';

type SignPicksProps<Name extends About | WorryPicture> = {
  legend: string;
  names: readonly Name[];
  picked: readonly Name[];
  say: (name: Name) => string;
  onPick: (name: Name) => void;
};

/** Pictures with words, any of which may be picked. */
export function SignPicks<Name extends About | WorryPicture>({ legend, names, picked, say, onPick }: SignPicksProps<Name>) {
  return (
    <fieldset class={look.group}>
      <legend class={look.legend}>{legend}</legend>
      <div class={look.grid}>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            class={`${look.pick} ${picked.includes(name) ? look.picked : ''}`}
            aria-pressed={picked.includes(name)}
            onClick={(event) => {
              sayPicked(event.currentTarget);
              onPick(name);
            }}
          >
            <Sign name={name} />
            <span>{say(name)}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}
