import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { w } from '../../words/voice.ts';
import look from '../frame.module.css';
import { BigChoice, Choices, Screen, Told } from '../frame.tsx';
import { CODE_LENGTH, tidyCode } from '../joining.ts';
import type { Visit } from '../visit.ts';

const TROUBLE = { noSignal: 'join.noSignal', code: 'join.code.wrong', tooMany: 'join.tooMany' } as const;

/** A typed code, or none at all. A code that came with the link is already being spent. */
export function JoinScreen({ visit }: { visit: Visit }) {
  const { joining } = visit.known;
  const [typed, setTyped] = useState(visit.invite()?.code ?? '');
  const [problem, setProblem] = useState<string | undefined>();
  const [isAlone, setAlone] = useState(false);
  const stop = useRef<AbortController | null>(null);

  useEffect(() => {
    if (joining.is === 'joined') visit.home();
  }, [joining.is]);
  useEffect(() => () => stop.current?.abort(), []);

  const join = (event: Event) => {
    event.preventDefault();
    const code = tidyCode(typed);
    if (code.length !== CODE_LENGTH) return setProblem(w('join.short', { count: code.length }));
    setProblem(undefined);
    const invited = visit.invite();
    // The link's own code keeps what the link said of the root.
    void visit.join(invited?.code === code ? undefined : code);
  };
  const goAlone = () => {
    stop.current = new AbortController();
    setAlone(true);
    visit.goOnAlone(stop.current.signal).finally(() => setAlone(false));
  };
  const trouble = joining.is === 'failed' ? w(TROUBLE[joining.why as keyof typeof TROUBLE] ?? 'join.trouble') : undefined;

  if (isAlone) {
    return (
      <Screen title={w('join.alone.title')} picture="waiting">
        <Told>{w('join.alone.busy')}</Told>
        <Button kind="quiet" onClick={() => stop.current?.abort()}>
          {w('join.alone.stop')}
        </Button>
      </Screen>
    );
  }
  return (
    <Screen title={w('join.title')} picture="key" onBack={visit.known.spots.length > 1 ? visit.back : undefined}>
      <form class={look.panel} noValidate onSubmit={join}>
        <Told>{w('join.says')}</Told>
        <TextField id="code" label={w('join.code')} value={typed} onInput={setTyped} autocomplete="off" maxLength={24} error={problem ?? trouble} />
        <Button type="submit" full busy={joining.is === 'busy'}>
          {joining.is === 'busy' ? w('join.busy') : w('join.act')}
        </Button>
      </form>
      <Choices>
        <BigChoice picture="no" label={w('join.alone')} says={w('join.alone.says')} onClick={goAlone} />
        <BigChoice picture="card" label={w('join.card')} onClick={() => visit.go('come-back')} />
      </Choices>
      <Button kind="quiet" onClick={visit.home}>
        {w('join.later')}
      </Button>
    </Screen>
  );
}
