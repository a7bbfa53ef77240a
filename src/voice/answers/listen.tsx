import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { currentLocale } from '../../words/phrasebook.ts';
import { w } from '../../words/say.ts';
import { hasVoice, isReading, readAloud, stopReading, voiceFor, watchReading } from '../read-aloud.ts';

/** Reads an answer with a voice that lives on this phone: others would send the words to whoever made them. */
export function Listen({ text }: { text: string }) {
  const words = useRef<HTMLSpanElement>(null);
  const [isOn, setOn] = useState(false);
  const [isDumb, setDumb] = useState(false);
  useEffect(() => watchReading(() => !isReading() && setOn(false)), []);
  const press = async () => {
    if (isOn) return stopReading();
    const isLocal = (await hasVoice(currentLocale())) && voiceFor(currentLocale())?.localService === true;
    if (!isLocal || !words.current || !readAloud(words.current, currentLocale())) setDumb(true);
    else setOn(true);
  };
  if (isDumb) return <p role="status">{w('thread.noVoice')}</p>;
  return (
    <>
      <Button kind="quiet" onClick={press}>
        {w(isOn ? 'thread.listenStop' : 'thread.listen')}
      </Button>
      <span ref={words} class="visually-hidden" aria-hidden={isOn ? undefined : 'true'} data-own>
        {text}
      </span>
    </>
  );
}
