import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { w } from '../../words/voice.ts';
import look from '../frame.module.css';
import { BigChoice, Choices, Screen, Told } from '../frame.tsx';
import type { Visit } from '../visit.ts';
import { PICTURES_LENGTH, PIN_LENGTH, PicturePad, PinPad, secretOf } from './pads.tsx';

/** The neutral start of a phone that was used before. Nothing here says what is behind it. */
export function UnlockScreen({ visit }: { visit: Visit }) {
  const { lock, notice } = visit.known;
  const [signs, setSigns] = useState<string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [asksNew, setAsksNew] = useState(false);

  const change = async (next: string[]) => {
    setSigns(next);
    if (!lock || next.length < (lock.kind === 'pin' ? PIN_LENGTH : PICTURES_LENGTH)) return;
    setBusy(true);
    const opening = await visit.unlock(secretOf(lock.kind, next)).catch(() => null);
    setBusy(false);
    setSigns([]);
    if (opening === null) setProblem(w('part.missing'));
    else if (opening.is === 'wrong') setProblem(w('unlock.wrong', { left: opening.left }));
  };

  if (asksNew) {
    return (
      <Screen title={w('unlock.new')} picture="wipe" onBack={() => setAsksNew(false)}>
        <Told picture="wipe">{w('unlock.new.says')}</Told>
        <Button kind="danger" full onClick={() => void visit.leavePhone('keepLetters', null)}>
          {w('unlock.new.act')}
        </Button>
        <Button kind="quiet" full onClick={() => setAsksNew(false)}>
          {w('leave.cancel')}
        </Button>
      </Screen>
    );
  }
  return (
    <Screen title={w('unlock.title')} picture="lock">
      {notice === 'idle' && <Told picture="waiting">{w('idle.locked')}</Told>}
      <div role="alert">{problem && <Told picture="wrong">{problem}</Told>}</div>
      {lock && (
        <section class={look.panel}>
          <Told>{w(`unlock.says.${lock.kind}`)}</Told>
          {lock.kind === 'pin' ? <PinPad signs={signs} onChange={change} isBusy={isBusy} /> : <PicturePad signs={signs} onChange={change} isBusy={isBusy} />}
        </section>
      )}
      <Choices>
        {!lock && visit.known.member && <BigChoice picture="feel" label={w('unlock.goOn')} says={w('unlock.goOn.says')} onClick={() => void visit.enter()} />}
        <BigChoice picture="card" label={w('unlock.words')} onClick={() => visit.go('come-back')} />
        <BigChoice picture="wipe" label={w('unlock.new')} onClick={() => setAsksNew(true)} />
      </Choices>
    </Screen>
  );
}
