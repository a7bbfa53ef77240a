import type { CourseCard } from '../shared/training/catalogue.ts';
import type { Course } from '../shared/training/course.ts';
import type { Source } from '../shared/training/source.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { learn } from '../words/learning.ts';
import style from './rows.module.css';

function sourcesOf(course: Course, sources: readonly Source[]): Source[] {
  const cited = new Set(course.facts.flatMap((fact) => fact.cites.map((cite) => cite.source)));
  return sources.filter((source) => cited.has(source.id));
}

/** What the course is for, how long it counts, and what it rests on. */
export function CourseAbout({ card, course, sources }: { card: CourseCard; course: Course | null; sources: readonly Source[] }) {
  const isPractice = course ? course.renewal.basis === 'commonPractice' : card.renewalUnconfirmed !== undefined;
  return (
    <section class={style.section}>
      <h2>{learn('course.about')}</h2>
      {course && (
        <>
          <p class={style.plain}>{learn('course.outcomes')}</p>
          <ul>
            {course.outcomes.map((outcome) => (
              <li key={outcome}>{outcome}</li>
            ))}
          </ul>
        </>
      )}
      <p class={style.plain}>{card.renewalMonths === null ? learn('course.once') : learn('course.renewal', { months: card.renewalMonths })}</p>
      {isPractice && (
        <p class={style.soft}>
          <strong>{learn('course.practice')}</strong> {card.renewalUnconfirmed}
        </p>
      )}
      <p class={style.soft}>{learn('course.version', { version: card.version })}</p>
      {course && (
        <Disclosure summary={learn('course.sources')}>
          <ul>
            {sourcesOf(course, sources).map((source) => (
              <li key={source.id}>
                {source.url ? (
                  <a href={source.url} rel="noopener noreferrer" target="_blank">
                    {source.title}
                  </a>
                ) : (
                  source.title
                )}
                {learn('course.edition', { edition: source.edition, licence: source.licence })}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}
