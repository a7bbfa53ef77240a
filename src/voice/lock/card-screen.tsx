import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { w } from '../../words/voice.ts';
import look from '../frame.module.css';
import { Screen, Told } from '../frame.tsx';
import type { Visit } from '../visit.ts';
import { saveCard } from './card-picture.ts';

/** Six words that bring their answers back on any phone. Shown when asked for, never by themselves. */
export function CardScreen({ visit }: { visit: Visit }) {
  const [words, setWords] = useState<string[] | null>(null);
  const [isSaved, setSaved] = useState(false);
  const reveal = async () => {
    const open = await visit.words();
    if (open) setWords(open);
    else visit.say(w('card.none'));
  };
  return (
    <Screen title={w('card.title')} picture="card" onBack={visit.back}>
      <Told picture="key">{w('card.says')}</Told>
      {words ? (
        <>
          <ol class={look.card} data-unread lang="en" dir="ltr">
            {words.map((word) => (
              <li key={word}>{word}</li>
            ))}
          </ol>
          <Told picture="drafts">{w('card.keep')}</Told>
          <Told picture="staff">{w('card.show')}</Told>
          <Button kind="quiet" full onClick={() => saveCard(words, w('card.picture.title')).then(() => setSaved(true))}>
            {w('card.save')}
          </Button>
          <div role="status">{isSaved && <Told picture="limits">{w('card.saved')}</Told>}</div>
          <Button kind="quiet" full onClick={() => setWords(null)}>
            {w('card.hide')}
          </Button>
          <Button full onClick={visit.home}>
            {w('done')}
          </Button>
        </>
      ) : (
        <Button full onClick={reveal}>
          {w('card.reveal')}
        </Button>
      )}
    </Screen>
  );
}
