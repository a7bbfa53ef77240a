import type { ComponentType } from 'preact';
import { LanguageScreen } from './first-use/language-screen.tsx';
import type { HallName } from './screens.ts';
import type { Visit } from './visit.ts';

type HallScreen = ComponentType<{ visit: Visit }>;

/** Screens of first use, lock and shelter, each fetched when it is first opened. */
export const HALL: Record<HallName, () => Promise<HallScreen>> = {
  language: () => Promise.resolve(LanguageScreen),
  how: () => import('./first-use/how-screen.tsx').then((part) => part.HowScreen),
  phone: () => import('./first-use/phone-screen.tsx').then((part) => part.PhoneScreen),
  checks: () => import('./first-use/checks-screen.tsx').then((part) => part.ChecksScreen),
  join: () => import('./first-use/join-screen.tsx').then((part) => part.JoinScreen),
  'check-words': () => import('./first-use/match-screen.tsx').then((part) => part.MatchScreen),
  home: () => import('./home-screen.tsx').then((part) => part.HomeScreen),
  help: () => import('./help-screen.tsx').then((part) => part.HelpScreen),
  looks: () => import('./looks-screen.tsx').then((part) => part.LooksScreen),
  leave: () => import('./shelter/leave-screen.tsx').then((part) => part.LeaveScreen),
  'about-exit': () => import('./shelter/about-exit-screen.tsx').then((part) => part.AboutExitScreen),
  lock: () => import('./lock/lock-screen.tsx').then((part) => part.LockScreen),
  unlock: () => import('./lock/unlock-screen.tsx').then((part) => part.UnlockScreen),
  card: () => import('./lock/card-screen.tsx').then((part) => part.CardScreen),
  'come-back': () => import('./lock/come-back-screen.tsx').then((part) => part.ComeBackScreen),
};
