/** Marks forms that somebody wrote in and has not sent. Heard for the whole page, so that no form can forget to say it. */
export function heedWriting(): void {
  const formOf = (event: Event) => (event.target as Element | null)?.closest?.('form') ?? null;
  document.addEventListener('input', (event) => formOf(event)?.setAttribute('data-dirty', ''));
  document.addEventListener('submit', (event) => formOf(event)?.removeAttribute('data-dirty'));
}
