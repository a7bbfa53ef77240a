import { useState } from 'preact/hooks';
import type { Cabinet, Recorded, Waiting } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { h } from '../words/hall.ts';
import { CorrectForm, isCorrectable } from './correct-form.tsx';
import { focusHeading, useHeldFocus } from './hold-focus.ts';
import { keepCopy } from './keep-copy.ts';

type Refused = { line: Waiting; cabinet: Cabinet };

function LetGo({ line, cabinet, onKeep }: Refused & { onKeep: () => void }) {
  const letGo = () => {
    focusHeading();
    void cabinet.letGoOfRefusal(line.factId);
  };
  return (
    <Stack gap="s">
      <p role="alert">{h('phone.letGoSure')}</p>
      <Row>
        <Button kind="danger" onClick={letGo}>
          {h('phone.letGoYes')}
        </Button>
        <Button kind="quiet" onClick={onKeep}>
          {h('phone.letGoNo')}
        </Button>
      </Row>
    </Stack>
  );
}

type Act = 'correct' | 'letGo' | null;

function Choices({ line, cabinet, onAct }: Refused & { onAct: (act: Act) => void }) {
  const [fault, setFault] = useState<Exclude<Recorded, { ok: true }>['kind'] | null>(null);
  const { kind, factId } = line;
  const sendAgain = async () => {
    const recorded = await cabinet.sendAgain(factId);
    setFault(recorded.ok ? null : recorded.kind);
  };
  return (
    <Stack gap="s">
      {!isCorrectable(kind) && <p>{h(kind === 'newer' ? 'phone.newer' : 'phone.noCorrecting')}</p>}
      {fault && <p role="alert">{h(`phone.fault.${fault}`)}</p>}
      <Row>
        {isCorrectable(kind) && <Button onClick={() => onAct('correct')}>{h('phone.correct')}</Button>}
        {kind !== 'newer' && (
          <Button kind={isCorrectable(kind) ? 'quiet' : 'primary'} onClick={() => void sendAgain()}>
            {h('phone.sendAgain')}
          </Button>
        )}
        <Button kind="quiet" onClick={() => void keepCopy(cabinet, factId)}>
          {h('phone.keepCopy')}
        </Button>
        <Button kind="quiet" onClick={() => onAct('letGo')}>
          {h('phone.letGo')}
        </Button>
      </Row>
    </Stack>
  );
}

/** What a person may do about something refused: put it right, send it again, keep a copy, let it go. */
export function RefusedActs({ line, cabinet }: Refused) {
  const [act, setAct] = useState<Act>(null);
  const shows = line.isReplaced ? 'replaced' : act;
  const part = useHeldFocus<HTMLDivElement>(shows);
  const { kind } = line;
  const close = () => setAct(null);
  return (
    <div ref={part} tabIndex={-1}>
      {shows === 'replaced' ? (
        <p>{h('phone.replaced')}</p>
      ) : shows === 'letGo' ? (
        <LetGo line={line} cabinet={cabinet} onKeep={close} />
      ) : shows === 'correct' && isCorrectable(kind) ? (
        <CorrectForm line={{ ...line, kind }} cabinet={cabinet} onClose={close} />
      ) : (
        <Choices line={line} cabinet={cabinet} onAct={setAct} />
      )}
    </div>
  );
}
