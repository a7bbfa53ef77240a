import { useState } from 'preact/hooks';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/stack.tsx';
import { learn } from '../../words/learning.ts';
import { w } from '../../words/passport.ts';

type Props = { cabinet: Cabinet; personId: string; onEnded: () => Promise<void> };

/** For a stolen phone, or a picture that got about. Works without signal, and counts once it is delivered. */
export function EndPassports({ cabinet, personId, onEnded }: Props) {
  const [state, setState] = useState<'asking' | 'busy' | 'failed'>('asking');
  const end = async () => {
    if (state === 'busy') return;
    setState('busy');
    const recorded = await cabinet.record([{ kind: 'training.passport.withdrawn', about: personId, body: { personId, rationale: w('end.rationale') } }]);
    setState(recorded.ok ? 'asking' : 'failed');
    if (recorded.ok) await onEnded();
  };
  return (
    <Disclosure summary={w('end.title')}>
      <Stack gap="s">
        <p>{w('end.says')}</p>
        {state === 'failed' && <Notice tone="danger" role="alert" title={learn('fault.title')} />}
        <div>
          <Button kind="danger" busy={state === 'busy'} onClick={() => void end()}>
            {w('end.act')}
          </Button>
        </div>
      </Stack>
    </Disclosure>
  );
}
