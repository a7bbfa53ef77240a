import { useEffect, useRef, useState } from 'preact/hooks';
import { percentOf } from '../shared/training/attempt.ts';
import { spanOf } from '../shared/training/span.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { KnownFact } from '../shared/wire/fact.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/manager.ts';
import { ClaimTimes } from './claim-times.tsx';
import { evidencePath } from './paths.ts';
import styles from './activity-list.module.css';

const SHOWN = 12;

type Names = { person: (personId: string) => string; course: (courseId: string) => string; module: (courseId: string, moduleId: string) => string };
type Line = { says: string; href: string };

function lineOf(fact: KnownFact, names: Names): Line | null {
  switch (fact.kind) {
    case 'training.attempt.finished': {
      const { courseId, moduleId, score } = fact.body;
      const values = { name: names.person(fact.owner), course: names.course(courseId), module: names.module(courseId, moduleId) };
      const passed = w(score.passed ? 'activity.passed' : 'activity.failed');
      return {
        says: score.of === 0 ? w('activity.read', values) : w('activity.finished', { ...values, percent: percentOf(score), passed }),
        href: evidencePath(fact.owner, courseId),
      };
    }
    case 'training.completion.recorded':
      return { says: w('activity.completed', { name: names.person(fact.owner), course: names.course(fact.body.courseId) }), href: evidencePath(fact.owner, fact.body.courseId) };
    case 'training.practice.signed': {
      const { personId, courseId, met } = fact.body;
      const values = { by: names.person(fact.owner), name: names.person(personId), course: names.course(courseId) };
      return { says: w(met ? 'activity.signed' : 'activity.notYet', values), href: evidencePath(personId, courseId) };
    }
    default:
      return null;
  }
}

function namesFrom(people: readonly PersonRecord[], catalogue: Catalogue | null, who: SignedIn): Names {
  const known = new Map(people.map((person) => [person.personId, person.name]));
  const card = (courseId: string) => catalogue?.courses.find((entry) => entry.id === courseId);
  return {
    person: (personId) => known.get(personId) || (personId === who.personId ? who.name : w('activity.someone')),
    course: (courseId) => card(courseId)?.title ?? courseId,
    module: (courseId, moduleId) => card(courseId)?.modules.find((entry) => entry.id === moduleId)?.title ?? (spanOf(moduleId) ? w('module.changed') : moduleId),
  };
}

type ActivityProps = { cabinet: Cabinet; homeId: string; who: SignedIn; people: readonly PersonRecord[]; catalogue: Catalogue | null };

/** What happened in the home, newest first. Only what arrives while the page is open is announced, once. */
export function ActivityList({ cabinet, homeId, who, people, catalogue }: ActivityProps) {
  const facts = useWatched<KnownFact[]>((tell) => cabinet.watchActivity(homeId, SHOWN, tell), [cabinet, homeId]);
  const [announced, setAnnounced] = useState('');
  const seen = useRef<{ homeId: string; ids: Set<string> } | null>(null);
  const [first, setFirst] = useState<{ homeId: string; ids: Set<string> } | null>(null);
  const names = namesFrom(people, catalogue, who);

  useEffect(() => {
    if (facts === undefined) return;
    const known = seen.current?.homeId === homeId ? seen.current.ids : null;
    if (known === null) setFirst({ homeId, ids: new Set(facts.map((fact) => fact.factId)) });
    const fresh = known === null ? undefined : facts.find((fact) => !known.has(fact.factId));
    const line = fresh && lineOf(fresh, names);
    if (line) setAnnounced(w('activity.new', { says: line.says }));
    seen.current = { homeId, ids: new Set([...(known ?? []), ...facts.map((fact) => fact.factId)]) };
  }, [facts, homeId]);

  const isNew = (fact: KnownFact) => first?.homeId === homeId && !first.ids.has(fact.factId);
  const lines = (facts ?? []).flatMap((fact) => {
    const line = lineOf(fact, names);
    return line === null ? [] : [{ ...line, fact }];
  });
  return (
    <section class={`${styles.activity} no-print`} aria-labelledby="activity">
      <h2 id="activity" class={styles.title}>
        {w('activity.title')}
      </h2>
      <p class="visually-hidden" role="status">
        {announced}
      </p>
      {facts === undefined && <Skeleton lines={6} />}
      {facts?.length === 0 && <p>{w('activity.none')}</p>}
      {lines.length > 0 && (
        <ul class="plain-list">
          {/* Places, not facts: news changes what stands in a place, and no place moves while somebody reads. */}
          {lines.map(({ says, href, fact }, place) => (
            <li key={`${place}`} class={`${styles.entry} ${isNew(fact) ? styles.fresh : ''}`}>
              <a class={styles.link} href={href}>
                {says}
              </a>
              <div class={styles.times}>
                <ClaimTimes claim={fact} />
                {isNew(fact) && <strong>{w('activity.fresh')}</strong>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
