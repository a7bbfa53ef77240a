import type { DiplomaClock } from '../shared/training/passport/passport.ts';
import { homeCodeOf } from '../shared/training/passport/passport.ts';
import type { HeldCourse, Said } from '../shared/training/passport/read.ts';
import { coursesIn } from '../shared/training/passport/read.ts';
import { Stack } from '../ui/stack.tsx';
import { formatDay, formatMoment } from '../words/dates.ts';
import { w } from '../words/passport.ts';
import styles from './passport-contents.module.css';

function diplomaSays({ state, on, by }: DiplomaClock): string[] {
  const word = w(`diploma.${state}`);
  const isDone = state === 'held' || state === 'equivalent';
  return [
    on !== null && state !== 'unknown' ? w('diploma.on', { state: word, day: formatDay(on) }) : word,
    // Whether moving home restarts the date is not settled: a person must confirm (training reference, section 14).
    ...(isDone || by === null ? [] : [w('diploma.by', { day: formatDay(by) }), w('diploma.byUnsure')]),
  ];
}

/** What a passport says, for whoever carries it and whoever checks it. */
export function PassportContents({ passport, catalogue, today, homes }: Said) {
  const { counts, over } = coursesIn(passport, today);
  const titleOf = ({ courseId, code }: HeldCourse) => catalogue?.courses.find((card) => card.id === courseId)?.title ?? courseId ?? w('cert.unknown', { code });
  const isHere = ({ home }: HeldCourse) => home !== null && homes.some(({ placeId }) => homeCodeOf(placeId) === home);
  const homeSays = (entry: HeldCourse) => {
    const { home } = entry;
    if (home === null) return null;
    return isHere(entry) ? w('cert.here') : w('cert.home', { code: home.toString(16).padStart(6, '0').toUpperCase() });
  };
  const { from, isFirst } = passport.care;
  const careSays = from === null ? w('diploma.unknown') : isFirst ? formatDay(from) : w('says.careUnsure', { day: formatDay(from) });
  const facts: [string, string[]][] = [
    [w('says.name'), [passport.name]],
    [w('says.level3'), diplomaSays(passport.level3)],
    ...(passport.level5.state === 'unknown' && passport.level5.by === null ? [] : [[w('says.level5'), diplomaSays(passport.level5)] satisfies [string, string[]]]),
    [w('says.care'), [careSays]],
    [w('says.made'), [formatMoment(passport.issuedAt)]],
    [w('says.until'), [formatDay(passport.expiresOn)]],
  ];
  return (
    <Stack gap="m">
      <dl class={styles.facts}>
        {facts.map(([term, lines]) => (
          <div key={term}>
            <dt>{term}</dt>
            {lines.map((line) => (
              <dd key={line}>{line}</dd>
            ))}
          </div>
        ))}
      </dl>
      <h3>{w('cert.counts', { count: counts.length })}</h3>
      <ul class={styles.list}>
        {counts.map((entry) => (
          <li key={entry.code}>
            <span>{titleOf(entry)}</span>
            <span class={styles.soft}>
              {[
                w('cert.from', { day: formatDay(entry.on) }),
                entry.expiresOn === null ? w('cert.once') : w('cert.until', { day: formatDay(entry.expiresOn) }),
                ...(entry.isLocal && !isHere(entry) ? [w('cert.local')] : []),
                homeSays(entry) ?? [],
              ]
                .flat()
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {over.length > 0 && <h3>{w('cert.over', { count: over.length })}</h3>}
      {over.length > 0 && (
        <ul class={styles.list}>
          {over.map((entry) => (
            <li key={entry.code}>
              <span>{titleOf(entry)}</span>
              <span class={styles.over}>{w('cert.ended', { day: formatDay(entry.expiresOn ?? '') })}</span>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
