import { w } from '../words/ui.ts';

/** The same waiting page that index.html draws, for when it is not known yet which page comes. */
export function FrameWait() {
  return (
    <main class="frame-wait" aria-busy="true" aria-label={w('loading')}>
      <div class="frame-wait-title" />
      <p class="frame-wait-says">{w('opening')}</p>
      <div class="frame-wait-card" />
      <div class="frame-wait-card" />
      <div class="frame-wait-card" />
    </main>
  );
}
