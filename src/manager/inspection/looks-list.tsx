import { useState } from 'preact/hooks';
import type { KnownFact } from '../../shared/wire/fact.ts';
import { NUMBER_IDS } from '../../shared/home/inspection-sheet.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { formatDay, formatMoment } from '../../words/dates.ts';
import { look } from '../../words/inspection.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import type { RecordFault } from '../fault-notice.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import type { Admitted, Seen } from './looks.ts';
import { admittedTo } from './looks.ts';

const ACTS: readonly string[] = ['opened', 'wrongPin', 'page', 'print'];

function saySeen({ what, asAt, at }: Seen): string {
  const known = NUMBER_IDS.find((id) => id === what);
  const says = known ? look(`number.${known}`) : ACTS.includes(what) ? look(`saw.${what}` as Parameters<typeof look>[0]) : what;
  const moment = formatMoment(at);
  return asAt === null ? look('looks.line', { moment, what: says }) : look('looks.lineAsAt', { moment, what: says, day: formatDay(asAt) });
}

function sayState({ state, endsAt }: Admitted): string {
  if (state === 'open' || state === 'over') return look(`looks.${state}`, { moment: formatMoment(endsAt ?? '') });
  return look(`looks.${state}`);
}

type LooksListProps = { cabinet: Cabinet; homeId: string; told: readonly KnownFact[]; isManager: boolean };

/** Who was let in, until when, and every look the server wrote down. */
export function LooksList({ cabinet, homeId, told, isManager }: LooksListProps) {
  const all = admittedTo({ told }, cabinet.now());
  return (
    <Stack gap="s">
      <h3>{look('looks.title')}</h3>
      {all.length === 0 && <p>{look('looks.none')}</p>}
      {all.map((admitted) => (
        <OneLook key={admitted.grantId} cabinet={cabinet} homeId={homeId} admitted={admitted} mayEnd={isManager} />
      ))}
    </Stack>
  );
}

function OneLook({ cabinet, homeId, admitted, mayEnd }: { cabinet: Cabinet; homeId: string; admitted: Admitted; mayEnd: boolean }) {
  const [isSure, setSure] = useState(false);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const { grantId, state, seen } = admitted;
  const made = formatMoment(admitted.madeAt);
  const end = async () => {
    const recorded = await cabinet.record([{ kind: 'home.inspector.ended', about: grantId, body: { grantId, homeId } }]);
    setFault(recorded.ok ? null : recorded.kind);
    if (recorded.ok) setSure(false);
  };
  return (
    <Card>
      <Stack gap="s">
        <p>{look('looks.made', { moment: made })}</p>
        <p>
          <strong>{sayState(admitted)}</strong>
        </p>
        <DeliveryWord cabinet={cabinet} about={grantId} />
        <FaultNotice fault={fault} />
        {seen.length === 0 ? (
          <p>{look('looks.count', { count: 0 })}</p>
        ) : (
          <Disclosure summary={look('looks.count', { count: seen.length })}>
            <ul>
              {seen.map((one) => (
                <li key={one.factId}>{saySeen(one)}</li>
              ))}
            </ul>
          </Disclosure>
        )}
        {mayEnd && (state === 'open' || state === 'notYet') && !isSure && (
          <div>
            <Button kind="quiet" onClick={() => setSure(true)}>
              {look('looks.end')}
            </Button>
          </div>
        )}
        {isSure && (
          <section aria-label={look('looks.endIt', { moment: made })}>
            <p>{look('looks.sure')}</p>
            <Row wrap>
              <Button kind="danger" onClick={() => void end()}>
                {look('looks.yes')}
              </Button>
              <Button kind="quiet" onClick={() => setSure(false)}>
                {look('looks.no')}
              </Button>
            </Row>
          </section>
        )}
      </Stack>
    </Card>
  );
}
