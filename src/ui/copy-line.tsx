import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
import look from './copy-line.module.css';

type CopyLineProps = { label: string; text: string; act: string; done: string; not: string };

/** A line of text to be handed on. `act`, `done` and `not` are what the button says, and what came of it. */
export function CopyLine({ label, text, act, done, not }: CopyLineProps) {
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
      <Button kind="quiet" onClick={copy}>
        {act}
      </Button>
      <p role="status" class={look.says}>
        {says}
      </p>
    </>
  );
}
