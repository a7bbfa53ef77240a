import { Button } from '../../ui/button.tsx';
import { w } from '../../words/voice.ts';
import look from '../frame.module.css';
import { Screen, Told } from '../frame.tsx';
import type { Visit } from '../visit.ts';

/** Said before the exit is first used: what it does, how to come back, and what it cannot do. */
export function AboutExitScreen({ visit }: { visit: Visit }) {
  return (
    <Screen title={w('exit.title')} picture="exit" onBack={visit.back}>
      <section class={look.panel}>
        <Told picture="clock">{w('exit.what')}</Told>
        <Told picture="exit">{w('exit.where')}</Told>
        <Told picture="lock">{w('exit.back')}</Told>
        <Told picture="drafts">{w('exit.lost')}</Told>
        <Told picture="limits">{w('exit.history')}</Told>
        <Told picture="wrong">{w('exit.network')}</Told>
      </section>
      <Button full onClick={visit.exit}>
        {w('exit.try')}
      </Button>
    </Screen>
  );
}
