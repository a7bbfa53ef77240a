import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { Requirement } from '../../shared/training/requirement.ts';
import type { HomeRules } from '../../shared/training/rules-of.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/rules.ts';
import { s } from '../../words/state.ts';
import { IntervalForm } from './interval-form.tsx';
import type { CourseRule } from './rule-lines.ts';
import { courseRules } from './rule-lines.ts';
import look from './rules.module.css';

/** Why it is asked: the academy's pathway, a need, or the home itself. */
function whyOf(requirement: Requirement, catalogue: Catalogue): string {
  const { homeId, need, from, id, pathwayId } = requirement;
  if (homeId === undefined) return w('course.byPathway', { pathway: catalogue.pathways.find((pathway) => pathway.id === pathwayId)?.title ?? pathwayId });
  if (need && id.startsWith('need-')) return w('course.byNeed', { need: w(`need.${need}`) });
  return need ? w('course.byHomeNeed', { need: w(`need.${need}`) }) : w('course.byHome', { day: formatDay(from ?? '') });
}

function askedSays(requirement: Requirement, catalogue: Catalogue): string {
  const roles = requirement.roles.map((role) => s(`role.${role}`)).join(', ');
  return w('course.asked', { roles, within: w('course.within', { count: requirement.dueDays }), why: whyOf(requirement, catalogue) });
}

type CourseRulesProps = { cabinet: Cabinet; homeId: string; rules: HomeRules; catalogue: Catalogue; mayChange: boolean };

/** Each course that is asked for here, of whom and by when, and how often. */
export function CourseRules({ cabinet, homeId, rules, catalogue, mayChange }: CourseRulesProps) {
  const all = courseRules(rules, catalogue, homeId);
  const isOurs = (rule: CourseRule) => rule.own !== null || rule.asked.some((requirement) => requirement.homeId !== undefined);
  const rest = all.filter((rule) => rule.asked.length > 0 && !isOurs(rule));
  const card = (rule: CourseRule) => (
    <li key={rule.card.id}>
      <Card>
        <Stack gap="s">
          <h3>{rule.card.title}</h3>
          {rule.asked.length === 0 ? (
            <p class={look.soft}>{w('course.notAsked')}</p>
          ) : (
            <ul class={look.lines}>
              {rule.asked.map((requirement) => (
                <li key={requirement.id}>{askedSays(requirement, catalogue)}</li>
              ))}
            </ul>
          )}
          <p>
            {rule.own && <strong>{w('interval.own', { months: rule.own.months, day: formatDay(rule.own.from) })} </strong>}
            {w('interval.region', { months: rule.card.renewalMonths ?? 0 })}
          </p>
          {rule.own?.isClamped && <p>{w('interval.clamped', { asked: rule.own.asked, months: rule.own.months })}</p>}
          {mayChange && (
            <Disclosure summary={w('interval.change')}>
              <IntervalForm cabinet={cabinet} homeId={homeId} card={rule.card} own={rule.own} />
            </Disclosure>
          )}
        </Stack>
      </Card>
    </li>
  );
  return (
    <Stack gap="m">
      <h2>{w('courses.title')}</h2>
      <p>{w('courses.why')}</p>
      <ul class={`plain-list ${look.list}`}>{all.filter(isOurs).map(card)}</ul>
      {rest.length > 0 && (
        <Disclosure summary={w('courses.rest', { count: rest.length })}>
          <ul class={`plain-list ${look.list}`}>{rest.map(card)}</ul>
        </Disclosure>
      )}
    </Stack>
  );
}
