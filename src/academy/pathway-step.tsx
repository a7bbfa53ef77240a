import type { Day } from '../shared/basics/day.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { HomeRules } from '../shared/training/rules-of.ts';
import type { Step } from '../shared/training/pathway.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { standingFor } from '../shared/training/person-record.ts';
import { Card, CardLink } from '../ui/card.tsx';
import { w } from '../words/academy.ts';
import { dueFor } from './due-lines.ts';
import style from './rows.module.css';
import { StandingLine } from './standing-line.tsx';

type Props = { step: Step; record: PersonRecord; catalogue: Catalogue; today: Day; rules?: HomeRules };

/** A course to take, or something that is arranged elsewhere and only said here. */
export function PathwayStep({ step, record, catalogue, today, rules }: Props) {
  if (step.kind === 'outside') {
    return (
      <li>
        <Card>
          <span class={style.title}>{step.title}</span>
          <p class={style.plain}>{step.note}</p>
          <p class={style.soft}>{w('pathway.outside')}</p>
        </Card>
      </li>
    );
  }
  const card = catalogue.courses.find((entry) => entry.id === step.course);
  if (!card) return null;
  const standing = standingFor(record, card, dueFor(record, catalogue, card.id, today, rules), today, rules);
  return (
    <li>
      <CardLink href={`/academy/courses/${card.id}`}>
        <span class={style.title}>{card.title}</span>
        <StandingLine standing={standing} />
        <span class={style.facts}>
          <span>{w('minutes', { count: card.minutes })}</span>
          <span>{w('pathway.dueDays', { days: step.dueDays })}</span>
        </span>
      </CardLink>
    </li>
  );
}
