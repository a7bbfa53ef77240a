import { StateWord } from '../../ui/state-word.tsx';
import { useKnown } from './use-stories.ts';
import { sayStand } from './names.ts';
import type { Story } from './story.ts';
import type { Talk } from '../talk.ts';

const LOOKS = {
  waiting: 'waiting',
  withdrawing: 'waiting',
  refused: 'needsYou',
  delivered: 'delivered',
  read: 'delivered',
  answered: 'delivered',
  changed: 'delivered',
  closed: 'delivered',
  withdrawn: 'saved',
} as const;

/** Where it is, by icon and word. */
export function StandLine({ talk, story }: { talk: Talk; story: Story }) {
  return <StateWord state={LOOKS[story.stand.is]} says={sayStand(story, useKnown(talk), talk.now())} />;
}
