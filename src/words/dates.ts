import { currentLocale } from './phrasebook.ts';

/** Records always use the Gregorian calendar and Latin digits, whatever the language. */
function tag(): string {
  return currentLocale() === 'ar-XB' ? 'en-GB' : currentLocale();
}

const FIXED = { calendar: 'gregory', numberingSystem: 'latn' } as const;
const made = new Map<string, Intl.DateTimeFormat>();

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag()} ${name}`;
  let known = made.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(tag(), { ...FIXED, ...options });
    made.set(key, known);
  }
  return known;
}

/** `2027-03-31` → "31 March 2027". */
export function formatDay(day: string): string {
  return format('day', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));
}

/** A table says the same few hundred days over and over. */
const shortDays = new Map<string, string>();

/** `2027-03-31` → "31 Mar 27", for narrow cells. */
export function formatShortDay(day: string): string {
  const key = `${tag()} ${day}`;
  const known = shortDays.get(key);
  if (known !== undefined) return known;
  const text = format('short', { day: 'numeric', month: 'short', year: '2-digit', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`));
  if (shortDays.size < 5000) shortDays.set(key, text);
  return text;
}

/** An ISO moment → "22 Nov 2026, 13:45", in UK time: every clock in Hearth is the home's. */
export function formatMoment(moment: string): string {
  return format('moment', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' }).format(new Date(moment));
}

/** Bytes → "34 kB" or "1.2 MB". */
export function formatBytes(bytes: number): string {
  const isLarge = bytes >= 1_000_000;
  return new Intl.NumberFormat(tag(), {
    numberingSystem: 'latn',
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    unitDisplay: 'short',
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(isLarge ? bytes / 1_000_000 : Math.max(1, bytes / 1000));
}
