import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/say.ts';
import { knownDirectory } from '../say/known-directory.ts';
import { Refused } from '../say/no-directory.tsx';
import { MOST_LETTERS, type VoiceNote as Note } from '../say/saying.ts';
import { VoiceNote } from '../say/voice-note.tsx';
import { hearers, sendAnswer } from './answer.ts';
import type { ThreadProps } from './story.ts';

/** More words in the same thread, to the same teams. Nothing of it is kept until it is sealed. */
export function AnswerBack({ talk, story, again }: ThreadProps) {
  const [text, setText] = useState('');
  const [voice, setVoice] = useState<Note | null>(null);
  const [state, setState] = useState<'writing' | 'busy' | 'sent' | 'failed'>('writing');
  const known = knownDirectory(talk);
  const to = known.is === 'known' ? hearers(story, known.directory) : [];

  const send = async () => {
    if (known.is !== 'known') return;
    setState('busy');
    try {
      await sendAnswer(talk, story, known.directory, { says: 'more', text, voice });
      setText('');
      setVoice(null);
      setState('sent');
      again();
    } catch {
      setState('failed');
    }
  };
  return (
    <Disclosure summary={w('back.title')}>
      {known.is === 'refused' ? (
        <Refused talk={talk} fault={known.fault} />
      ) : to.length === 0 ? (
        <p>{w('back.nobody')}</p>
      ) : (
        <Stack gap="s">
          <p>
            <bdi>{w('back.to', { names: to.map(({ name }) => name).join(', ') })}</bdi>
          </p>
          <TextArea id={`back-${story.entry.id}`} label={w('back.label')} maxLength={MOST_LETTERS} autocomplete="off" value={text} onInput={setText} />
          <VoiceNote stayAwake={talk.stayAwake} note={voice} change={setVoice} />
          {state === 'failed' && (
            <Notice tone="danger" role="alert">
              {w('back.failed')}
            </Notice>
          )}
          {state === 'sent' && (
            <Notice tone="good" role="status">
              {w('back.sent')}
            </Notice>
          )}
          <Button busy={state === 'busy'} disabled={text.trim() === '' && !voice} onClick={send}>
            {w('back.send')}
          </Button>
        </Stack>
      )}
    </Disclosure>
  );
}
