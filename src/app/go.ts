import { createBrowserHistory } from '@tanstack/react-router';

/** A slash too many, as a hand that copies an address writes it, leads to the same page. */
if (location.pathname.includes('//'))
  window.history.replaceState(
    null,
    '',
    location.href.slice(location.origin.length).replace(/^[^?#]+/, (path) => path.replace(/\/+/g, '/')),
  );

export const history = createBrowserHistory();

/** Moves focus to the new screen's heading, so that a screen reader and a keyboard start there. */
function meetHeading(before: Element | null): void {
  let triesLeft = 120;
  const look = () => {
    const heading = document.querySelector<HTMLElement>('main h1');
    if (heading && (heading !== before || triesLeft < 110)) {
      heading.focus({ preventScroll: true });
      return;
    }
    triesLeft -= 1;
    if (triesLeft > 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Goes to an address of ours without loading a page. */
export function go(path: string): void {
  const before = document.querySelector('main h1');
  history.push(path);
  window.scrollTo(0, 0);
  meetHeading(before);
}

/** A link pasted over the page it leads to changes only the secret behind `#`, which is read at the start. */
export function heedNewSecrets(): void {
  addEventListener('hashchange', () => {
    if (location.hash !== '' && /^\/(join|sign-in|inspect)/.test(location.pathname)) location.reload();
  });
}

/** Rooms write plain links; this keeps them inside the page. */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.('a');
    const address = link?.getAttribute('href');
    if (!link || !address?.startsWith('/') || link.target || link.hasAttribute('download')) return;
    event.preventDefault();
    go(address);
  });
}
