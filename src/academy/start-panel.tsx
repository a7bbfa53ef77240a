import { useState } from 'preact/hooks';
import type { Course, Module } from '../shared/training/course.ts';
import { questionsOf } from '../shared/training/course-parts.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Stack } from '../ui/stack.tsx';
import { learn } from '../words/learning.ts';
import type { SaveFault } from './attempt-facts.ts';
import { startAttempt } from './attempt-facts.ts';
import { SaveFaultNotice } from './save-fault-notice.tsx';

type Props = { cabinet: Cabinet; course: Course; module: Module; onStarted: (attemptId: string) => void };

/** What is ahead, before anything is recorded. */
export function StartPanel({ cabinet, course, module, onStarted }: Props) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<SaveFault | null>(null);
  const start = async () => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    const started = await startAttempt(cabinet, course, module.id);
    setBusy(false);
    if (started.ok) onStarted(started.attemptId);
    else setFault(started.kind);
  };
  return (
    <Stack gap="m">
      <p>{learn('start.size', { minutes: module.minutes, screens: module.screens.length })}</p>
      {module.kind === 'quiz' && <p>{learn('start.quiz', { questions: questionsOf(module).length, passMark: course.passMark })}</p>}
      <p>{learn('start.stopAnyTime')}</p>
      {fault && <SaveFaultNotice fault={fault} />}
      <Button kind="primary" full busy={busy} onClick={() => void start()}>
        {learn('start.start')}
      </Button>
    </Stack>
  );
}
