import look from './pictures.module.css';

/** Drawn for Hearth on a grid of 48. What stands before `|` is softly filled, the rest is lines. */
const PICTURES = {
  feel: 'M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38Z|M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38ZM17 19v2M31 19v2M15.5 29c4 6 13 6 17 0',
  wrong: 'M24 6 44 41H4Z|M24 6 44 41H4ZM24 18v11M24 35v.2',
  idea: 'M24 5a13.5 13.5 0 0 0-8 24.4c1.6 1.3 2 2.6 2 5.6h12c0-3 .4-4.3 2-5.6A13.5 13.5 0 0 0 24 5Z|M24 5a13.5 13.5 0 0 0-8 24.4c1.6 1.3 2 2.6 2 5.6h12c0-3 .4-4.3 2-5.6A13.5 13.5 0 0 0 24 5ZM19 40h10M21 44h6M20 20l4 4 4-4M24 24v11',
  answer: 'M5 7h26v18H16l-7 6v-6H5Z|M5 7h26v18H16l-7 6v-6H5ZM36 17h7v18h-4v6l-7-6H20v-5M11.5 16l4 4L24 12',
  drafts: 'M9 5h21l9 9v29H9Z|M9 5h21l9 9v29H9ZM30 5v9h9M16 23h16M16 30h16M16 37h9',
  choose: 'M14 8a6 6 0 1 0 0 12 6 6 0 0 0 0-12Z|M14 8a6 6 0 1 0 0 12 6 6 0 0 0 0-12ZM4 38c0-8 4.5-12 10-12s10 4 10 12M34 8a6 6 0 1 0 0 12 6 6 0 0 0 0-12ZM28 32l5 5 10-11',
  limits: 'M24 4 41 10v13c0 10-7 17-17 21C14 40 7 33 7 23V10Z|M24 4 41 10v13c0 10-7 17-17 21C14 40 7 33 7 23V10ZM24 14v12M24 32v.2',
  exit: 'M7 5h20v38H7Z|M27 14V5H7v38h20v-9M20 24h22M34 15l9 9-9 9',
  mine: 'M15 4h18a3 3 0 0 1 3 3v34a3 3 0 0 1-3 3H15a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3Z|M15 4h18a3 3 0 0 1 3 3v34a3 3 0 0 1-3 3H15a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3ZM24 14a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM17 33c0-4.5 3-7 7-7s7 2.5 7 7M22 39h4',
  shared:
    'M15 4h18a3 3 0 0 1 3 3v34a3 3 0 0 1-3 3H15a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3Z|M15 4h18a3 3 0 0 1 3 3v34a3 3 0 0 1-3 3H15a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3ZM20 14a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM28.5 17a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM16 31c0-4 1.5-7 4-7s4 3 4 7M24 33c0-4 2-6.5 4.5-6.5S33 29 33 33',
  notSure:
    'M15 4h18a3 3 0 0 1 3 3v34a3 3 0 0 1-3 3H15a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3Z|M15 4h18a3 3 0 0 1 3 3v34a3 3 0 0 1-3 3H15a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3ZM19.5 18a4.5 4.5 0 1 1 7 4c-2 1.3-2.5 2.3-2.5 4.5M24 32.5v.2',
  home: 'M9 21 24 8l15 13v21H9Z|M5 24 24 7l19 17M9 21v21h30V21M20 42V29h8v13',
  staff: 'M16 9a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z|M16 9a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM5 40c0-9 5-13 11-13 3 0 5.5 1 7.5 3M26 28l10-8 9 8v13H28V30M34 41v-7h5v7',
  tell: 'M14 9a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z|M14 9a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM4 40c0-9 4-13 10-13s10 4 10 13M30 13c4 4 4 12 0 16M36 8c7 7 7 19 0 26',
  lock: 'M10 21h28v22H10Z|M10 21h28v22H10ZM15 21v-6a9 9 0 0 1 18 0v6M24 29v6',
  unlock: 'M10 21h28v22H10Z|M10 21h28v22H10ZM15 21v-6a9 9 0 0 1 17-4M24 29v6',
  numbers: 'M8 5h32v38H8Z|M8 5h32v38H8ZM16 14v.2M24 14v.2M32 14v.2M16 24v.2M24 24v.2M32 24v.2M24 34v.2',
  images:
    'M5 5h17v17H5ZM26 26h17v17H26Z|M5 5h17v17H5ZM26 5h17v17H26ZM5 26h17v17H5ZM26 26h17v17H26ZM10 16l4-5 4 5M34.5 9.5v8M30.5 13.5h8M13.5 30a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM31 38l3.5-7 3.5 7Z',
  card: 'M4 10h40v28H4Z|M4 10h40v28H4ZM10 18h8M22 18h6M32 18h6M10 25h5M19 25h10M33 25h5M10 32h9',
  help: 'M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38ZM24 16a8 8 0 1 1 0 16 8 8 0 0 1 0-16Z|M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38ZM24 16a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM10.5 10.5l8 8M29.5 29.5l8 8M37.5 10.5l-8 8M18.5 29.5l-8 8',
  call: 'M11 5h8l4 10-5 4c2 5 6 9 11 11l4-5 10 4v8c0 4-3 6-6 6C20 42 6 28 5 11c0-3 2-6 6-6Z|M11 5h8l4 10-5 4c2 5 6 9 11 11l4-5 10 4v8c0 4-3 6-6 6C20 42 6 28 5 11c0-3 2-6 6-6Z',
  text: 'M5 7h38v27H22l-10 8v-8H5Z|M5 7h38v27H22l-10 8v-8H5ZM14 20.5v.2M24 20.5v.2M34 20.5v.2',
  mail: 'M4 10h40v28H4Z|M4 10h40v28H4ZM4 12l20 15 20-15',
  listen: 'M5 18h8l11-9v30l-11-9H5Z|M5 18h8l11-9v30l-11-9H5ZM31 17c4 4 4 10 0 14M36 11c8 8 8 18 0 26',
  stop: 'M11 11h26v26H11Z|M11 11h26v26H11Z',
  language: 'M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38Z|M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38ZM5 24h38M24 5c-11 12-11 26 0 38M24 5c11 12 11 26 0 38',
  hide: 'M3 24C9 14 16 10 24 10s15 4 21 14c-6 10-13 14-21 14S9 34 3 24Z|M3 24C9 14 16 10 24 10s15 4 21 14c-6 10-13 14-21 14S9 34 3 24ZM24 17a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM8 42 40 6',
  show: 'M3 24C9 14 16 10 24 10s15 4 21 14c-6 10-13 14-21 14S9 34 3 24Z|M3 24C9 14 16 10 24 10s15 4 21 14c-6 10-13 14-21 14S9 34 3 24ZM24 17a7 7 0 1 0 0 14 7 7 0 0 0 0-14Z',
  wipe: 'M10 15h28l-3 28H13Z|M6 15h36M18 15V7h12v8M10 15l3 28h22l3-28M20 23v12M28 23v12',
  waiting: 'M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38Z|M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38ZM24 13v12l8 5',
  yes: '|M8 25l11 11 21-24',
  no: '|M11 11l26 26M37 11 11 37',
  clock: 'M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38Z|M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38ZM24 13v12l8 5',
  key: 'M15 15a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z|M15 15a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM24 24h20v8M36 24v6',
} as const;

export type PictureName = keyof typeof PICTURES;

/** These point along the line of reading. */
const TURNS: readonly PictureName[] = ['exit', 'listen'];

/** A picture beside words; it says nothing by itself. */
export function Picture({ name, size = 'm' }: { name: PictureName; size?: 's' | 'm' | 'l' }) {
  const [soft, lines] = PICTURES[name].split('|');
  return (
    <svg class={`${look.picture} ${look[size]} ${TURNS.includes(name) ? 'turns' : ''}`} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      {soft && <path class={look.soft} d={soft} />}
      <path class={look.lines} d={lines} />
    </svg>
  );
}
