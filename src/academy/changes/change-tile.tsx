import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Stack } from '../../ui/stack.tsx';
import { c } from '../../words/changes.ts';
import { formatDay } from '../../words/dates.ts';
import style from '../rows.module.css';
import type { ChangeLine } from './change-lines.ts';

/** One course that has a newer version than the one this person learnt, in the academy's own words. */
export function ChangeTile({ line, heading: Heading }: { line: ChangeLine; heading: 'h2' | 'h3' }) {
  const { card, says, minutes, by, isLate, isBegun, moduleId } = line;
  return (
    <Card tone={isLate ? 'danger' : by === null ? 'info' : 'warn'}>
      <Stack gap="s">
        <Heading class={style.title}>{c('tile.title', { course: card.title })}</Heading>
        {says.map((text) => (
          <p key={text} class={style.plain} dir="auto">
            {text}
          </p>
        ))}
        <p class={style.facts}>
          <span class={style.fact}>
            <Icon name="clock" />
            {c('tile.minutes', { count: minutes })}
          </span>
          <span>{by === null ? c('tile.stays') : c(isLate ? 'tile.since' : 'tile.by', { day: formatDay(by) })}</span>
        </p>
        <LinkButton kind={by === null ? 'quiet' : 'primary'} full href={`/academy/courses/${card.id}/modules/${moduleId}`}>
          {c(isBegun ? 'tile.continue' : 'tile.read')}
        </LinkButton>
      </Stack>
    </Card>
  );
}
