import type { Cabinet, SyncState } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Row } from '../ui/stack.tsx';
import { w } from '../words/app.ts';
import { formatBytes } from '../words/dates.ts';

/** Courses on their way to this phone. On a metered connection nothing comes without a yes. */
export function DownloadLine({ cabinet, downloads }: { cabinet: Cabinet; downloads: SyncState['downloads'] }) {
  if (!downloads) return null;
  if (downloads.waitsForYes) {
    return (
      <Notice tone="info" title={w('download.ask', { size: formatBytes(downloads.bytesOf - downloads.bytes) })}>
        <Row wrap>
          <span>{w('download.why')}</span>
          <Button onClick={() => void cabinet.allowMetered()}>{w('download.yes')}</Button>
        </Row>
      </Notice>
    );
  }
  if (downloads.done >= downloads.of) return null;
  const words = { done: downloads.done, of: downloads.of, bytes: formatBytes(downloads.bytes), bytesOf: formatBytes(downloads.bytesOf) };
  return (
    <Notice tone="info">
      <ProgressBar value={downloads.bytes} max={Math.max(1, downloads.bytesOf)} label={w('download.progress', words)} />
    </Notice>
  );
}
