import type { Day } from '../shared/basics/day.ts';
import { addDays } from '../shared/basics/day.ts';
import { countedDay } from '../shared/training/claimed-time.ts';
import { daysSeen, observationsOf } from '../shared/practice/observations.ts';
import type { Practical } from '../shared/training/course.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { Attachment } from '../shared/wire/attachment.ts';
import type { Standing } from '../shared/training/standing.ts';
import { WINDOW_DAYS, coversShift } from '../shared/training/standing.ts';
import { LinkButton } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Picture, PictureRow } from '../ui/picture.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { w } from '../words/academy.ts';
import { learn } from '../words/learning.ts';
import { formatDay } from '../words/dates.ts';
import style from './rows.module.css';

type Props = { practical: Practical; record: PersonRecord; courseId: string; standing: Standing; today: Day };

/** Times that count now: once a day, and not older than the renewal window allows. */
function timesSeen(days: readonly Day[], times: number, standing: Standing, today: Day): number {
  if (coversShift(standing.word)) return times;
  if (standing.word === 'awaitingSignOff') return Math.max(0, times - standing.signOffsLeft);
  return Math.min(times, new Set(days.filter((day) => day >= addDays(today, -WINDOW_DAYS))).size);
}

/** Those that have arrived, and how many have not. */
function Photos({ evidence, missing }: { evidence: readonly Attachment[]; missing: readonly string[] }) {
  const here = evidence.filter(({ sha256 }) => !missing.includes(sha256));
  return (
    <>
      {here.length > 0 && (
        <PictureRow>
          {here.map(({ sha256 }, index) => (
            <li key={sha256}>
              <Picture src={`/attachments/${sha256}`} says={learn('practical.photo', { number: index + 1 })} lost={learn('practical.photoLost')} find={async () => null} />
            </li>
          ))}
        </PictureRow>
      )}
      {missing.length > 0 && <p class={style.soft}>{learn('practical.photosMissing', { count: missing.length })}</p>}
    </>
  );
}

/** Practice, which no screen can prove: a named person must see it. */
export function PracticalPart({ practical, record, courseId, standing, today }: Props) {
  const signed = record.signOffs.filter((entry) => entry.courseId === courseId);
  const observed = observationsOf(record, courseId);
  const seen = timesSeen(daysSeen(record, courseId, 'counting'), practical.times, standing, today);
  return (
    <section class={style.section}>
      <h2>{learn('practical.title')}</h2>
      <p class={style.plain}>{practical.title}</p>
      <ProgressBar value={seen} max={practical.times} label={learn('practical.seen', { seen, times: practical.times })} />
      <p class={style.soft}>{learn('practical.by')}</p>
      {standing.word !== 'current' && (
        <div>
          <LinkButton href={`/academy/practice/${encodeURIComponent(courseId)}`} kind="quiet">
            {learn('practical.ask')}
          </LinkButton>
        </div>
      )}
      {practical.unconfirmed && (
        <p class={style.soft}>
          <strong>{w('cites.unconfirmed')}</strong> {practical.unconfirmed}
        </p>
      )}
      <Disclosure summary={learn('practical.steps', { count: practical.steps.length })}>
        <ol>
          {practical.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Disclosure>
      {observed.length > 0 && (
        <ul class={style.list}>
          {observed.map(({ observationId, observation, whole, provisional, missing }) => (
            <li key={observationId}>
              <p class={style.plain}>{learn(observation.met ? 'practical.met' : 'practical.notYet', { day: formatDay(observation.on) })}</p>
              {observation.note && <p class={style.soft}>{observation.note}</p>}
              <Photos evidence={observation.evidence} missing={missing} />
              {!whole && <p class={style.soft}>{learn('practical.waitsYou')}</p>}
              {whole?.body.carer.agrees === false && <p class={style.soft}>{learn('practical.disagreed')}</p>}
              {provisional && <p class={style.soft}>{learn('practical.provisional')}</p>}
            </li>
          ))}
        </ul>
      )}
      {signed.length > 0 && (
        <ul class={style.list}>
          {signed.map((entry) => (
            <li key={entry.factId}>
              <p class={style.plain}>{learn(entry.met ? 'practical.met' : 'practical.notYet', { day: formatDay(countedDay(entry)) })}</p>
              {entry.note && <p class={style.soft}>{entry.note}</p>}
              <Photos evidence={entry.evidence} missing={entry.missing} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
