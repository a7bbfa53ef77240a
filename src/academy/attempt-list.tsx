import { useState } from 'preact/hooks';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { AttemptRecord } from '../shared/training/person-record.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { AttemptRow } from './attempt-row.tsx';
import { momentOf } from './course-progress.ts';
import style from './rows.module.css';
import { learn } from '../words/learning.ts';

/** Rows drawn at once: each watches its own delivery. */
const SHOWN_AT_ONCE = 20;

export function AttemptList({ cabinet, attempts, catalogue }: { cabinet: Cabinet; attempts: readonly AttemptRecord[]; catalogue: Catalogue }) {
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const newestFirst = [...attempts].sort((left, right) => (momentOf(left) < momentOf(right) ? 1 : -1));
  return (
    <>
      <ul class={style.list}>
        {newestFirst.slice(0, shown).map((attempt) => (
          <AttemptRow key={attempt.attemptId} cabinet={cabinet} attempt={attempt} card={catalogue.courses.find((card) => card.id === attempt.courseId)} />
        ))}
      </ul>
      {newestFirst.length > shown && (
        <Button kind="quiet" onClick={() => setShown((before) => before + SHOWN_AT_ONCE)}>
          {learn('attempts.earlier')}
        </Button>
      )}
    </>
  );
}
