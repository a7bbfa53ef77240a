import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { w } from '../../words/voice.ts';
import look from '../frame.module.css';
import { Screen, Told } from '../frame.tsx';
import type { Visit } from '../visit.ts';

const WORDS = 6;

/** Back with the card, on any phone. Words may be pasted, in any case, with any space between. */
export function ComeBackScreen({ visit }: { visit: Visit }) {
  const [typed, setTyped] = useState(visit.known.filled);
  const [problem, setProblem] = useState<string | undefined>();
  const [isBusy, setBusy] = useState(false);
  const come = async (event: Event) => {
    event.preventDefault();
    const words = typed.toLowerCase().match(/[a-z]+(?:-[a-z]+)*/g) ?? [];
    if (words.length !== WORDS) return setProblem(w('return.count', { count: words.length }));
    setProblem(undefined);
    setBusy(true);
    const isBack = await visit.comeBack(words).catch(() => false);
    setBusy(false);
    if (!isBack) return setProblem(w('return.wrong'));
    visit.go('what-happened');
  };
  return (
    <Screen title={w('return.title')} picture="card" onBack={visit.back}>
      <form class={look.panel} noValidate onSubmit={come}>
        <Told>{w('return.says')}</Told>
        <div data-unread>
          <TextArea id="words" label={w('return.field')} rows={3} value={typed} onInput={setTyped} autocomplete="off" error={problem} />
        </div>
        <Button type="submit" full busy={isBusy}>
          {w('return.act')}
        </Button>
      </form>
      <Told picture="waiting">{w('return.signal')}</Told>
    </Screen>
  );
}
