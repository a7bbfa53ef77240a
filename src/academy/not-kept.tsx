import { useState } from 'preact/hooks';
import type { Cabinet } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { learn } from '../words/learning.ts';
import { formatBytes } from '../words/dates.ts';

/** The course is not on this phone: says so, and offers to keep it. */
export function NotKept({ cabinet, courseId, bytes }: { cabinet: Cabinet; courseId: string; bytes: number | null }) {
  const [isAsked, setIsAsked] = useState(false);
  const keep = () => {
    setIsAsked(true);
    void cabinet.keep(courseId);
  };
  return (
    <Notice tone="info" title={learn('notKept.title')}>
      <p>{learn('notKept.says')}</p>
      {bytes !== null && <p>{learn('courses.size', { size: formatBytes(bytes) })}</p>}
      {isAsked ? (
        <p role="status">{learn('courses.asked')}</p>
      ) : (
        <Button kind="primary" onClick={keep}>
          {learn('courses.keep')}
        </Button>
      )}
    </Notice>
  );
}
