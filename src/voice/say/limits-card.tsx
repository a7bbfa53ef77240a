import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/say.ts';
import { w as v } from '../../words/voice.ts';
import { Limits, MoreLimits } from '../limits.tsx';
import look from './limits-card.module.css';

const EXAMPLES = [1, 2, 3, 4, 5, 6] as const;

/** When adults must act, in four lines of 60 words (voice reference, 5.4), with six examples (5.5) behind a button. */
export function LimitsCard() {
  const [areExamplesOpen, setExamplesOpen] = useState(false);
  return (
    <Card tone="info">
      <Stack gap="s">
        <h2 class={look.title}>{w('limits.title')}</h2>
        <Limits />
        <Disclosure summary={v('how.more')}>
          <MoreLimits />
        </Disclosure>
        {areExamplesOpen ? (
          <Examples />
        ) : (
          <Button kind="quiet" onClick={() => setExamplesOpen(true)}>
            {w('examples.title')}
          </Button>
        )}
      </Stack>
    </Card>
  );
}

function Examples() {
  return (
    <>
      <h3>{w('examples.title')}</h3>
      <dl class={look.examples}>
        {EXAMPLES.map((number) => (
          <div key={number} class={look.example}>
            <dt>
              <span class="visually-hidden">{w('examples.said')}: </span>
              <q>{w(`examples.${number}.said`)}</q>
            </dt>
            <dd>{w(`examples.${number}.happens`)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
