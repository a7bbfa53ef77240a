import type { ComponentType } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { w } from '../words/voice.ts';
import { LanguageScreen } from './first-use/language-screen.tsx';
import { Bar } from './frame.tsx';
import look from './frame.module.css';
import type { World } from './parts.ts';
import { stopReading } from './read-aloud.ts';
import { HALL } from './hall.ts';
import { isRoom, ROOMS, type ScreenName } from './screens.ts';
import { watchShift } from './shelter/exit.ts';
import { watchOver } from './shelter/watch-over.ts';
import type { Talk } from './talk.ts';
import { openVisit, type Visit } from './visit.ts';

/** Long enough to be read twice. */
const SAID_MS = 8000;

/** Screens that came once open at once; the first comes with the page. */
const drawn = new Map<ScreenName, ComponentType<{ talk: Talk; visit: Visit }>>([['language', LanguageScreen]]);

/** Everything a young person sees. The frame stands before anything is known of them. */
export function TalkPage({ world }: { world: World }) {
  const [version, setVersion] = useState(0);
  const visit = useMemo(() => openVisit(world, () => setVersion((count) => count + 1)), []);

  const back = useRef<ReturnType<NonNullable<World['holdBack']>> | null>(null);

  useEffect(() => {
    visit.begin();
    back.current = world.holdBack?.(visit.back) ?? null;
    const online = () => void visit.signalCame().catch(() => undefined);
    addEventListener('online', online);
    const touches = ['pointerdown', 'keydown'] as const;
    const untouch = () => {
      for (const touch of touches) removeEventListener(touch, touched);
    };
    const touched = () => {
      untouch();
      visit.warm();
    };
    for (const touch of touches) addEventListener(touch, touched);
    const stops = [
      untouch,
      () => removeEventListener('online', online),
      () => back.current?.stop(),
      watchShift(visit.exit),
      watchOver({
        isMine: () => visit.known.mode === 'mine',
        isOpen: () => visit.known.isOpen,
        isAwake: visit.isAwake,
        lock: (why) => {
          stopReading();
          void visit.lockNow(why);
        },
        now: () => world.now().getTime(),
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);

  const { said, spots } = visit.known;
  useEffect(() => back.current?.hold(spots.length > 1), [spots]);

  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => visit.say(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  return (
    <div class={look.talk} data-words={visit.known.wordsHidden ? 'hidden' : undefined}>
      <button type="button" class={look.skip} onClick={visit.exit}>
        {w('bar.exit')}
      </button>
      <Bar onExit={visit.exit} onLooks={() => visit.go('looks')} onHelp={() => visit.go('help')} onNoVoice={() => visit.say(w('bar.noVoice'))} />
      <main id="main" class={look.main} tabIndex={-1}>
        <Here visit={visit} version={version} />
      </main>
      <div class={look.said} role="status" aria-live="polite">
        {said}
      </div>
    </div>
  );
}

/** The screen where they are. Its own state stays while only the step changes. */
function Here({ visit, version }: { visit: Visit; version: number }) {
  const { screen } = visit.known.spots.at(-1) ?? { screen: 'language' };
  const [, arrived] = useState(0);
  const [isMissing, setMissing] = useState(false);
  const talk = useMemo(() => visit.talk(), [version]);
  useEffect(() => {
    if (drawn.has(screen)) return;
    let isWanted = true;
    setMissing(false);
    const part = (isRoom(screen) ? ROOMS[screen]() : HALL[screen]()) as Promise<ComponentType<{ talk: Talk; visit: Visit }>>;
    part.then(
      (Part) => {
        drawn.set(screen, Part);
        if (isWanted) arrived((count) => count + 1);
      },
      () => isWanted && setMissing(true),
    );
    return () => {
      isWanted = false;
    };
  }, [screen]);

  if (isMissing) return <p>{w('part.missing')}</p>;
  const Part = drawn.get(screen);
  if (!Part || (isRoom(screen) && !talk)) return <p class={look.waitWords}>{w('part.wait')}</p>;
  return <Part key={screen} talk={talk as Talk} visit={visit} />;
}
