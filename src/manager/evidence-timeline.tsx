import { spanOf } from '../shared/training/span.ts';
import type { ComponentChildren } from 'preact';
import type { Seen } from '../shared/practice/observations.ts';
import type { Score } from '../shared/training/attempt.ts';
import { percentOf } from '../shared/training/attempt.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { Claim } from '../shared/training/claimed-time.ts';
import type { AttemptRecord, CompletionRecord, PersonRecord, SignOffRecord } from '../shared/training/person-record.ts';
import type { Attachment } from '../shared/wire/attachment.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import type { IconName } from '../ui/icon.tsx';
import { Icon } from '../ui/icon.tsx';
import { Picture, PictureRow } from '../ui/picture.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/manager.ts';
import { w as practice } from '../words/practice.ts';
import { ClaimTimes } from './claim-times.tsx';
import { DeliveryWord } from './delivery-word.tsx';
import type { Happening } from './timeline.ts';
import styles from './evidence-timeline.module.css';

type Tone = 'good' | 'info' | 'plain';

function Point({ icon, tone, title, claim, children }: { icon: IconName; tone: Tone; title: string; claim: Claim; children: ComponentChildren }) {
  return (
    <li class={styles.point}>
      <span class={`${styles.sign} ${styles[tone]}`}>
        <Icon name={icon} />
      </span>
      <div class={styles.inside}>
        <h3 class={styles.title}>{title}</h3>
        {children}
        <ClaimTimes claim={claim} />
      </div>
    </li>
  );
}

function passedSays(score: Score): string {
  return w(score.passed ? 'activity.passed' : 'activity.failed');
}

function scoreSays(score: Score): string {
  if (score.of === 0) return w('attempts.readOnly', { passed: passedSays(score) });
  return w('attempts.score', { right: score.right, of: score.of, percent: percentOf(score), passed: passedSays(score) });
}

function differs(one: Score, other: Score): boolean {
  return one.right !== other.right || one.of !== other.of || one.passed !== other.passed;
}

function iconOf(finished: AttemptRecord['finished']): IconName {
  if (finished === null) return 'half';
  return finished.score.passed ? 'book' : 'cross';
}

/** Two scores are shown when phone and server disagree. */
function AttemptPoint({ attempt, title }: { attempt: AttemptRecord; title: string }) {
  const { finished } = attempt;
  const server = finished?.serverScore ?? null;
  return (
    <Point icon={iconOf(finished)} tone="plain" title={title} claim={finished ?? attempt.started}>
      <p>{finished ? scoreSays(finished.score) : w('attempts.open')}</p>
      {finished && server && differs(finished.score, server) && (
        <p>
          <strong>{w('attempts.serverScore', { right: server.right, of: server.of, percent: percentOf(server), passed: passedSays(server) })}</strong>
        </p>
      )}
      <p class={styles.soft}>{w('attempts.version', { version: attempt.courseVersion })}</p>
    </Point>
  );
}

function CompletionPoint({ completion, title }: { completion: CompletionRecord; title: string }) {
  return (
    <Point icon="check" tone="good" title={title} claim={completion}>
      <p class={styles.number}>{w('completions.number', { number: completion.completionId })}</p>
      <p class={styles.soft}>{w('attempts.version', { version: completion.courseVersion })}</p>
    </Point>
  );
}

/** The signer sees them from their own phone at once; others once they have arrived. */
function Photos({ cabinet, signOff, isMine }: { cabinet: Cabinet; signOff: { evidence: readonly Attachment[]; missing: readonly string[] }; isMine: boolean }) {
  const missing = isMine ? [] : signOff.missing;
  const here = signOff.evidence.filter(({ sha256 }) => !missing.includes(sha256));
  return (
    <>
      {here.length > 0 && (
        <PictureRow>
          {here.map(({ sha256 }, index) => (
            <li key={sha256}>
              <Picture
                src={`/attachments/${sha256}`}
                says={w('photo.evidence', { number: index + 1 })}
                lost={w('photo.lost')}
                find={async () => (isMine ? (await cabinet.attachments()).find(sha256) : null)}
              />
            </li>
          ))}
        </PictureRow>
      )}
      {missing.length > 0 && <p class={styles.soft}>{w('photo.missing', { count: missing.length })}</p>}
    </>
  );
}

function SignOffPoint({ cabinet, signOff, by, isMine }: { cabinet: Cabinet; signOff: SignOffRecord; by: string; isMine: boolean }) {
  return (
    <Point icon="pen" tone={signOff.met ? 'good' : 'info'} title={w(signOff.met ? 'signOffs.met' : 'signOffs.notYet')} claim={signOff}>
      <p>{w('signOffs.by', { name: by })}</p>
      {signOff.note !== '' && (
        <p dir="auto" class={styles.note}>
          {signOff.note}
        </p>
      )}
      {signOff.evidence.length > 0 && <Photos cabinet={cabinet} signOff={signOff} isMine={isMine} />}
      <DeliveryWord cabinet={cabinet} about={signOff.signOffId} />
    </Point>
  );
}

/** Seen by one, agreed or not by the other, each with their own phone's signature. */
function ObservationPoint({ cabinet, seen, claim, by, isMine }: { cabinet: Cabinet; seen: Seen; claim: Claim; by: string; isMine: boolean }) {
  const { observation, whole, provisional, missing } = seen;
  const { evidence } = observation;
  return (
    <Point icon="pen" tone={seen.counts ? 'good' : 'info'} title={w(observation.met ? 'signOffs.met' : 'signOffs.notYet')} claim={claim}>
      <p>{practice('timeline.title', { name: by })}</p>
      {observation.note !== '' && (
        <p dir="auto" class={styles.note}>
          {observation.note}
        </p>
      )}
      <p>{practice(!whole ? 'timeline.waits' : whole.body.carer.agrees ? 'timeline.agrees' : 'timeline.disagrees')}</p>
      {whole && whole.body.carer.comment !== '' && (
        <p dir="auto" class={styles.note}>
          {whole.body.carer.comment}
        </p>
      )}
      {provisional && <p class={styles.soft}>{practice('provisional.title')}</p>}
      {evidence.length > 0 && <Photos cabinet={cabinet} signOff={{ evidence, missing }} isMine={isMine} />}
      <DeliveryWord cabinet={cabinet} about={seen.observationId} />
    </Point>
  );
}

function partTitle(moduleId: string): string {
  return spanOf(moduleId) ? w('module.changed') : moduleId;
}

type TimelineProps = { cabinet: Cabinet; who: SignedIn; happenings: readonly Happening[]; catalogue: Catalogue; courseId: string };

/** What a standing rests on, newest first: what was done, by which clock, and in which version. */
export function EvidenceTimeline({ cabinet, who, happenings, catalogue, courseId }: TimelineProps) {
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchPeople(tell), [cabinet]);
  const nameOf = (personId: string) => (personId === who.personId ? who.name : people?.find((person) => person.personId === personId)?.name || w('activity.someone'));
  const cardOf = (id: string) => catalogue.courses.find((card) => card.id === id);
  const moduleTitle = (attempt: AttemptRecord) => cardOf(attempt.courseId)?.modules.find((module) => module.id === attempt.moduleId)?.title ?? partTitle(attempt.moduleId);
  const completedTitle = (id: string) => (id === courseId ? w('completions.title') : w('completions.other', { course: cardOf(id)?.title ?? id }));
  if (happenings.length === 0) return <p>{w('timeline.none')}</p>;
  return (
    <ol class={`plain-list ${styles.line}`}>
      {happenings.map((happening) => {
        switch (happening.kind) {
          case 'attempt':
            return <AttemptPoint key={happening.id} attempt={happening.attempt} title={moduleTitle(happening.attempt)} />;
          case 'completion':
            return <CompletionPoint key={happening.id} completion={happening.completion} title={completedTitle(happening.completion.courseId)} />;
          case 'observation': {
            const { assessorId } = happening.seen.observation;
            return (
              <ObservationPoint key={happening.id} cabinet={cabinet} seen={happening.seen} claim={happening.claim} by={nameOf(assessorId)} isMine={assessorId === who.personId} />
            );
          }
          default:
            return (
              <SignOffPoint key={happening.id} cabinet={cabinet} signOff={happening.signOff} by={nameOf(happening.signOff.by)} isMine={happening.signOff.by === who.personId} />
            );
        }
      })}
    </ol>
  );
}
