import type { Cancel, World } from './world.ts';

export type WakeCall =
  | 'lineAdded'
  | 'sendNow'
  | 'signedIn'
  | 'signedOut'
  | 'keep'
  | 'allowMetered'
  | 'authority'
  | 'figures'
  | 'visible'
  | 'hidden'
  | 'online'
  | 'offline'
  | 'leaving'
  | 'minute';

/** Answers given one after another travel together. */
const DEBOUNCE_MS = 250;
const MINUTE_MS = 60_000;

/** Everything that may set the postman going, as one stream of calls (sync reference, section 7). */
export function listenForWakes(world: World, hear: (call: WakeCall) => void): Cancel {
  const { cabinet, page } = world;
  let cancelDebounce: Cancel = () => undefined;
  let cancelMinute: Cancel = () => undefined;
  const minute = () => {
    cancelMinute = world.setTimer(() => {
      if (page?.isVisible()) hear('minute');
      minute();
    }, MINUTE_MS);
  };
  const stops: Cancel[] = [
    cabinet.onWake((wake) => {
      if (wake !== 'lineAdded') {
        hear(wake);
        return;
      }
      cancelDebounce();
      cancelDebounce = world.setTimer(() => hear('lineAdded'), DEBOUNCE_MS);
    }),
  ];
  if (page) {
    for (const event of ['visible', 'hidden', 'online', 'offline', 'leaving'] as const) stops.push(page.on(event, () => hear(event)));
    minute();
  }
  return () => {
    for (const stop of stops) stop();
    cancelDebounce();
    cancelMinute();
  };
}
