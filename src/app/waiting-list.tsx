import { useRef } from 'preact/hooks';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { Cabinet, Delivery, Waiting } from '../store/cabinet.ts';
import { Card } from '../ui/card.tsx';
import { Stack } from '../ui/stack.tsx';
import { StateWord } from '../ui/state-word.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { formatMoment } from '../words/dates.ts';
import { h } from '../words/hall.ts';
import { sayDelivery } from '../words/state.ts';
import { RefusedActs } from './refused-acts.tsx';
import type { Named, WaitingGroup } from './waiting-groups.ts';
import { groupWaiting, namesOf } from './waiting-groups.ts';
import look from './waiting-list.module.css';

function sayName({ course, module, name }: Named): string {
  if (name !== null) return name;
  if (course === null) return h('kind.thing');
  return module === null ? course : h('phone.part', { course, module });
}

/** "Begun, 9 answers, finished": what of an attempt is not delivered yet. */
function sayParts(lines: readonly Waiting[]): string {
  const count = (kind: Waiting['kind']) => lines.filter((line) => line.kind === kind).length;
  const answers = count('training.attempt.answered');
  return h('phone.parts', {
    begun: count('training.attempt.started') > 0 ? 'yes' : 'no',
    answers,
    finished: count('training.attempt.finished') > 0 ? 'yes' : 'no',
  });
}

/** The parts of a record that have a name a person knows. */
const PARTS = ['name', 'placement.startsOn', 'endsOn', 'text', 'met', 'note'] as const;

function partOf(where: string | undefined): (typeof PARTS)[number] | undefined {
  return PARTS.find((part) => where === `body.${part}`);
}

type Shown = { group: WaitingGroup; named: Named; cabinet: Cabinet };

function Group({ group, named, cabinet, isGone, delivery }: Shown & { isGone?: boolean; delivery?: Delivery | undefined }) {
  const { first, lines } = group;
  const isAttempt = group.key === first.about && first.state !== 'needsYou';
  const part = partOf(first.refusal?.where);
  const needsYou = !isGone && first.state === 'needsYou';
  return (
    <li>
      <Card tone={needsYou ? 'danger' : 'plain'}>
        <Stack gap="s">
          <strong>{isAttempt ? sayName(named) : h(`kind.${first.kind}`, { name: sayName(named) })}</strong>
          {isAttempt && <span>{sayParts(lines)}</span>}
          <span class={look.state}>
            {!isGone && <StateWord state={first.state} says={sayDelivery({ state: first.state, ...(first.refusal ? { refusal: first.refusal.kind } : {}) })} />}
            {delivery && <StateWord state={delivery.state} says={sayDelivery(delivery)} />}
          </span>
          {part && needsYou && <span>{h('phone.where', { part: h(`correct.${part}`) })}</span>}
          <small>{h('phone.since', { moment: formatMoment(first.savedAt) })}</small>
          {needsYou && <RefusedActs line={first} cabinet={cabinet} />}
        </Stack>
      </Card>
    </li>
  );
}

/** No longer waiting. Delivered, it says so where it stands; let go of, it is simply gone. */
function Settled({ group, named, cabinet }: Shown) {
  const { factId } = group.first;
  const delivery = useWatched<Delivery>((tell) => cabinet.watchDelivery(factId, tell), [cabinet, factId]);
  if (delivery && delivery.state !== 'delivered') return null;
  return <Group group={group} named={named} cabinet={cabinet} isGone delivery={delivery} />;
}

type Props = { lines: readonly Waiting[]; cabinet: Cabinet; record: PersonRecord | null; catalogue: Catalogue | null };

/** What is delivered while one looks stays on the list until one leaves: it is news, and nothing moves under a thumb. */
export function WaitingList({ lines, cabinet, record, catalogue }: Props) {
  const seen = useRef(new Map<string, WaitingGroup>()).current;
  const open = new Map(groupWaiting(lines).map((group) => [group.key, group]));
  for (const [key, group] of open) if (!seen.has(key)) seen.set(key, group);
  return (
    <ul class={`plain-list ${look.list}`}>
      {[...seen.values()].map((group) => {
        const shown = { group: open.get(group.key) ?? group, named: namesOf(group.first, record, catalogue), cabinet };
        return open.has(group.key) ? <Group key={group.key} {...shown} /> : <Settled key={group.key} {...shown} />;
      })}
    </ul>
  );
}
