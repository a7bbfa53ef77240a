import type { ComponentType } from 'preact';
import type { Talk } from './talk.ts';

/** Screens that say and answers draw; each is fetched when it is first opened. */
export const ROOMS = {
  'say-feeling': () => import('./say/feeling-screen.tsx').then((part) => part.FeelingScreen),
  'say-worry': () => import('./say/worry-screen.tsx').then((part) => part.WorryScreen),
  'say-idea': () => import('./say/idea-screen.tsx').then((part) => part.IdeaScreen),
  'what-happened': () => import('./answers/answers-screen.tsx').then((part) => part.AnswersScreen),
  drafts: () => import('./say/drafts-screen.tsx').then((part) => part.DraftsScreen),
} satisfies Record<string, () => Promise<ComponentType<{ talk: Talk }>>>;

export type RoomName = keyof typeof ROOMS;

/** Screens of first use, lock and shelter. */
export type HallName =
  | 'language'
  | 'how'
  | 'phone'
  | 'checks'
  | 'join'
  | 'home'
  | 'lock'
  | 'card'
  | 'come-back'
  | 'unlock'
  | 'help'
  | 'looks'
  | 'leave'
  | 'about-exit'
  | 'check-words';

export type ScreenName = RoomName | HallName;

/** Where they are. Kept in memory alone: nothing of it reaches the address or the history. */
export type Spot = { screen: ScreenName; step: string | null };

export function isRoom(name: ScreenName): name is RoomName {
  return name in ROOMS;
}

/** One step back; never past the first. */
export function stepBack(spots: readonly Spot[]): Spot[] {
  return spots.length > 1 ? spots.slice(0, -1) : [...spots];
}
