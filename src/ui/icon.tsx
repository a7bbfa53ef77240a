import look from './icon.module.css';

/** Lines on a 24 grid; what stands after `|` is filled. Drawn for Hearth. */
const DRAWINGS = {
  home: 'M4 11.5 12 4l8 7.5M6.5 9.5V20h11V9.5M10 20v-5.5h4V20',
  book: 'M12 6.8C10 5.2 7 4.6 3.5 4.6v13c3.5 0 6.5.6 8.5 2.2 2-1.6 5-2.2 8.5-2.2v-13c-3.5 0-6.5.6-8.5 2.2Zm0 0v13',
  phone: 'M8.5 2.8h7a2 2 0 0 1 2 2v14.4a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2V4.8a2 2 0 0 1 2-2ZM11 18h2',
  people: 'M9 11.3a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2ZM2.5 20c0-3.6 2.9-5.8 6.5-5.8s6.5 2.2 6.5 5.8M15.8 4.4a3.6 3.6 0 0 1 0 6.6M18 14.6c2.2.8 3.5 2.7 3.5 5.4',
  grid: 'M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM13.5 13.5H20V20h-6.5z',
  check: 'm4.5 12.5 5 5L19.5 7',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.3l3.5 2.2',
  cross: 'm6 6 12 12M18 6 6 18',
  dot: '|M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10Z',
  half: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z|M12 3a9 9 0 0 0 0 18Z',
  pen: 'm4 20 1-4.5L16.3 4.2a2.1 2.1 0 0 1 3 0l.5.5a2.1 2.1 0 0 1 0 3L8.5 19 4 20ZM14 6.5l3.5 3.5',
  arrow: 'M4.5 12h15M13 5.5l6.5 6.5-6.5 6.5',
  back: 'M19.5 12h-15M11 5.5 4.5 12l6.5 6.5',
  cloudOff: 'M9.2 6a6 6 0 0 1 8.9 4.6 4.1 4.1 0 0 1 2.4 6.3M16.7 18.8H7a4.6 4.6 0 0 1-.5-9.2M3.5 3.5l17 17',
  download: 'M12 3.5V15M6.5 10l5.5 5.5 5.5-5.5M4 16.5v4h16v-4',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5.5M12 7.5v.01',
  warn: 'M12 3.5 22 20.5H2L12 3.5ZM12 10v4.5M12 17.4v.01',
  star: 'm12 3.5 2.6 5.4 5.9.8-4.3 4.2 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.2 5.9-.8L12 3.5Z',
  menu: 'M4 6.5h16M4 12h16M4 17.5h16',
  share: 'M17.5 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM6.5 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM17.5 21a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8.7 10.8l6.6-4M8.7 13.2l6.6 4',
  inbox: 'M3.5 5.5h17v13h-17zl8.5 7.5 8.5-7.5',
  lock: 'M5.5 11h13v9.5h-13zM8 11V7.6a4 4 0 0 1 8 0V11M12 14.5v2.5',
} as const;

export type IconName = keyof typeof DRAWINGS;

/** These point along the line of reading and turn with it. */
const TURNS: readonly IconName[] = ['arrow', 'back', 'book', 'menu', 'share'];

type IconProps = { name: IconName; label?: string };

/** Silent beside words; with `label` it speaks for itself. */
export function Icon({ name, label }: IconProps) {
  const [lines, filled] = DRAWINGS[name].split('|');
  return (
    <svg
      class={`${look.icon} ${TURNS.includes(name) ? 'turns' : ''}`}
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      focusable="false"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      {lines && <path d={lines} />}
      {filled && <path d={filled} fill="currentColor" stroke="none" />}
    </svg>
  );
}
