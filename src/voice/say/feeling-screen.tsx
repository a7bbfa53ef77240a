import type { Talk } from '../talk.ts';
import { SayScreen } from './say-screen.tsx';

export function FeelingScreen({ talk }: { talk: Talk }) {
  return <SayScreen talk={talk} kind="feeling" />;
}
