import type { About, WorryPicture } from '../../shared/voice/say.ts';
import { LineDrawing } from './line-drawing.tsx';
import look from './sign.module.css';

/** Lines on a 32 grid; what stands after `|` is filled. Drawn for Hearth. */
const SIGNS = {
  home: 'M5 15 16 5l11 10M8 13v14h16V13M13 27v-8h6v8',
  people: 'M11 14a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM3.5 27c0-5 3.3-8.5 7.5-8.5s7.5 3.5 7.5 8.5M22 15a3.5 3.5 0 1 0 0-7M22 19c4 0 6.5 3 6.5 8',
  school: 'M3 12 16 6l13 6-13 6-13-6ZM8 15v7c4 3.5 12 3.5 16 0v-7M29 12v9',
  family:
    'M10 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM22 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM4 27v-6c0-4 2.5-6.5 6-6.5M28 27v-6c0-4-2.5-6.5-6-6.5M16 20a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM11.5 28c0-3 2-5 4.5-5s4.5 2 4.5 5',
  health: 'M16 27 6 17a6 6 0 0 1 10-6.5A6 6 0 0 1 26 17L16 27ZM9 17h4l2-3 2.5 6 1.5-3h4',
  moving: 'M4 11h14v11H4zM18 14.5h6l4 4V22H18M9.5 25.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM22.5 25.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  rights: 'M16 5v22M10 27h12M6 9h20M6 9l-3.5 8.5c1.5 2.5 5.5 2.5 7 0L6 9ZM26 9l-3.5 8.5c1.5 2.5 5.5 2.5 7 0L26 9Z',
  else: '|M8 13.5a2.5 2.5 0 1 1-.01 0M16 13.5a2.5 2.5 0 1 1-.01 0M24 13.5a2.5 2.5 0 1 1-.01 0',
  hurt: 'M9 5.5 22.5 19a5 5 0 0 1-7 7L4 14.5a5 5 0 0 1 7-7M11 19l8-8M28 5l-4 4M29 12h-4M22 3v3',
  touched: 'M10 18v-8a2 2 0 0 1 4 0v5M14 14V6.5a2 2 0 0 1 4 0V14M18 14V8a2 2 0 0 1 4 0v7M22 14v-2a2 2 0 0 1 4 0v8c0 5-3 8-8 8s-7-2-11-8.5c-1-2 1.5-3.5 3-1.5l2 2.5',
  scared: 'M16 28a12 12 0 1 0 0-24 12 12 0 0 0 0 24ZM9 12l4-2M23 12l-4-2|M11.5 13a1.8 1.8 0 1 1-.01 0M20.5 13a1.8 1.8 0 1 1-.01 0M16 19a3.2 3 0 1 1-.01 0',
  leftAlone: 'M4 27h24M8 27V6h12v21M17 17v.01M25.5 13a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM25.5 13v8M23 27l2.5-6 2.5 6M23 17h5',
  forced: 'M4 20h9l3-4h6a2 2 0 0 1 0 4h-4M13 26h8l7-7a2 2 0 0 0-3-2.5L21 20M4 18v10h9M16 3v8M12.5 7.5 16 11l3.5-3.5',
  bullied: 'M5 6h22v14H14l-6 6v-6H5V6ZM12 10l8 6M20 10l-8 6',
  online: 'M10 3.5h12a2 2 0 0 1 2 2v21a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2v-21a2 2 0 0 1 2-2ZM14 25h4M12 13c2.5-2.5 5.5-2.5 8 0M14 16c1.3-1.2 2.7-1.2 4 0M16 19v.01',
  restrained: 'M9 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM23 28a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM12.5 13l1.5 2M15.5 14.5a2 2 0 0 1 3 2.5M18.5 18l1 1M9 10h4M19 22h4',
  missingThings: 'M5 12h22v15H5zM11 12V8a5 5 0 0 1 10 0v4M16 22.5v.01M13.5 17a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .7-1 1.2',
  other: '|M8 13.5a2.5 2.5 0 1 1-.01 0M16 13.5a2.5 2.5 0 1 1-.01 0M24 13.5a2.5 2.5 0 1 1-.01 0',
  voice: 'M16 19a4.5 4.5 0 0 0 4.5-4.5v-6a4.5 4.5 0 0 0-9 0v6A4.5 4.5 0 0 0 16 19ZM7.5 14.5a8.5 8.5 0 0 0 17 0M16 23v5M11 28h10',
  brush: 'm5 27 2-7L22 5a3.5 3.5 0 0 1 5 5L12 25l-7 2ZM19 8l5 5',
  team: 'M16 13a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM7 28c0-6 4-10 9-10s9 4 9 10M6 14a3 3 0 1 0 0-6M26 14a3 3 0 1 1 0-6',
  advocate: 'M11 13a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM3 28c0-6 3.5-9.5 8-9.5 2.5 0 4.5 1 6 3M18 5h11v8h-6l-3 3v-3h-2V5Z',
  plan: 'M8 5h16v23H8zM12 3h8v4h-8zM12 13l1.5 1.5L16 12M12 20l1.5 1.5L16 19M19 13.5h2M19 20.5h2',
  visitor: 'M6 28V5h13v23M3 28h26M15 16v.01M23 14a3 3 0 1 0 0-6M23 17c3 0 5 2 5 6v5',
  collective:
    'M16 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM6 17a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM26 17a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM11 14c1-2 9-2 10 0M2.5 27c0-4 1.5-6.5 3.5-6.5s3.5 2.5 3.5 6.5M22.5 27c0-4 1.5-6.5 3.5-6.5s3.5 2.5 3.5 6.5M12 24c0-5 2-8 4-8s4 3 4 8',
  shield: 'M16 3.5 27 7v8c0 7-4.5 11-11 13.5C9.5 26 5 22 5 15V7l11-3.5ZM11 16l3.5 3.5L21.5 12.5',
  lock: 'M7 14h18v14H7zM10.5 14v-4a5.5 5.5 0 0 1 11 0v4M16 19v4',
} as const;

export type SignName = keyof typeof SIGNS;
type Drawn = About | WorryPicture | SignName;

/** A picture beside a word; it says nothing by itself. */
export function Sign({ name }: { name: Drawn }) {
  return <LineDrawing path={SIGNS[name]} box={32} weight={2} look={look.sign} />;
}
