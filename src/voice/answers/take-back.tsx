import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { w } from '../../words/say.ts';
import { takeBack } from './answer.ts';
import type { ThreadProps } from './story.ts';

/** Honest about each case: not gone yet, there but unread, read. */
export function TakeBack({ talk, story, again }: ThreadProps) {
  const [state, setState] = useState<'asking' | 'busy' | 'failed'>('asking');
  const { stand } = story;
  const how = stand.is === 'waiting' || stand.is === 'refused' ? 'take.waiting' : stand.is === 'delivered' ? 'take.delivered' : 'take.read';
  const take = async () => {
    setState('busy');
    try {
      await takeBack(talk, story);
      again();
    } catch {
      setState('failed');
    }
  };
  return (
    <Disclosure summary={w('take.title')}>
      <Stack gap="s">
        <p>{w(how)}</p>
        {state === 'failed' && (
          <Notice tone="danger" role="alert">
            {w('take.failed')}
          </Notice>
        )}
        <p>{w('take.sure')}</p>
        <Row>
          <Button kind="danger" busy={state === 'busy'} onClick={take}>
            {w('take.sureYes')}
          </Button>
        </Row>
      </Stack>
    </Disclosure>
  );
}
