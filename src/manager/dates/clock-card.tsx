import type { ComponentChildren } from 'preact';
import type { Clock } from '../../shared/people/clocks.ts';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Stack } from '../../ui/stack.tsx';
import { StandingMark } from '../../ui/standing-mark.tsx';
import { c } from '../../words/clocks.ts';
import { formatDay } from '../../words/dates.ts';
import type { NameOf } from './clock-words.ts';
import { clockSays, clockShape, clockTitle, reasonsOf } from './clock-words.ts';
import styles from './clock-card.module.css';

function Qualification({ clock }: { clock: Clock }) {
  const held = clock.qualification;
  if (!held) return null;
  if (held.state === 'notEnrolled') return <p>{c('diploma.notEnrolled')}</p>;
  const on = held.on === null ? '' : formatDay(held.on);
  return (
    <div>
      {held.state === 'enrolled' ? (
        <>
          <p>
            {c('diploma.enrolled')} {held.percent !== null && c('diploma.percent', { percent: held.percent, gone: held.percentGone })}{' '}
            {held.expectedOn !== null && c('diploma.expected', { day: formatDay(held.expectedOn) })}
          </p>
          {held.pace === 'unknown' ? <p>{c('pace.unknown')}</p> : <StandingMark word={held.pace === 'behind' ? 'dueSoon' : 'current'} says={c(`pace.${held.pace ?? 'onPace'}`)} />}
          <p class={styles.soft}>{c('diploma.asOf', { day: on })}</p>
        </>
      ) : (
        <p>{c(`diploma.${held.state}`, { day: on })}</p>
      )}
      {held.title !== '' && <p class={styles.soft}>{c('diploma.title', { title: held.title })}</p>}
      {held.state === 'equivalent' && <p class={styles.soft}>{c('diploma.considered', { text: held.rationale })}</p>}
    </div>
  );
}

function Deferral({ clock, personName }: { clock: Clock; personName: NameOf }) {
  const { deferral } = clock;
  if (!deferral) return null;
  return (
    <div>
      <p>{c(`deferral.${deferral.reason}`)}</p>
      {deferral.isReviewDue ? (
        <StandingMark word="expired" says={c('deferral.reviewDue', { day: formatDay(deferral.reviewOn) })} />
      ) : (
        <p>{c('deferral.reviewOn', { day: formatDay(deferral.reviewOn) })}</p>
      )}
      <p class={styles.soft}>{c('deferral.rationale', { text: deferral.rationale })}</p>
      <p class={styles.soft}>{c('deferral.decided', { day: formatDay(deferral.decidedOn), name: personName(deferral.author) ?? c('deferral.someone') })}</p>
      {deferral.reviews.map((review) => (
        <p key={review.on} class={styles.soft}>
          {c('deferral.reviewed', { day: formatDay(review.on), text: review.rationale })}
        </p>
      ))}
    </div>
  );
}

type ClockCardProps = {
  clock: Clock;
  /** Named where the card stands among other people's. */
  person?: { name: string; href: string };
  homeName: string | null;
  placeName: NameOf;
  personName: NameOf;
  isAgency: boolean;
  children?: ComponentChildren;
};

/** One date of one person: where it stands by shape and word, and why it is this one. */
export function ClockCard({ clock, person, homeName, placeName, personName, isAgency, children }: ClockCardProps) {
  const title = clockTitle(clock, homeName);
  const isRunning = ['onTime', 'warn', 'deferred'].includes(clock.state);
  return (
    <Card>
      <Stack gap="s">
        <div class={styles.head}>
          <h2 class={styles.title}>
            {person ? (
              <>
                <a class={styles.link} href={person.href}>
                  {person.name}
                </a>
                <span class={styles.what}>{title}</span>
              </>
            ) : (
              title
            )}
          </h2>
          <span class={styles.stand}>
            <StandingMark word={clockShape(clock)} says={clockSays(clock)} />
            {isRunning && <span class={styles.soft}>{c('state.left', { count: clock.daysLeft })}</span>}
          </span>
        </div>
        {clock.state === 'notRecorded' && <p>{c('notRecorded.says')}</p>}
        <Qualification clock={clock} />
        <Deferral clock={clock} personName={personName} />
        <Disclosure
          summary={
            <>
              {c('why')}
              <span class="visually-hidden">
                {' '}
                {title}
                {person && `, ${person.name}`}
              </span>
            </>
          }
        >
          <ul class={styles.reasons}>
            {reasonsOf(clock, placeName, isAgency).map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Disclosure>
        {children}
      </Stack>
    </Card>
  );
}
