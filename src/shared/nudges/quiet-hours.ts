/** A time of day in London, `21:00`. Times compare as plain text. */
export type QuietHours = { from: string; to: string };

export const USUAL_QUIET: QuietHours = { from: '21:00', to: '07:00' };

const london = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** The time of day in London at an ISO moment, summer time included. */
export function londonTime(moment: string): string {
  return london.format(new Date(moment));
}

/** Does this moment lie in the quiet hours? They may go over midnight; from and to alike means never quiet. */
export function isQuiet(moment: string, { from, to }: QuietHours): boolean {
  const time = londonTime(moment);
  return from <= to ? time >= from && time < to : time >= from || time < to;
}
