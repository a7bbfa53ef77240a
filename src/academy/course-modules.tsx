import type { CourseCard } from '../shared/training/catalogue.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { Standing } from '../shared/training/standing.ts';
import { LinkButton } from '../ui/button.tsx';
import { CardLink } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { w } from '../words/academy.ts';
import { learn } from '../words/learning.ts';
import type { ModuleWord } from './course-progress.ts';
import { moduleWord } from './course-progress.ts';
import style from './rows.module.css';

const ICONS = { notStarted: 'dot', inProgress: 'half', passed: 'check', notPassed: 'cross' } as const;

type Props = { card: CourseCard; record: PersonRecord; standing: Standing; isKept: boolean };

/** Which part to open next, and what the button calls it. */
function nextOf(card: CourseCard, words: readonly ModuleWord[], standing: Standing): { moduleId: string; says: string } | null {
  const open = words.indexOf('inProgress');
  const index = open >= 0 ? open : words.findIndex((word) => word !== 'passed');
  const module = card.modules[index];
  if (module) {
    const isBegun = words.some((word) => word !== 'notStarted');
    return { moduleId: module.id, says: isBegun ? learn('course.continue', { module: module.title }) : learn('course.start') };
  }
  const first = card.modules[0];
  const mayRenew = standing.change?.changeClass !== 'material' && standing.expiresOn !== null && standing.word !== 'current' && standing.word !== 'awaitingSignOff';
  return first && mayRenew ? { moduleId: first.id, says: learn('course.renew') } : null;
}

export function CourseModules({ card, record, standing, isKept }: Props) {
  const words = card.modules.map((module) => moduleWord(record, card.id, module.id));
  const next = nextOf(card, words, standing);
  const hrefOf = (moduleId: string) => `/academy/courses/${card.id}/modules/${moduleId}`;
  return (
    <section class={style.section}>
      {isKept && next && (
        <LinkButton kind="primary" full href={hrefOf(next.moduleId)}>
          {next.says}
        </LinkButton>
      )}
      <h2>{learn('course.modules')}</h2>
      <p class={style.soft}>{learn('course.passMark', { passMark: card.passMark })}</p>
      <ol class={style.list}>
        {card.modules.map((module, index) => {
          const word = words[index] ?? 'notStarted';
          return (
            <li key={module.id}>
              <CardLink href={hrefOf(module.id)}>
                <span class={style.title}>{module.title}</span>
                <span class={style.facts}>
                  <span class={style.fact}>
                    <Icon name={ICONS[word]} />
                    {learn(`module.${word}`)}
                  </span>
                  <span>{learn(`module.kind.${module.kind}`)}</span>
                  <span>{w('minutes', { count: module.minutes })}</span>
                </span>
              </CardLink>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
