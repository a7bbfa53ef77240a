import { useState } from 'preact/hooks';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import { countedMoment } from '../../shared/training/claimed-time.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import { Button } from '../../ui/button.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatDay, formatMoment } from '../../words/dates.ts';
import { w } from '../../words/rules.ts';
import { s } from '../../words/state.ts';
import { changesOf } from './rule-lines.ts';
import look from './rules.module.css';

const FIRST_LINES = 8;

type Change = ReturnType<typeof changesOf>[number];

/** What was changed, and the day it counts from. */
function changeSays(fact: Change, titleOf: (courseId: string) => string, told: readonly KnownFact[]): [what: string, when: string] {
  switch (fact.kind) {
    case 'home.needs.set': {
      const needs = fact.body.needs.map((need) => w(`need.${need}`)).join(', ');
      return [needs === '' ? w('history.needsNone') : w('history.needs', { needs }), w('history.counts', { day: formatDay(fact.body.from) })];
    }
    case 'home.interval.set': {
      const { courseId, months, from } = fact.body;
      const course = titleOf(courseId);
      return [months === null ? w('history.intervalReset', { course }) : w('history.interval', { course, months }), w('history.counts', { day: formatDay(from) })];
    }
    case 'home.requirement.added': {
      const { courseId, roles, from } = fact.body;
      return [w('history.added', { course: titleOf(courseId), roles: roles.map((role) => s(`role.${role}`)).join(', ') }), w('history.counts', { day: formatDay(from) })];
    }
    case 'home.requirement.ended': {
      const added = told.find((entry) => entry.kind === 'home.requirement.added' && entry.body.requirementId === fact.body.requirementId);
      const course = added?.kind === 'home.requirement.added' ? titleOf(added.body.courseId) : fact.body.requirementId;
      return [w('history.ended', { course }), w('history.endedOn', { day: formatDay(fact.body.endsOn) })];
    }
  }
}

type RuleHistoryProps = { told: readonly KnownFact[]; catalogue: Catalogue; nameOf: (personId: string) => string };

/** Every change of what the home asks, newest first, with its author. Nothing is ever taken out. */
export function RuleHistory({ told, catalogue, nameOf }: RuleHistoryProps) {
  const [isWhole, setWhole] = useState(false);
  const changes = changesOf(told);
  const titleOf = (courseId: string) => catalogue.courses.find((card) => card.id === courseId)?.title ?? courseId;
  return (
    <Stack gap="m">
      <h2>{w('history.title')}</h2>
      {changes.length === 0 && <p>{w('history.none')}</p>}
      <ol class={`plain-list ${look.list}`}>
        {changes.slice(0, isWhole ? undefined : FIRST_LINES).map((fact) => {
          const [what, when] = changeSays(fact, titleOf, told);
          return (
            <li key={fact.factId}>
              <span class={look.need}>{what}</span>
              <span class={look.soft}>
                {w('history.line', { name: nameOf(fact.owner), day: formatMoment(countedMoment(fact)) })}. {when}
              </span>
            </li>
          );
        })}
      </ol>
      {!isWhole && changes.length > FIRST_LINES && (
        <div>
          <Button kind="quiet" onClick={() => setWhole(true)}>
            {w('history.more')}
          </Button>
        </div>
      )}
    </Stack>
  );
}
