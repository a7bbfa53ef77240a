import type { Feeling } from '../../shared/voice/say.ts';
import look from './face.module.css';

/** Lines on a 48 grid inside the round of the face; what stands after `|` is filled. Drawn for Hearth. */
const FACES: Record<Feeling, string> = {
  happy: 'M14 28c2.5 6.5 17.5 6.5 20 0|M17 20.5a2 2.6 0 1 1-.01 0M31 20.5a2 2.6 0 1 1-.01 0',
  calm: 'M14 20.5c1.5 2 4.5 2 6 0M28 20.5c1.5 2 4.5 2 6 0M18 30.5c3 2 9 2 12 0',
  proud: 'M14 19c1.5-2 4.5-2 6 0M28 19c1.5-2 4.5-2 6 0M15 27.5h18c-1 7.5-17 7.5-18 0Z',
  loved: 'M15 29c3 5 15 5 18 0|M17 24.5l-4.2-4.3a2.5 2.5 0 0 1 4.2-2.6 2.5 2.5 0 0 1 4.2 2.6ZM31 24.5l-4.2-4.3a2.5 2.5 0 0 1 4.2-2.6 2.5 2.5 0 0 1 4.2 2.6Z',
  excited: 'M13 17c1.5-2 4-2.5 6-1.5M35 17c-1.5-2-4-2.5-6-1.5|M17 20a2.2 2.8 0 1 1-.01 0M31 20a2.2 2.8 0 1 1-.01 0M16 27.5h16c0 5-3.5 9-8 9s-8-4-8-9Z',
  okay: 'M17 31h14|M17 20.5a2 2.6 0 1 1-.01 0M31 20.5a2 2.6 0 1 1-.01 0',
  bored: 'M13 19.5h8M27 19.5h8M18 32h9|M18.5 19.5h3.5a2 2.5 0 0 1-4 0ZM32 19.5h3.5a2 2.5 0 0 1-4 0Z',
  tired: 'M13 22c2 2 5 2 7 0M28 22c2 2 5 2 7 0M14 18l6-1.5M34 18l-6-1.5|M24 28a3.5 4 0 1 1-.01 0',
  sad: 'M16 34c3-6 13-6 16 0M13.5 18.5l6-2M34.5 18.5l-6-2|M17 21a2 2.6 0 1 1-.01 0M31 21a2 2.6 0 1 1-.01 0',
  lonely: 'M18 33c3-3 9-3 12 0M14 18l5.5-2M34 18l-5.5-2|M17 21a2 2.6 0 1 1-.01 0M31 21a2 2.6 0 1 1-.01 0M34.5 27c2 3 2.5 5 0 5.5s-2.5-2.5 0-5.5Z',
  worried: 'M15 33.5c2-3 4 1 6-1.5s4 1 6-1.5 4 1 6-1.5M13.5 17l6-2.5M34.5 17l-6-2.5|M17 20a2 2.6 0 1 1-.01 0M31 20a2 2.6 0 1 1-.01 0',
  scared:
    'M13 15.5l6-2.5M35 15.5l-6-2.5M17 18.2a3.5 3.8 0 1 1-.01 0M31 18.2a3.5 3.8 0 1 1-.01 0|M17 20.8a1.3 1.3 0 1 1-.01 0M31 20.8a1.3 1.3 0 1 1-.01 0M24 28.5a4.5 4 0 1 1-.01 0',
  angry: 'M13 16.5l7.5 3.5M35 16.5l-7.5 3.5M16.5 33.5c3-4.5 12-4.5 15 0|M17.5 21.5a2 2.2 0 1 1-.01 0M30.5 21.5a2 2.2 0 1 1-.01 0',
  hurt: 'M13.5 18.5l6 3-6 3M34.5 18.5l-6 3 6 3M16 34c2-5 14-5 16 0',
  confused: 'M14 15.5c2-1.5 4-1.5 6 0M28 17.5l6-2.5M17 32.5c3-3 6 1.5 14-2.5|M17 20a2 2.6 0 1 1-.01 0M31 20a2 2.6 0 1 1-.01 0',
  ashamed: 'M14 22.5c1.5-2 4.5-2 6 0M28 22.5c1.5-2 4.5-2 6 0M19 33c3-2 7-2 10 0|M12.5 26.5a2.2 1.5 0 1 1-.01 0M35.5 26.5a2.2 1.5 0 1 1-.01 0',
};

/** Silent: its word always stands beside it. */
export function Face({ feeling }: { feeling: Feeling }) {
  const [lines, filled] = FACES[feeling].split('|');
  return (
    <svg
      class={look.face}
      viewBox="0 0 48 48"
      fill="none"
      stroke="currentColor"
      stroke-width="2.4"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <circle class={look.skin} cx="24" cy="24" r="20.5" />
      {lines && <path d={lines} />}
      {filled && <path d={filled} fill="currentColor" stroke="none" />}
    </svg>
  );
}
