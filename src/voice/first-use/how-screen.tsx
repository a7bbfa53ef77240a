import { Button } from '../../ui/button.tsx';
import { w } from '../../words/voice.ts';
import look from '../frame.module.css';
import { Screen, Told } from '../frame.tsx';
import { Limits } from '../limits.tsx';
import type { Visit } from '../visit.ts';

/** Three cards: you choose who, it is not completely secret, you can leave fast. */
export function HowScreen({ visit }: { visit: Visit }) {
  const isAgain = visit.known.mode !== null;
  return (
    <Screen title={w('how.title')} onBack={visit.back}>
      <section class={look.panel}>
        <Told picture="choose" title={w('how.who.title')}>
          {w('how.who.says')}
        </Told>
      </section>
      <section class={look.panel}>
        <Told picture="limits" title={w('limits.secret.q')}>
          {w('limits.secret')}
        </Told>
        <details>
          <summary class={look.more}>{w('how.more')}</summary>
          <Limits isLong />
        </details>
      </section>
      <section class={look.panel}>
        <Told picture="exit" title={w('how.exit.title')}>
          {w('how.exit.says')}
        </Told>
        <Button kind="quiet" onClick={() => visit.go('about-exit')}>
          {w('how.exit.try')}
        </Button>
      </section>
      <Button full onClick={() => (isAgain ? visit.back() : visit.go('phone'))}>
        {w('how.fine')}
      </Button>
    </Screen>
  );
}
