import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { w } from '../../words/say.ts';
import { knownDirectory } from '../say/known-directory.ts';
import { sayWhen } from '../say/when.ts';
import { rememberSaid, sendAnswer } from './answer.ts';
import { Listen } from './listen.tsx';
import look from './message-card.module.css';
import { nameOf } from './names.ts';
import type { Message } from './opened.ts';
import type { ThreadProps } from './story.ts';
import { TheirVoice } from './their-voice.tsx';
import { useKnown } from './use-stories.ts';

type MessageProps = ThreadProps & { message: Message };

function headOf({ body }: Message): string {
  switch (body.t) {
    case 'read':
      return w('thread.read');
    case 'reply':
      return w('thread.reply');
    case 'ask':
      return w('thread.ask');
    case 'theme':
      return w('thread.theme');
    case 'outcome':
      return w(`thread.outcome.${body.outcome}`);
    default:
      return '';
  }
}

/** Something that came back: by whom, when, and that the phone itself checked it. */
export function MessageCard({ talk, story, message, again }: MessageProps) {
  const directory = useKnown(talk);
  const { body, by, at } = message;
  // A concern is between adults; passing on is told under who knows now.
  if (body.t === 'concern' || body.t === 'shared') return null;
  return (
    <Card tone={body.t === 'read' ? 'plain' : 'accent'}>
      <Stack gap="s">
        <h2 class={look.head}>{headOf(message)}</h2>
        <p>
          <bdi>{w('thread.who', { name: by.name, role: by.role })}</bdi> · <bdi>{nameOf(directory, body.a)}</bdi> · {sayWhen(at, talk.now())}
        </p>
        {'text' in body && (
          <>
            <p class={look.words} dir="auto" data-own>
              {body.text}
            </p>
            <Listen text={body.text} />
          </>
        )}
        {body.t === 'reply' &&
          body.attachments?.map((attachment) => <TheirVoice key={attachment.id} talk={talk} mailbox={story.entry.mailbox} attachment={attachment} secret={message.secret} />)}
        {body.t === 'theme' && <ThemeAnswer talk={talk} story={story} message={message} again={again} />}
        <p class={look.signed}>
          <Icon name="check" />
          {w('thread.signed')}
        </p>
      </Stack>
    </Card>
  );
}

/** Words for others to read are used only with a yes to exactly these. */
function ThemeAnswer({ talk, story, message, again }: MessageProps) {
  const [state, setState] = useState<'asking' | 'busy' | 'failed'>('asking');
  const said = story.entry.said[message.id];
  if (said) return <p role="status">{w('did.said', { answer: w(said === 'mayUse' ? 'thread.themeYes' : 'thread.themeNo') })}</p>;
  const answer = async (says: 'mayUse' | 'mayNotUse') => {
    const known = knownDirectory(talk);
    setState('busy');
    try {
      if (known.is !== 'known') throw new Error('no directory');
      await sendAnswer(talk, story, known.directory, { says, re: message.id });
      await rememberSaid(talk, story, message.id, says);
      again();
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      <p>{w('thread.themeText')}</p>
      {state === 'failed' && (
        <Notice tone="danger" role="alert">
          {w('back.failed')}
        </Notice>
      )}
      <Row>
        <Button kind="quiet" busy={state === 'busy'} onClick={() => answer('mayUse')}>
          {w('thread.themeYes')}
        </Button>
        <Button kind="quiet" busy={state === 'busy'} onClick={() => answer('mayNotUse')}>
          {w('thread.themeNo')}
        </Button>
      </Row>
    </>
  );
}
