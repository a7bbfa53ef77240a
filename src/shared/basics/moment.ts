/** An ISO 8601 moment with its zone, `2026-11-22T13:45:00.000Z`. */
export type Moment = string & { readonly __moment?: never };

/** Milliseconds from `from` to `to`. */
export function msBetween(from: Moment, to: Moment): number {
  return new Date(to).getTime() - new Date(from).getTime();
}

export function addMs(moment: Moment, ms: number): Moment {
  return new Date(new Date(moment).getTime() + ms).toISOString();
}
