import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/say.ts';
import { useState } from 'preact/hooks';
import look from './limits-card.module.css';

const MORE = ['limits.more.1', 'limits.more.2', 'limits.more.3', 'limits.more.4', 'limits.more.5'] as const;
const EXAMPLES = [1, 2, 3, 4, 5, 6] as const;

/** When adults must act, in four lines of 60 words (voice reference, 5.4), with six examples (5.5) behind a button. */
export function LimitsCard() {
  const [areExamplesOpen, setExamplesOpen] = useState(false);
  return (
    <Card tone="info">
      <Stack gap="s">
        <h2 class={look.title}>{w('limits.title')}</h2>
        <ul class={look.lines}>
          <li>
            <strong>{w('limits.who')}</strong> {w('limits.whoText')}
          </li>
          <li>
            <strong>{w('limits.secret')}</strong> {w('limits.secretText')}
          </li>
          <li>{w('limits.first')}</li>
          <li>
            {w('limits.hours')} <strong>{w('limits.help')}</strong> {w('limits.helpText')}
          </li>
        </ul>
        <Disclosure summary={w('limits.more')}>
          <ul class={look.lines}>
            {MORE.map((line) => (
              <li key={line}>{w(line)}</li>
            ))}
          </ul>
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
