import { useState } from 'preact/hooks';
import { outcomeSchema, type ReaderBody } from '../shared/voice/sealed-body.ts';
import { Choice, ChoiceGroup } from '../ui/choice.tsx';
import { TextArea } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { w } from '../words/inbox.ts';
import { ActForm } from './act-form.tsx';
import type { FormProps } from './act-panel.tsx';
import { sendAct } from './acts.ts';
import { useSend } from './use-send.ts';
import { useWords } from './use-words.ts';

type Outcome = Extract<ReaderBody, { t: 'outcome' }>['outcome'];

/** Nothing is closed without an outcome and a reason to that young person (regulation 7(2)(a)(iii), SI 2015/541). */
export function CloseForm({ about, done, hasDuty, isClosed }: FormProps & { hasDuty: boolean; isClosed: boolean }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [text, setText] = useWords(about.view, 'close');
  const sending = useSend(
    () => [
      ...(outcome === null ? [{ field: 'close-outcome', says: w('close.outcomeMissing') }] : []),
      ...(text.trim() === '' ? [{ field: 'close-text', says: w('close.reasonMissing') }] : []),
    ],
    async () => {
      if (outcome === null) return;
      await sendAct(about, { t: 'outcome', outcome, text: text.trim() }, { act: 'close' });
      setText('');
      done(w('close.done'));
    },
  );
  if (hasDuty) {
    return (
      <Notice tone="danger" role="alert" title={w('close.duty')}>
        <p>{w('duty.says')}</p>
      </Notice>
    );
  }
  return (
    <ActForm sending={sending} act={w('close.send')}>
      {isClosed && <Notice tone="info">{w('close.again')}</Notice>}
      <ChoiceGroup id="close-outcome" legend={w('close.outcome')} {...(sending.errorOf('close-outcome') ? { error: sending.errorOf('close-outcome') as string } : {})}>
        {outcomeSchema.options.map((one) => (
          <Choice key={one} type="radio" name="close-outcome" value={one} checked={outcome === one} onChange={() => setOutcome(one)}>
            {w(`outcome.${one}`)}
          </Choice>
        ))}
      </ChoiceGroup>
      <TextArea
        id="close-text"
        label={w('close.reason')}
        hint={w('close.hint')}
        value={text}
        onInput={setText}
        maxLength={4000}
        {...(sending.errorOf('close-text') ? { error: sending.errorOf('close-text') as string } : {})}
      />
    </ActForm>
  );
}
