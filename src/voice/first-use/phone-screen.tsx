import type { PhoneMode } from '../../store/quiet/shelf.ts';
import { w } from '../../words/voice.ts';
import { BigChoice, Choices, Screen, Told } from '../frame.tsx';
import type { Visit } from '../visit.ts';

const MODES: PhoneMode[] = ['mine', 'shared', 'notSure'];

export function PhoneScreen({ visit }: { visit: Visit }) {
  const pick = (mode: PhoneMode) => {
    // A shelf that will not open is no reason to stop a young person: the phone then keeps nothing.
    visit.settleOn(mode).catch(() => visit.settleOn('notSure').catch(() => visit.say(w('part.missing'))));
    visit.go('checks');
  };
  return (
    <Screen title={w('phone.title')} onBack={visit.back}>
      <Told>{w('phone.says')}</Told>
      <Choices>
        {MODES.map((mode) => (
          <BigChoice key={mode} picture={mode} label={w(`phone.${mode}`)} says={w(`phone.${mode}.says`)} onClick={() => pick(mode)} />
        ))}
      </Choices>
    </Screen>
  );
}
