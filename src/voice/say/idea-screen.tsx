import type { Talk } from '../talk.ts';
import { SayScreen } from './say-screen.tsx';

export function IdeaScreen({ talk }: { talk: Talk }) {
  return <SayScreen talk={talk} kind="idea" />;
}
