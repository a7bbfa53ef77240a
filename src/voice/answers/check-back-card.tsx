import { useState } from 'preact/hooks';
import { HELP_LINES } from '../../content/help-lines.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { w } from '../../words/say.ts';
import { CallLinks } from '../say/call-links.tsx';
import { knownDirectory } from '../say/known-directory.ts';
import { sayDay } from '../say/when.ts';
import { sendAnswer } from './answer.ts';
import { dueCheckBack } from './check-back.ts';
import { changeEntry } from './ledger.ts';
import type { ThreadProps } from './story.ts';

const SAYS = ['harm', 'safe', 'notSure'] as const;
const LINES = HELP_LINES.filter(({ id }) => id === 'emergency' || id === 'childline');

/** 7 and 28 days after a worry about staff: whoever spoke must not be made to pay for it. */
export function CheckBack({ talk, story, again }: ThreadProps) {
  const [state, setState] = useState<'asking' | 'busy' | 'put away' | 'harm' | 'thanked' | 'failed'>('asking');
  const day = dueCheckBack(story.entry, talk.now());
  if (state === 'put away') return null;
  if (state === 'harm' || state === 'thanked') {
    return (
      <>
        <Notice tone="good" role="status" title={w('after.thanks')}>
          {state === 'harm' && <p>{w('after.help')}</p>}
        </Notice>
        {state === 'harm' && <CallLinks lines={LINES} />}
      </>
    );
  }
  if (day === null) return null;

  const answer = async (says: (typeof SAYS)[number]) => {
    const known = knownDirectory(talk);
    setState('busy');
    try {
      if (known.is !== 'known') throw new Error('no directory');
      await sendAnswer(talk, story, known.directory, { says });
      await changeEntry(talk, story.entry.id, ({ asked }) => ({ asked: [...asked, day] }));
      setState(says === 'harm' ? 'harm' : 'thanked');
      again();
    } catch {
      setState('failed');
    }
  };
  return (
    <Card tone="accent">
      <Stack gap="s">
        <h2>{w('after.title')}</h2>
        <p>
          {w('after.text')} {sayDay(story.entry.at)}.
        </p>
        <p>
          <strong>{w('after.ask')}</strong>
        </p>
        {state === 'failed' && (
          <Notice tone="danger" role="alert">
            {w('back.failed')}
          </Notice>
        )}
        <Row>
          {SAYS.map((says) => (
            <Button key={says} kind="quiet" busy={state === 'busy'} onClick={() => answer(says)}>
              {w(`after.${says}`)}
            </Button>
          ))}
          <Button kind="quiet" onClick={() => setState('put away')}>
            {w('after.later')}
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}
