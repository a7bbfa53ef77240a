import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { w } from '../words/voice.ts';
import { currentLocale } from '../words/phrasebook.ts';
import look from './frame.module.css';
import { Picture, type PictureName } from './pictures.tsx';
import { hasVoice, isReading, readAloud, speak, stopReading, watchReading } from './read-aloud.ts';

type BarProps = { onExit: () => void; onLooks: () => void; onHelp: () => void; onNoVoice: () => void };

function BarButton({ picture, label, onClick, pressed }: { picture: PictureName; label: string; onClick: () => void; pressed?: boolean }) {
  return (
    <button type="button" class={look.tool} aria-label={label} title={label} aria-pressed={pressed} onClick={onClick}>
      <Picture name={picture} size="s" />
    </button>
  );
}

/** The same four things in the same place on every screen. The exit comes first, for eyes, thumbs and keyboards. */
export function Bar({ onExit, onLooks, onHelp, onNoVoice }: BarProps) {
  const [reads, setReads] = useState(isReading());
  useEffect(() => watchReading(() => setReads(isReading())), []);
  const listen = async () => {
    if (reads) return stopReading();
    const main = document.getElementById('main');
    if (!(await hasVoice(currentLocale())) || !main || !readAloud(main, currentLocale())) onNoVoice();
  };
  return (
    <header class={look.bar}>
      <button type="button" class={look.exit} onClick={onExit}>
        <Picture name="exit" size="s" />
        <span>{w('bar.exit')}</span>
      </button>
      <div class={look.tools}>
        <BarButton picture={reads ? 'stop' : 'listen'} label={reads ? w('bar.stop') : w('bar.listen')} onClick={listen} />
        <BarButton picture="language" label={w('bar.looks')} onClick={onLooks} />
        <button type="button" class={look.help} aria-label={w('bar.help')} onClick={onHelp}>
          <Picture name="help" size="s" />
          <span>{w('bar.help')}</span>
        </button>
      </div>
    </header>
  );
}

type ScreenProps = { title: string; picture?: PictureName; onBack?: () => void; above?: ComponentChildren; children: ComponentChildren };

let isFirst = true;

/** One screen: what it is about, then one thing to do. The title of the document never changes. */
export function Screen({ title, picture, onBack, above, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true });
    if (!isFirst) scrollTo?.(0, 0);
    isFirst = false;
    return stopReading;
  }, [title]);
  return (
    <div class={look.screen}>
      {onBack && (
        <button type="button" class={look.back} onClick={onBack}>
          <BackArrow />
          {w('back')}
        </button>
      )}
      {above}
      <div class={look.head}>
        {picture && <Picture name={picture} size="m" />}
        <h1 ref={heading} tabIndex={-1} class={look.title}>
          {title}
        </h1>
      </div>
      {children}
    </div>
  );
}

function BackArrow() {
  return (
    <svg class={`${look.arrow} turns`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M19.5 12h-15M11 5.5 4.5 12l6.5 6.5" />
    </svg>
  );
}

/** Words with a picture before them. With the words hidden, a speaker takes their place. */
export function Told({ picture, title, children }: { picture?: PictureName; title?: string; children: string }) {
  return (
    <div class={look.told}>
      {picture && <Picture name={picture} size="m" />}
      <div class={look.toldWords}>
        {title && <p class={look.toldTitle}>{title}</p>}
        <p>{children}</p>
      </div>
      <Hear text={`${title ? `${title}. ` : ''}${children}`} />
    </div>
  );
}

/** Seen only while the words are hidden: says them. */
export function Hear({ text }: { text: string }) {
  return (
    <button type="button" class={look.hear} aria-label={w('bar.listen')} data-unread onClick={() => speak(text, currentLocale())}>
      <Picture name="listen" size="s" />
    </button>
  );
}

type ChoiceProps = { picture?: PictureName; label: string; says?: string; onClick: () => void; chosen?: boolean; disabled?: boolean };

/** A large thing to press, with a picture. `chosen` makes it one of several that may be picked. */
export function BigChoice({ picture, label, says, onClick, chosen, disabled }: ChoiceProps) {
  return (
    <div class={look.choiceRow}>
      <button type="button" class={`${look.choice} ${chosen ? look.chosen : ''}`} aria-pressed={chosen} disabled={disabled} onClick={onClick}>
        {picture && <Picture name={picture} size="m" />}
        <span class={look.choiceWords}>
          <b>{label}</b>
          {says && <span class={look.soft}>{says}</span>}
        </span>
      </button>
      <Hear text={says ? `${label}. ${says}` : label} />
    </div>
  );
}

export function Choices({ children }: { children: ComponentChildren }) {
  return <div class={look.choices}>{children}</div>;
}
