/** What stands under the page in the history, so that going back from anywhere never comes here. */
const NEUTRAL = '/talking-clock.html';

/**
 * The phone's own way back steps back inside the page. While there is somewhere to go back to, the page's own
 * entry bears the address of the neutral page and one entry lies on top of it; each step takes that one away.
 */
export function holdBack(stepBack: () => void): { hold(isNeeded: boolean): void; stop(): void } {
  let isHeld = false;
  const popped = () => {
    if (!isHeld) return;
    isHeld = false;
    stepBack();
  };
  addEventListener('popstate', popped);
  return {
    hold(isNeeded) {
      if (!isNeeded || isHeld) return;
      isHeld = true;
      history.replaceState(null, '', NEUTRAL);
      history.pushState(null, '', '/talk');
    },
    stop: () => removeEventListener('popstate', popped),
  };
}
