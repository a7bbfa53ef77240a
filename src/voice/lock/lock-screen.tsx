import { useState } from 'preact/hooks';
import { w } from '../../words/voice.ts';
import { BigChoice, Choices, Screen, Told } from '../frame.tsx';
import type { Visit } from '../visit.ts';
import { isEasy } from './local-lock.ts';
import { PICTURES_LENGTH, PIN_LENGTH, PicturePad, PinPad, secretOf } from './pads.tsx';

type Kind = 'pin' | 'pictures';

/** A lock of their own: chosen twice, so that a slip of the thumb shuts nobody out. */
export function LockScreen({ visit }: { visit: Visit }) {
  const [kind, setKind] = useState<Kind | null>(null);
  const [first, setFirst] = useState<string | null>(null);
  const [signs, setSigns] = useState<string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const again = (says: string) => {
    setFirst(null);
    setSigns([]);
    setProblem(says);
  };
  const change = async (next: string[]) => {
    setSigns(next);
    setProblem(null);
    if (!kind || next.length < (kind === 'pin' ? PIN_LENGTH : PICTURES_LENGTH)) return;
    const secret = secretOf(kind, next);
    if (first === null) {
      if (isEasy(secret)) return again(w('lock.easy'));
      setFirst(secret);
      setSigns([]);
      return;
    }
    if (secret !== first) return again(w('lock.notSame'));
    setBusy(true);
    await visit.makeWords();
    const isSet = await visit.setLock(kind, secret);
    setBusy(false);
    if (!isSet) return again(w('lock.gone'));
    visit.home();
    visit.say(w('lock.set'));
  };

  if (visit.known.mode !== 'mine') {
    return (
      <Screen title={w('lock.title')} picture="lock" onBack={visit.back}>
        <Told picture="shared">{w('lock.shared')}</Told>
      </Screen>
    );
  }
  if (kind === null) {
    return (
      <Screen title={w('lock.title')} picture="lock" onBack={visit.back}>
        <Told picture="key">{w('lock.says')}</Told>
        <Choices>
          <BigChoice picture="numbers" label={w('lock.pin')} says={w('lock.pin.says')} onClick={() => setKind('pin')} />
          <BigChoice picture="images" label={w('lock.pictures')} says={w('lock.pictures.says')} onClick={() => setKind('pictures')} />
        </Choices>
        <Told picture="wipe">{w('lock.wipe')}</Told>
      </Screen>
    );
  }
  const Pad = kind === 'pin' ? PinPad : PicturePad;
  const back = () => {
    setKind(null);
    setFirst(null);
    setSigns([]);
    setProblem(null);
  };
  return (
    <Screen title={w(`lock.${first === null ? 'pick' : 'again'}.${kind}`)} picture="lock" onBack={back}>
      <div role="alert">{problem && <Told picture="wrong">{problem}</Told>}</div>
      {isBusy && <Told picture="waiting">{w('lock.busy')}</Told>}
      <Pad signs={signs} onChange={change} isBusy={isBusy} />
    </Screen>
  );
}
