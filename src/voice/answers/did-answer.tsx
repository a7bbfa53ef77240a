import { useState } from 'preact/hooks';
import { HELP_LINES } from '../../content/help-lines.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { w } from '../../words/say.ts';
import { CallLinks } from '../say/call-links.tsx';
import { knownDirectory } from '../say/known-directory.ts';
import { rememberSaid, sendAnswer } from './answer.ts';
import type { ThreadProps } from './story.ts';

const SAYS = ['yes', 'bit', 'no', 'advocate'] as const;
const ADVOCACY = HELP_LINES.filter(({ id }) => id === 'coram-voice');

/** Did this answer you? Asked once for each answer. */
export function DidThisAnswer({ talk, story, about, again }: ThreadProps & { about: string }) {
  const [state, setState] = useState<'asking' | 'busy' | 'failed'>('asking');
  const said = SAYS.find((one) => one === story.entry.said[about]);
  const answer = async (says: (typeof SAYS)[number]) => {
    const known = knownDirectory(talk);
    setState('busy');
    try {
      if (known.is !== 'known') throw new Error('no directory');
      await sendAnswer(talk, story, known.directory, { says, re: about });
      await rememberSaid(talk, story, about, says);
      again();
    } catch {
      setState('failed');
    }
  };
  return (
    <Stack gap="s">
      <h2>{w('did.title')}</h2>
      {said ? (
        <Notice tone="good" role="status">
          <p>{w('did.said', { answer: w(`did.${said}`) })}</p>
          <p>{w('did.thanks')}</p>
        </Notice>
      ) : (
        <Row>
          {SAYS.map((says) => (
            <Button key={says} kind="quiet" busy={state === 'busy'} onClick={() => answer(says)}>
              {w(`did.${says}`)}
            </Button>
          ))}
        </Row>
      )}
      {said === 'advocate' && <CallLinks lines={ADVOCACY} />}
      {state === 'failed' && (
        <Notice tone="danger" role="alert">
          {w('back.failed')}
        </Notice>
      )}
    </Stack>
  );
}
