import { useState } from 'preact/hooks';
import { isDay, londonDay } from '../../shared/basics/day.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DayField } from '../../ui/field.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/rules.ts';
import { s } from '../../words/state.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import { ActFaults } from './act-notes.tsx';
import type { OwnAsk } from './rule-lines.ts';
import look from './rules.module.css';
import { useAct } from './use-act.ts';

type OwnAskCardProps = { cabinet: Cabinet; homeId: string; ask: OwnAsk; title: string; mayChange: boolean };

function OwnAskCard({ cabinet, homeId, ask, title, mayChange }: OwnAskCardProps) {
  const act = useAct(cabinet);
  const [isAsking, setAsking] = useState(false);
  const [endsOn, setEndsOn] = useState(londonDay(cabinet.now()));
  const field = `ends-${ask.requirementId}`;
  const end = async () => {
    const errors = isDay(endsOn) ? [] : [{ field, says: w('own.endsMissing') }];
    const body = { requirementId: ask.requirementId, homeId, endsOn };
    if (await act.act(errors, () => [{ kind: 'home.requirement.ended', about: ask.requirementId, body }])) setAsking(false);
  };
  return (
    <Card>
      <Stack gap="s">
        <h3>{title}</h3>
        <p>
          {ask.roles.map((role) => s(`role.${role}`)).join(', ')}: {w('course.within', { count: ask.dueDays })}.{' '}
          {ask.need ? w('add.whileNeed', { need: w(`need.${ask.need}`) }) : w('add.always')}. {w('history.counts', { day: formatDay(ask.from) })}
        </p>
        {ask.endsOn !== null && <p>{w('own.ended', { day: formatDay(ask.endsOn) })}</p>}
        <Row>
          {mayChange && ask.endsOn === null && (
            <Button kind="quiet" onClick={() => setAsking(true)}>
              {w('own.end')}
            </Button>
          )}
          <DeliveryWord cabinet={cabinet} about={ask.requirementId} />
        </Row>
        <Dialog isOpen={isAsking} title={w('own.endTitle', { course: title })} onClose={() => setAsking(false)}>
          <Stack gap="m">
            <p>{w('own.endWhy')}</p>
            <ActFaults act={act} />
            <DayField id={field} label={w('own.endsOn')} value={endsOn} onInput={setEndsOn} error={act.errorOf(field)} />
            <Row>
              <Button kind="danger" busy={act.isBusy} onClick={() => void end()}>
                {w('own.end')}
              </Button>
              <Button kind="quiet" onClick={() => setAsking(false)}>
                {w('own.keep')}
              </Button>
            </Row>
          </Stack>
        </Dialog>
      </Stack>
    </Card>
  );
}

type OwnAsksProps = { cabinet: Cabinet; homeId: string; asks: readonly OwnAsk[]; catalogue: Catalogue; mayChange: boolean };

/** What this home asks besides the academy, each with its end. */
export function OwnAsks({ cabinet, homeId, asks, catalogue, mayChange }: OwnAsksProps) {
  if (asks.length === 0) return <p>{w('own.none')}</p>;
  const titleOf = (courseId: string) => catalogue.courses.find((card) => card.id === courseId)?.title ?? courseId;
  return (
    <ul class={`plain-list ${look.list}`}>
      {asks.map((ask) => (
        <li key={ask.requirementId}>
          <OwnAskCard cabinet={cabinet} homeId={homeId} ask={ask} title={titleOf(ask.courseId)} mayChange={mayChange} />
        </li>
      ))}
    </ul>
  );
}
