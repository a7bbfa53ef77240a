import { useEffect, useState } from 'preact/hooks';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { w } from '../words/app.ts';

/** What is opened for a page, and closed with it. */
export function useOpened<Opened>(open: () => Promise<{ opened: Opened; close(): void }>, of: unknown[]): Opened | 'failed' | null {
  const [known, setKnown] = useState<{ opened: Opened } | 'failed' | null>(null);
  useEffect(() => {
    let close: (() => void) | null = null;
    let isGone = false;
    open().then(
      (fresh) => {
        if (isGone) return fresh.close();
        close = fresh.close;
        setKnown({ opened: fresh.opened });
      },
      () => setKnown('failed'),
    );
    return () => {
      isGone = true;
      close?.();
    };
  }, of);
  return known === null || known === 'failed' ? known : known.opened;
}

/** Until it is open, or where it did not. */
export function Wait({ isFailed }: { isFailed: boolean }) {
  if (!isFailed) return <Skeleton lines={6} />;
  return (
    <Notice tone="warn" title={w('chunk.title')}>
      {w('chunk.says')}
    </Notice>
  );
}
