import type { Talk } from '../talk.ts';
import { SayScreen } from './say-screen.tsx';

export function WorryScreen({ talk }: { talk: Talk }) {
  return <SayScreen talk={talk} kind="worry" />;
}
