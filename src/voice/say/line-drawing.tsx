import type { ComponentChildren } from 'preact';

type LineDrawingProps = {
  /** Lines, and after a bar what is filled. */
  path: string;
  box: number;
  weight: number;
  look: string | undefined;
  children?: ComponentChildren;
};

/** Drawn with one pen in the colour of the words around it. Silent: a word always stands beside it. */
export function LineDrawing({ path, box, weight, look, children }: LineDrawingProps) {
  const [lines, filled] = path.split('|');
  return (
    <svg
      class={look}
      viewBox={`0 0 ${box} ${box}`}
      fill="none"
      stroke="currentColor"
      stroke-width={weight}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
      {lines && <path d={lines} />}
      {filled && <path d={filled} fill="currentColor" stroke="none" />}
    </svg>
  );
}
