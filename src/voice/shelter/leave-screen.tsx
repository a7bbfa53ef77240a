import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { w } from '../../words/voice.ts';
import { Screen, Told } from '../frame.tsx';
import type { Visit } from '../visit.ts';

/** One press takes everything off this phone. Only what still waits to be delivered is asked about. */
export function LeaveScreen({ visit }: { visit: Visit }) {
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    visit.lettersWaiting().then(setWaiting, () => undefined);
  }, []);
  const leave = (how: 'keepLetters' | 'all') => void visit.leavePhone(how, 'left');
  return (
    <Screen title={w('leave.title')} picture="wipe" onBack={visit.back}>
      <Told picture="wipe">{w('leave.says')}</Told>
      <Told picture="card">{w('leave.words')}</Told>
      {waiting > 0 ? (
        <>
          <Told picture="waiting">{w('leave.waiting', { count: waiting })}</Told>
          <Button full onClick={() => leave('keepLetters')}>
            {w('leave.keep')}
          </Button>
          <Button full kind="danger" onClick={() => leave('all')}>
            {w('leave.all')}
          </Button>
        </>
      ) : (
        <Button full kind="danger" onClick={() => leave('keepLetters')}>
          {w('leave.act')}
        </Button>
      )}
      <Button kind="quiet" full onClick={visit.back}>
        {w('leave.cancel')}
      </Button>
    </Screen>
  );
}
