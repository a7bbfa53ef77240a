import { w } from '../../words/voice.ts';
import type { Talk } from '../talk.ts';

/** Its place is kept here until its own screens stand. */
export function WorryScreen({ talk }: { talk: Talk }) {
  return (
    <button type="button" onClick={talk.home}>
      {w('back')}
    </button>
  );
}
