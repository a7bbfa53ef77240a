import { useEffect } from 'preact/hooks';
import { w } from '../words/voice.ts';
import { Hear, Screen, Told } from './frame.tsx';
import frame from './frame.module.css';
import look from './home-screen.module.css';
import { Picture, type PictureName } from './pictures.tsx';
import type { ScreenName } from './screens.ts';
import type { Visit } from './visit.ts';

const TILES = [
  { screen: 'say-feeling', picture: 'feel', words: 'home.feel' },
  { screen: 'say-worry', picture: 'wrong', words: 'home.wrong' },
  { screen: 'say-idea', picture: 'idea', words: 'home.idea' },
  { screen: 'what-happened', picture: 'answer', words: 'home.happened' },
] as const;

function Line({ picture, words, onClick }: { picture: PictureName; words: string; onClick: () => void }) {
  return (
    <li class={look.row}>
      <button type="button" class={look.line} onClick={onClick}>
        <Picture name={picture} size="s" />
        <span class={look.words}>{words}</span>
      </button>
      <Hear text={words} />
    </li>
  );
}

/** Four big tiles. What stands below is quiet, and nothing tells how much was said. */
export function HomeScreen({ visit }: { visit: Visit }) {
  const { joining, place, fault, directory, waiting, mode, lock, hasSeenWords } = visit.known;
  const go = (screen: ScreenName) => () => visit.go(screen);
  useEffect(() => {
    visit.makeWords().catch(() => visit.say(w('part.missing')));
  }, []);
  return (
    <Screen title={w('home.title')}>
      {fault && <Told picture="wrong">{w(`home.fault.${fault}`)}</Told>}
      <div class={look.tiles} id="tiles">
        {TILES.map(({ screen, picture, words }) => (
          <div key={screen} class={look.tileBox}>
            <button type="button" class={look.tile} onClick={go(screen)}>
              <Picture name={picture} size="l" />
              <span class={look.words}>{w(words)}</span>
            </button>
            <Hear text={w(words)} />
          </div>
        ))}
      </div>
      {directory?.isDemonstration && <Told picture="tell">{w('home.demo')}</Told>}
      {waiting > 0 && <Told picture="waiting">{w('home.waiting', { count: waiting })}</Told>}
      {joining.is !== 'joined' && (
        <section class={frame.panel}>
          <Told picture="key">{joining.is === 'failed' && joining.why === 'noSignal' ? w('join.noSignal') : w('home.notJoined')}</Told>
          <ul class="plain-list">
            <Line picture="key" words={w('home.join')} onClick={go('join')} />
          </ul>
        </section>
      )}
      {!hasSeenWords && (
        <section class={frame.panel}>
          <Told picture="card">{w('home.wordsNew')}</Told>
          <ul class="plain-list">
            <Line picture="card" words={w('home.words')} onClick={go('card')} />
          </ul>
        </section>
      )}
      <ul class={`plain-list ${look.lines}`}>
        <Line picture="drafts" words={w('home.drafts')} onClick={go('drafts')} />
        {hasSeenWords && <Line picture="card" words={w('home.words')} onClick={go('card')} />}
        {mode === 'mine' && !lock && <Line picture="lock" words={w('home.lock.says')} onClick={go('lock')} />}
        {lock && <Line picture="lock" words={w('home.lockNow')} onClick={() => void visit.lockNow()} />}
        {place && !place.isPinned && place.root && <Line picture="key" words={w('match.title')} onClick={go('check-words')} />}
        <Line picture="limits" words={w('home.how')} onClick={go('how')} />
        <Line picture="exit" words={w('home.exit')} onClick={go('about-exit')} />
        <Line picture="wipe" words={w('home.leave')} onClick={go('leave')} />
      </ul>
    </Screen>
  );
}
