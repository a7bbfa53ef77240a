import type { Escalation } from '../shared/wire/sealed.ts';
import { Card } from '../ui/card.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/inbox.ts';
import type { Desk } from './desk.ts';
import { nameOf } from './desk.ts';
import { sayWhen } from './when.ts';

/**
 * Clocks that ran out. A reminder is for this audience’s second reader; an escalation may be about an
 * audience whose views cannot be opened here: then a call to its readers is what can be done.
 */
export function LateList({ escalations, desk, now }: { escalations: readonly Escalation[]; desk: Desk; now: string }) {
  if (escalations.length === 0) return null;
  const readers = (a: string) => [...new Set(desk.directory.devices.filter((device) => device.audiences.includes(a) && !device.revokedAt).map(({ name }) => name))].join(', ');
  const isOurs = (a: string) => desk.audiences.some((audience) => audience.a === a);
  return (
    <Card tone="danger">
      <Stack gap="s">
        <h2>{w('late.title')}</h2>
        <ul class="plain-list">
          <Stack gap="s">
            {escalations.map((late) => (
              <li key={`${late.view}${late.audience}${late.step}${late.what}`}>
                {isOurs(late.audience) ? (
                  <a href={`/inbox/${late.view}`}>{w(`late.${late.what}`, { team: nameOf(desk.directory, late.audience), when: sayWhen(late.since, now) })}</a>
                ) : (
                  <>
                    {w(`late.${late.what}`, { team: nameOf(desk.directory, late.audience), when: sayWhen(late.since, now) })} {w('late.ask', { names: readers(late.audience) })}
                  </>
                )}
              </li>
            ))}
          </Stack>
        </ul>
      </Stack>
    </Card>
  );
}
