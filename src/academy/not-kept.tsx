import { useState } from 'preact/hooks';
import type { Cabinet } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { w } from '../words/academy.ts';
import { formatBytes } from '../words/dates.ts';

/** The course is not on this phone: says so, and offers to keep it. */
export function NotKept({ cabinet, courseId, bytes }: { cabinet: Cabinet; courseId: string; bytes: number | null }) {
  const [isAsked, setIsAsked] = useState(false);
  const keep = () => {
    setIsAsked(true);
    void cabinet.keep(courseId);
  };
  return (
    <Notice tone="info" title={w('notKept.title')}>
      <p>{w('notKept.says')}</p>
      {bytes !== null && <p>{w('courses.size', { size: formatBytes(bytes) })}</p>}
      {isAsked ? (
        <p role="status">{w('courses.asked')}</p>
      ) : (
        <Button kind="primary" onClick={keep}>
          {w('courses.keep')}
        </Button>
      )}
    </Notice>
  );
}
