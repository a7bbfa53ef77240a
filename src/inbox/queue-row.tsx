import { CardLink } from '../ui/card.tsx';
import { StateWord } from '../ui/state-word.tsx';
import { w } from '../words/inbox.ts';
import type { Desk } from './desk.ts';
import { nameOf } from './desk.ts';
import look from './queue.module.css';
import type { Row } from './rows.ts';
import { sayWhen } from './when.ts';

type Chip = { says: string; tone: 'danger' | 'warn' | 'info' | 'plain' };

function chipsOf({ thread, isFlagged, isWorry, isNew }: Row): Chip[] {
  if (thread.isGone) return thread.duty === 'open' ? [{ says: w('chip.duty'), tone: 'danger' }] : [];
  const chips: Chip[] = [];
  if (isFlagged) chips.push({ says: w('chip.hurt'), tone: 'danger' });
  if (isWorry) chips.push({ says: w('chip.worry'), tone: 'warn' });
  if (thread.duty === 'open') chips.push({ says: w('chip.duty'), tone: 'danger' });
  if (isNew) chips.push({ says: w('chip.new'), tone: 'info' });
  else if (thread.due?.what === 'open') chips.push({ says: w('chip.added'), tone: 'info' });
  if (thread.due?.what === 'reply') chips.push({ says: w('chip.reply'), tone: 'info' });
  if (thread.state === 'closed') chips.push({ says: w('chip.closed'), tone: 'plain' });
  return chips;
}

/** What must happen by when, in words. */
export function dueWords({ thread, isLate }: Pick<Row, 'thread' | 'isLate'>, now: string): string {
  if (thread.isGone && thread.due === null) return w('row.gone');
  if (!thread.due) return w('row.nothing');
  return w(`due.${thread.due.what}${isLate ? '.late' : ''}`, { when: sayWhen(thread.due.at, now) });
}

/** One view, as far as it can be known without opening it. */
export function QueueRow({ row, desk, now }: { row: Row; desk: Desk; now: string }) {
  const { thread } = row;
  return (
    <li>
      <CardLink href={`/inbox/${row.view}`}>
        <span class={look.row}>
          <strong class={row.isLate ? look.late : ''}>{dueWords(row, now)}</strong>
          <span class={look.chips}>
            {chipsOf(row).map(({ says, tone }) => (
              <span key={says} class={`${look.chip} ${look[tone]}`}>
                {says}
              </span>
            ))}
          </span>
          <span class={look.small}>
            {w('row.came', { when: sayWhen(thread.receivedAt, now) })} · <bdi>{nameOf(desk.directory, thread.audience)}</bdi>
          </span>
          {thread.share && <span class={look.small}>{w('row.shared')}</span>}
          {row.by.length > 0 && <span class={look.small}>{w('row.by', { names: row.by.join(', ') })}</span>}
          {thread.remindedAt && row.by.length === 0 && <span class={look.small}>{w('row.reminded', { when: sayWhen(thread.remindedAt, now) })}</span>}
          {row.refused > 0 ? (
            <StateWord state="needsYou" says={w('state.needsYou')} />
          ) : (
            row.waiting > 0 && <StateWord state="onThisPhone" says={w('state.onThisPhone', { count: row.waiting })} />
          )}
        </span>
      </CardLink>
    </li>
  );
}
