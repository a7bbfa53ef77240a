import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { w } from '../../words/voice.ts';
import look from '../frame.module.css';
import { Screen, Told } from '../frame.tsx';
import type { Visit } from '../visit.ts';

/** A typed code says nothing of the root. Four words, compared by eye with the worker's screen, say it afterwards. */
export function MatchScreen({ visit }: { visit: Visit }) {
  const [words, setWords] = useState<string[]>([]);
  const [isWrong, setWrong] = useState(false);
  useEffect(() => {
    visit.matchWords().then(setWords, () => undefined);
  }, []);
  const same = () => {
    if (visit.known.place) visit.change({ place: { ...visit.known.place, isPinned: true } });
    visit.home();
  };
  const different = () => {
    setWrong(true);
    visit.change({ directory: null, fault: 'wrongRoot' });
  };
  return (
    <Screen title={w('match.title')} picture="key" onBack={visit.back}>
      <Told>{w('match.typed')}</Told>
      <Told picture="staff">{w('match.says')}</Told>
      <p class={look.words}>
        <bdi lang="en">{words.join(' ')}</bdi>
      </p>
      <Told>{w('match.why')}</Told>
      {isWrong ? (
        <Told picture="wrong">{w('match.wrong')}</Told>
      ) : (
        <>
          <Button full onClick={same}>
            {w('match.same')}
          </Button>
          <Button kind="danger" full onClick={different}>
            {w('match.different')}
          </Button>
        </>
      )}
      <Button kind="quiet" onClick={visit.home}>
        {w('match.later')}
      </Button>
    </Screen>
  );
}
