/** A hearth: an arch of stone with a small fire in it. Decoration, beside the name. index.html draws the same. */
export function BrandMark() {
  return (
    <svg class="frame-mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
      <path fill="currentColor" fill-rule="evenodd" d="M3 28V15a13 13 0 0 1 26 0v13h1v2.5H2V28h1Zm4.5 0h17V15a8.5 8.5 0 0 0-17 0v13Z" />
      <path class="frame-flame" d="M16 27c-3.3 0-5.4-2.1-5.4-5 0-3.7 3.9-5.2 4.4-9.8 3 1.5 6.4 5 6.4 9.6 0 3.1-2.1 5.2-5.4 5.2Z" />
    </svg>
  );
}
