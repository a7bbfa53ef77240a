import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { w } from '../words/scan.ts';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import { Notice } from './notice.tsx';
import look from './scan-code.module.css';
import { readPhoto } from './scan/read-code.ts';
import { useCamera } from './scan/use-camera.ts';
import { Row, Stack } from './stack.tsx';

type ScanCodeProps = {
  /** Every code that is read, by whichever way. False: it is not the one meant, and `wrong` is said. */
  onText: (text: string) => boolean;
  /** What is said of a code that is not the one meant. */
  wrong?: string;
  /** Asks for the code as text too, typed or pasted. */
  typed?: { label: string; hint?: string };
  /** Further ways, below the others. */
  children?: ComponentChildren;
};

/** Reads a code: with the camera, from a picture, or typed. Nothing of it needs signal, and no picture is kept. */
export function ScanCode({ onText, wrong, typed, children }: ScanCodeProps) {
  const video = useRef<HTMLVideoElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [isWrong, setWrong] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [isEmpty, setEmpty] = useState(false);
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const take = (code: string): boolean => {
    const isTaken = onText(code);
    setWrong(!isTaken);
    return isTaken;
  };
  const camera = useCamera(video, take);
  const isOpen = camera.state === 'asking' || camera.state === 'looking';

  const readFile = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    const code = await readPhoto(file).catch(() => null);
    setBusy(false);
    setEmpty(code === null);
    if (code !== null) take(code);
  };
  const readTyped = (event: Event) => {
    event.preventDefault();
    setMissing(text.trim() === '');
    if (text.trim() !== '' && take(text.trim())) setText('');
  };

  return (
    <Stack gap="m">
      <div class={isOpen ? look.frame : look.shut}>
        <video ref={video} class={look.video} aria-label={w('view')} muted playsInline />
        {isOpen && <span class={look.corners} aria-hidden="true" />}
      </div>
      <div role="status">
        {camera.state === 'asking' && <p>{w('asking')}</p>}
        {camera.state === 'looking' && <p>{w('looking')}</p>}
        {isWrong && (
          <Notice tone="warn">
            <p>{wrong ?? w('wrong')}</p>
          </Notice>
        )}
        {isEmpty && (
          <Notice tone="warn">
            <p>{w('picture.nothing')}</p>
          </Notice>
        )}
        {isBusy && <p>{w('picture.busy')}</p>}
        {(camera.state === 'denied' || camera.state === 'none' || camera.state === 'failed') && (
          <Notice tone="warn" title={w(`${camera.state}.title`)}>
            <p>{w(camera.state)}</p>
          </Notice>
        )}
      </div>
      {isOpen ? (
        <Button kind="quiet" onClick={camera.shut}>
          {w('stop')}
        </Button>
      ) : (
        <Button
          onClick={() => {
            setWrong(false);
            setEmpty(false);
            camera.open();
          }}
        >
          {w(camera.state === 'shut' ? 'open' : 'again')}
        </Button>
      )}
      <p class={look.soft}>{w('private')}</p>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={w('picture')}
        onChange={(event) => {
          const field = event.currentTarget;
          void readFile(field.files?.[0]);
          // The same picture may be chosen again.
          field.value = '';
        }}
      />
      <Row wrap>
        <Button kind="quiet" busy={isBusy} onClick={() => input.current?.click()}>
          {w('picture')}
        </Button>
      </Row>
      {typed && (
        <form noValidate onSubmit={readTyped}>
          <Stack gap="s">
            <TextField
              id="scan-typed"
              label={typed.label}
              {...(typed.hint ? { hint: typed.hint } : {})}
              {...(missing ? { error: w('typed.missing') } : {})}
              autocomplete="off"
              value={text}
              onInput={setText}
            />
            <Row wrap>
              <Button type="submit" kind="quiet">
                {w('typed.act')}
              </Button>
            </Row>
          </Stack>
        </form>
      )}
      {children}
    </Stack>
  );
}
