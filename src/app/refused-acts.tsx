import { useState } from 'preact/hooks';
import type { Cabinet, Recorded, Waiting } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { h } from '../words/hall.ts';
import { CorrectForm, isCorrectable } from './correct-form.tsx';
import { keepCopy } from './keep-copy.ts';

type Refused = { line: Waiting; cabinet: Cabinet };

function LetGo({ line, cabinet, onKeep }: Refused & { onKeep: () => void }) {
  return (
    <Stack gap="s">
      <p role="alert">{h('phone.letGoSure')}</p>
      <Row>
        <Button kind="danger" onClick={() => void cabinet.letGoOfRefusal(line.factId)}>
          {h('phone.letGoYes')}
        </Button>
        <Button kind="quiet" onClick={onKeep}>
          {h('phone.letGoNo')}
        </Button>
      </Row>
    </Stack>
  );
}

/** What a person may do about something refused: put it right, send it again, keep a copy, let it go. */
export function RefusedActs({ line, cabinet }: Refused) {
  const [act, setAct] = useState<'correct' | 'letGo' | null>(null);
  const [fault, setFault] = useState<Exclude<Recorded, { ok: true }>['kind'] | null>(null);
  const { kind, factId } = line;
  const close = () => setAct(null);
  if (line.isReplaced) return <p>{h('phone.replaced')}</p>;
  if (act === 'letGo') return <LetGo line={line} cabinet={cabinet} onKeep={close} />;
  if (act === 'correct' && isCorrectable(kind)) return <CorrectForm line={{ ...line, kind }} cabinet={cabinet} onClose={close} />;
  const sendAgain = async () => {
    const recorded = await cabinet.sendAgain(factId);
    setFault(recorded.ok ? null : recorded.kind);
  };
  return (
    <Stack gap="s">
      {!isCorrectable(kind) && <p>{h(kind === 'newer' ? 'phone.newer' : 'phone.noCorrecting')}</p>}
      {fault && <p role="alert">{h(`phone.fault.${fault}`)}</p>}
      <Row>
        {isCorrectable(kind) && <Button onClick={() => setAct('correct')}>{h('phone.correct')}</Button>}
        {kind !== 'newer' && (
          <Button kind={isCorrectable(kind) ? 'quiet' : 'primary'} onClick={() => void sendAgain()}>
            {h('phone.sendAgain')}
          </Button>
        )}
        <Button kind="quiet" onClick={() => void keepCopy(cabinet, factId)}>
          {h('phone.keepCopy')}
        </Button>
        <Button kind="quiet" onClick={() => setAct('letGo')}>
          {h('phone.letGo')}
        </Button>
      </Row>
    </Stack>
  );
}
