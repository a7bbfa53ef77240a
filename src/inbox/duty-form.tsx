import { useState } from 'preact/hooks';
import { w } from '../words/inbox.ts';
import { ActForm } from './act-form.tsx';
import type { FormProps } from './act-panel.tsx';
import { sendDutyMet } from './concern.ts';
import { messagesOf } from './opened.ts';
import { ToldWhenFields } from './told-when.tsx';
import { useSend } from './use-send.ts';
import { clockOf, momentOf } from './when.ts';

/** The LADO was told: only this ends the duty. */
export function DutyForm({ about, done }: FormProps) {
  const now = about.inbox.now();
  const [when, setWhen] = useState({ ...clockOf(now), name: '' });
  const last = messagesOf(about.opened.entries, 'concern').at(-1)?.body;
  const sending = useSend(
    () => {
      const at = momentOf(when.day, when.time);
      if (at !== null && at <= about.inbox.now()) return [];
      return [{ field: 'duty-time', says: w(at === null ? 'told.timeWrong' : 'told.timeLater', { who: w('told.lado') }) }];
    },
    async () => {
      const name = when.name.trim();
      const lado = { who: 'lado' as const, at: momentOf(when.day, when.time) ?? about.inbox.now(), ...(name ? { name } : {}) };
      await sendDutyMet(about, { t: 'concern', level: last?.level ?? 'worried', toldFirst: last?.toldFirst ?? false, told: [lado], text: '' });
      done(w('duty.done'));
    },
  );
  return (
    <ActForm sending={sending} act={w('duty.send')}>
      <ToldWhenFields id="duty" value={when} onChange={setWhen} today={clockOf(now).day} error={sending.errorOf('duty-time')} />
    </ActForm>
  );
}
