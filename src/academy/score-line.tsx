import { percentOf } from '../shared/training/attempt.ts';
import type { AttemptRecord } from '../shared/training/person-record.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Notice } from '../ui/notice.tsx';
import { learn } from '../words/learning.ts';
import { formatMoment } from '../words/dates.ts';
import { hasPassed } from './course-progress.ts';
import { DeliveryWord } from './delivery-word.tsx';
import style from './rows.module.css';

type Props = { cabinet: Cabinet; attempt: AttemptRecord; finished: NonNullable<AttemptRecord['finished']>; passMark: number; isQuiz: boolean };

/** How it went. The phone's score and the server's are both shown where they differ (REQ-3). */
export function ScoreLine({ cabinet, attempt, finished, passMark, isQuiz }: Props) {
  const { score, serverScore } = finished;
  const passed = hasPassed(attempt);
  const differs = serverScore !== null && (serverScore.passed !== score.passed || serverScore.right !== score.right || serverScore.of !== score.of);
  const title = !isQuiz ? learn('result.lessonDone') : learn(passed ? 'result.passed' : 'result.notPassed');
  return (
    <Notice tone={passed ? 'good' : 'info'} title={title}>
      {score.of > 0 && <p>{learn(isQuiz ? 'result.score' : 'result.lessonScore', { right: score.right, of: score.of, percent: percentOf(score) })}</p>}
      {isQuiz && !passed && <p>{learn(percentOf(score) >= passMark ? 'result.starMissing' : 'result.needed', { passMark })}</p>}
      {differs && serverScore && <p>{learn(serverScore.passed ? 'result.serverPassed' : 'result.serverNotPassed', { percent: percentOf(serverScore) })}</p>}
      <p class={style.delivery}>
        <DeliveryWord cabinet={cabinet} about={attempt.attemptId} />
      </p>
      <p class={style.facts}>
        <span>{learn('attempt.byPhone', { moment: formatMoment(finished.at) })}</span>
        {finished.recordedAt !== null && <span>{learn('attempt.byServer', { moment: formatMoment(finished.recordedAt) })}</span>}
      </p>
    </Notice>
  );
}
