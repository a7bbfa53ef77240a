import { useState } from 'preact/hooks';
import { TextArea } from '../ui/field.tsx';
import { w } from '../words/inbox.ts';
import { ActForm } from './act-form.tsx';
import type { FormProps } from './act-panel.tsx';
import type { ReplyVoice } from './acts.ts';
import { sendAct } from './acts.ts';
import { useSend } from './use-send.ts';
import { useWords } from './use-words.ts';
import { VoiceReply } from './voice-reply.tsx';

const MOST = 4000;

/** An answer, or a question back, in words or in one’s own voice. */
export function ReplyForm({ about, done, kind, isConcerned }: FormProps & { kind: 'reply' | 'ask'; isConcerned: boolean }) {
  const [text, setText] = useWords(about.view, kind);
  const [voice, setVoice] = useState<ReplyVoice | null>(null);
  const sending = useSend(
    () => (text.trim() === '' && (kind === 'ask' || !voice) ? [{ field: 'reply-text', says: w(`${kind}.missing`) }] : []),
    async () => {
      await sendAct(about, { t: kind, text: text.trim() }, { act: kind, voice });
      setText('');
      done(w(`${kind}.done`));
    },
  );
  return (
    <ActForm sending={sending} act={w(`${kind}.send`)}>
      <TextArea
        id="reply-text"
        label={w(`${kind}.label`)}
        hint={w(kind === 'reply' && isConcerned ? 'reply.hintConcern' : `${kind}.hint`)}
        rows={6}
        maxLength={MOST}
        value={text}
        onInput={setText}
        {...(sending.errorOf('reply-text') ? { error: sending.errorOf('reply-text') as string } : {})}
      />
      {kind === 'reply' && <VoiceReply voice={voice} change={setVoice} stir={() => about.inbox.session.stir()} />}
    </ActForm>
  );
}
