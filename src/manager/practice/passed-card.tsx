import { useEffect, useState } from 'preact/hooks';
import { passOn, readPassedOn } from '../../shared/practice/passed-on.ts';
import { agreedText, observedText } from '../../shared/practice/signed-text.ts';
import { codeOfObserved } from '../../shared/practice/task.ts';
import type { Bodies } from '../../shared/wire/kinds.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, Signing } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { ScanCode } from '../../ui/scan-code.tsx';
import { Stack } from '../../ui/stack.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { w } from '../../words/practice.ts';
import { s } from '../../words/state.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import type { RecordFault } from '../fault-notice.tsx';
import { FaultNotice } from '../fault-notice.tsx';

type PassedProps = {
  cabinet: Cabinet;
  who: SignedIn;
  signing: Signing;
  body: Bodies['training.practice.observed'];
  name: string;
  /** The carer's word, where it is known already. */
  carer: Bodies['training.practice.agreed']['carer'] | null;
  onAnother: () => void;
};

/** The assessor has signed: their record is shown, and the carer's word is waited for. */
export function PassedCard({ cabinet, who, signing, body, name, carer: known, onAnother }: PassedProps) {
  const { observation, assessor } = body;
  const [code, setCode] = useState('');
  const [came, setCame] = useState(known);
  const [wrong, setWrong] = useState<string>(w('passed.notThis'));
  const [isForged, setForged] = useState(false);
  const [fault, setFault] = useState<RecordFault | null>(null);
  useEffect(() => {
    void signing.hash(observedText(observation)).then((hash) => setCode(codeOfObserved(hash)));
  }, [observation.observationId]);
  const carer = came ?? known;

  const keep = async (answer: NonNullable<typeof known>) => {
    const isGood = await signing.verify(answer.publicKey, agreedText(observation, assessor, answer.agrees, answer.comment), answer.signature);
    setForged(!isGood);
    if (!isGood) return;
    const recorded = await cabinet.record([{ kind: 'training.practice.agreed', about: observation.observationId, body: { observation, assessor, carer: answer } }]);
    setFault(recorded.ok ? null : recorded.kind);
    if (recorded.ok) setCame(answer);
  };
  const take = (text: string): boolean => {
    const passed = readPassedOn(text);
    const isThis = passed?.is === 'answer' && passed.observationId === observation.observationId;
    if (!isThis) setWrong(w(passed?.is === 'answer' ? 'passed.notThis' : 'assess.wrong'));
    else void keep(passed.carer);
    return isThis;
  };

  return (
    <Stack gap="m">
      <StateWord state="saved" says={s('saved')} />
      {carer ? (
        <Notice tone={carer.agrees ? 'good' : 'warn'} title={w('passed.done.title')} role="status">
          <p>{w(carer.agrees ? 'passed.agreed' : 'passed.disagreed', { name })}</p>
          {carer.comment !== '' && <p dir="auto">{w('passed.said', { name, comment: carer.comment })}</p>}
        </Notice>
      ) : (
        <>
          <Card>
            <Stack gap="s">
              <h2>{w('passed.title')}</h2>
              <p>{w('passed.show', { name })}</p>
              <QrCode text={passOn({ is: 'observed', observation, assessor, assessorName: who.name })} label={w('passed.qr')} isDense />
              <p>{w('passed.code', { code })}</p>
              <p>{w('passed.code.then', { name })}</p>
            </Stack>
          </Card>
          <Card>
            <Stack gap="s">
              <h2>{w('passed.scan.title')}</h2>
              <p>{w('passed.scan')}</p>
              <FaultNotice fault={fault} />
              {isForged && (
                <Notice tone="danger" role="alert">
                  {w('passed.notSigned')}
                </Notice>
              )}
              <ScanCode onText={take} wrong={wrong} />
            </Stack>
          </Card>
          <p>{w('passed.waits', { name })}</p>
        </>
      )}
      <DeliveryWord cabinet={cabinet} about={observation.observationId} />
      <Button kind="quiet" onClick={onAnother}>
        {w('passed.another')}
      </Button>
    </Stack>
  );
}
