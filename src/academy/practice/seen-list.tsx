import type { Authority } from '../../shared/practice/authority.ts';
import type { Seen } from '../../shared/practice/observations.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/practice.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import style from '../rows.module.css';

/** What this phone calls whoever signed; a name on a code is only what the code says. */
export function nameOf(list: Authority | null, personId: string, said?: string): string {
  return list?.assessors.find((entry) => entry.personId === personId)?.name || said || w('list.somebody');
}

function wordOf({ whole, observation }: Seen): string {
  if (!whole) return w('list.waitsYou');
  if (!whole.body.carer.agrees) return w('list.disagreed');
  return w(observation.met ? 'list.agreed' : 'list.notYet');
}

type ListProps = { cabinet: Cabinet; seen: readonly Seen[]; list: Authority | null; onRead: (seen: Seen) => void; onShow: (seen: Seen) => void };

/** Everything observed in one course, newest first, and what each still waits for. */
export function SeenList({ cabinet, seen, list, onRead, onShow }: ListProps) {
  return (
    <Stack gap="s">
      <h2>{w('list.title')}</h2>
      {seen.length === 0 && <p>{w('list.none')}</p>}
      <ul class={style.list}>
        {seen.map((entry) => {
          const name = nameOf(list, entry.observation.assessorId);
          return (
            <li key={entry.observationId}>
              <Card>
                <Stack gap="s">
                  <p>{w('list.by', { day: formatDay(entry.observation.on), name })}</p>
                  <p>
                    <strong>{wordOf(entry)}</strong>
                  </p>
                  {entry.whole?.body.carer.comment && <p dir="auto">{entry.whole.body.carer.comment}</p>}
                  {entry.provisional && entry.whole && (
                    <p>
                      {entry.whole.recordedAt === null
                        ? w('provisional.title')
                        : w(entry.whole.unconfirmed?.includes('assessor') ? 'provisional.keyAssessor' : 'provisional.keyCarer', { name })}
                    </p>
                  )}
                  {entry.whole ? (
                    <>
                      <DeliveryWord cabinet={cabinet} about={entry.observationId} />
                      {entry.whole.recordedAt === null && (
                        <Button kind="quiet" onClick={() => onShow(entry)}>
                          {w('list.show')}
                        </Button>
                      )}
                    </>
                  ) : (
                    <Button onClick={() => onRead(entry)}>{w('list.read')}</Button>
                  )}
                </Stack>
              </Card>
            </li>
          );
        })}
      </ul>
    </Stack>
  );
}
