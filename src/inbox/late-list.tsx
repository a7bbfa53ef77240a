import type { Escalation } from '../shared/wire/sealed.ts';
import { Card } from '../ui/card.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/inbox.ts';
import type { Desk } from './desk.ts';
import { nameOf } from './desk.ts';
import styles from './queue.module.css';
import { sayWhen } from './when.ts';

type Group = { audience: string; what: Escalation['what']; count: number; since: string };

function grouped(escalations: readonly Escalation[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { audience, what, since } of escalations) {
    const key = `${audience}|${what}`;
    const known = groups.get(key);
    groups.set(key, { audience, what, count: (known?.count ?? 0) + 1, since: known && known.since < since ? known.since : since });
  }
  return [...groups.values()].sort((one, other) => one.since.localeCompare(other.since));
}

/**
 * Other teams' clocks that ran out: their views cannot be opened here, so a call to their readers is
 * what can be done. One's own late views stand first in the queue.
 */
export function LateList({ escalations, desk, now }: { escalations: readonly Escalation[]; desk: Desk; now: string }) {
  const groups = grouped(escalations.filter(({ audience }) => !desk.audiences.some(({ a }) => a === audience)));
  if (groups.length === 0) return null;
  const readers = (a: string) => [...new Set(desk.directory.devices.filter((device) => device.audiences.includes(a) && !device.revokedAt).map(({ name }) => name))].join(', ');
  const teams = [...new Set(groups.map(({ audience }) => audience))];
  return (
    <Card tone="danger">
      <Stack gap="s">
        <h2>{w('late.title')}</h2>
        <p>{w('late.lead')}</p>
        <ul class={`plain-list ${styles.list}`}>
          {teams.map((a) => (
            <li key={a}>
              <strong>{nameOf(desk.directory, a)}</strong>
              {groups
                .filter(({ audience }) => audience === a)
                .map(({ what, count, since }) => (
                  <p key={what}>{w(`late.${what}`, { count, when: sayWhen(since, now) })}</p>
                ))}
              <p>{w('late.ask', { names: readers(a) })}</p>
            </li>
          ))}
        </ul>
      </Stack>
    </Card>
  );
}
