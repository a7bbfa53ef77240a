import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
import look from './copy-line.module.css';
import { Row } from './stack.tsx';

type CopyLineProps = { label: string; text: string; act: string; done: string; not: string; kind?: 'quiet'; children?: ComponentChildren };

/** A line of text to be handed on. `act`, `done` and `not` are what the button says, and what came of it; other ways to hand it on stand beside. */
export function CopyLine({ label, text, act, done, not, kind, children }: CopyLineProps) {
  const [says, setSays] = useState('\u00a0');
  const copy = () => {
    Promise.resolve(navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))).then(
      () => setSays(done),
      () => setSays(not),
    );
  };
  return (
    <>
      <label class={look.label}>
        {label}
        <input class={look.text} type="text" readOnly dir="ltr" value={text} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <Row wrap>
        <Button kind={kind} onClick={copy}>
          {act}
        </Button>
        {children}
      </Row>
      <p role="status" class={look.says}>
        {says}
      </p>
    </>
  );
}
