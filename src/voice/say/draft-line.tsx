import { w } from '../../words/say.ts';
import type { Talk } from '../talk.ts';
import type { SayingDesk } from './desk.ts';
import look from './draft-line.module.css';
import { Sign } from './sign.tsx';

/** Where the words are now, in one line: on this phone, or nowhere. */
export function DraftLine({ talk, desk }: { talk: Talk; desk: SayingDesk }) {
  const phrase = !talk.keepsDrafts ? 'kept.not' : desk.draft === 'trouble' ? 'kept.trouble' : 'kept.phone';
  return (
    <p class={look.line}>
      <Sign name="lock" />
      <span>{w(phrase)}</span>
    </p>
  );
}
