import { useEffect, useState } from 'preact/hooks';
import styles from './qr-code.module.css';

/** Light squares around a code, without which cameras do not find it. */
const QUIET = 4;

function pathOf(squares: readonly (readonly boolean[])[]): string {
  return squares.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
}

/** Text as a QR code. `isDense`: a whole record, shown as large as the phone allows, for another phone right before it. Its maker is fetched only when one is shown; its place is kept free before. */
export function QrCode({ text, label, isDense, size }: { text: string; label: string; isDense?: boolean; size?: 'large' }) {
  const [drawn, setDrawn] = useState<{ size: number; path: string } | null>(null);
  useEffect(() => {
    let isGone = false;
    void import('uqr')
      .then(({ encode }) => {
        const made = encode(text, { ecc: isDense ? 'L' : 'M', border: QUIET });
        if (!isGone) setDrawn({ size: made.size, path: pathOf(made.data) });
      })
      // Without signal on a first visit its chunk may be missing: the link above still works.
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [text, isDense]);
  return (
    <div data-code class={`${styles.frame} ${isDense ? styles.dense : size === 'large' ? styles.large : ''}`}>
      {drawn && (
        <svg class={styles.code} viewBox={`0 0 ${drawn.size} ${drawn.size}`} role="img" aria-label={label} shape-rendering="crispEdges">
          <path d={drawn.path} />
        </svg>
      )}
    </div>
  );
}
