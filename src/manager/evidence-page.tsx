import { useState } from 'preact/hooks';
import { londonDay } from '../shared/basics/day.ts';
import type { Catalogue, CourseCard } from '../shared/training/catalogue.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { isPlacementOpen } from '../shared/training/requirement.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Card } from '../ui/card.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { StandingMark } from '../ui/standing-mark.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { formatDay } from '../words/dates.ts';
import { w } from '../words/manager.ts';
import { w as ruleWords } from '../words/rules.ts';
import { EvidenceTimeline } from './evidence-timeline.tsx';
import { useHomesLed } from './home-choice.ts';
import { KnownAsOf } from './known-as-of.tsx';
import { cellsFor } from './matrix.ts';
import { HOME_PATH, personPath } from './paths.ts';
import { ImportedPart } from './rules/imported-part.tsx';
import { TakeBack } from './rules/take-back.tsx';
import { useNames } from './rules/use-names.ts';
import { useRules } from './rules/use-rules.ts';
import { WaiverPart } from './rules/waiver-part.tsx';
import { SignOffForm } from './sign-off-form.tsx';
import { standingReasons, standingShape, standingWord } from './standing-words.ts';
import { timelineOf } from './timeline.ts';

export type EvidencePageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; personId: string; courseId: string };

/** Everything one certificate rests on, for one person and one course. */
export function EvidencePage({ cabinet, who, personId, courseId }: EvidencePageProps) {
  const person = useWatched<PersonRecord | null>((tell) => cabinet.watchPerson(personId, tell), [cabinet, personId]);
  const catalogue = useWatched<Catalogue | null>((tell) => cabinet.watchCatalogue(tell), [cabinet]);
  const card = catalogue?.courses.find((entry) => entry.id === courseId);
  if (person === undefined || catalogue === undefined) {
    return (
      <Page title={w('evidence.standing')} back={{ href: HOME_PATH, label: w('back.matrix') }}>
        <Skeleton height="40rem" />
      </Page>
    );
  }
  if (person === null || !catalogue || !card) {
    const missing = person === null ? 'person.missing' : 'evidence.missing';
    return (
      <Page title={w(`${missing}.title`)} back={{ href: HOME_PATH, label: w('back.matrix') }}>
        <p>{w(missing)}</p>
      </Page>
    );
  }
  return (
    <Page
      title={card.title}
      lead={
        <>
          {person.name}
          <KnownAsOf cabinet={cabinet} />
        </>
      }
      back={{ href: personPath(personId), label: w('back.person', { name: person.name }) }}
    >
      <Evidence cabinet={cabinet} who={who} person={person} card={card} catalogue={catalogue} />
    </Page>
  );
}

type EvidenceProps = { cabinet: Cabinet; who: SignedIn; person: PersonRecord; card: CourseCard; catalogue: Catalogue };

function Evidence({ cabinet, who, person, card, catalogue }: EvidenceProps) {
  const today = londonDay(cabinet.now());
  const rules = useRules(
    cabinet,
    person.placements.filter((placement) => isPlacementOpen(placement, today)).map((placement) => placement.placeId),
    catalogue,
    today,
  );
  const cell = cellsFor(person, catalogue, today, rules).find((entry) => entry.card.id === card.id);
  // As it was on opening: signing must not fold the form away under the one who signs.
  const [wasAwaiting] = useState(cell?.standing.word === 'awaitingSignOff');
  const nameOf = useNames(cabinet, who);
  const led = useHomesLed(cabinet, who);
  if (!cell) return null;
  const { standing } = cell;
  const isMe = person.personId === who.personId;
  const homes = led.filter((home) => person.placements.some((placement) => placement.placeId === home.placeId && isPlacementOpen(placement, today)));
  const mayDecide = !isMe && homes.some((home) => home.isManager);
  const months = rules ? rules.renewalMonths(card.id) : card.renewalMonths;
  const happenings = timelineOf(person, new Set([card.id, ...(cell.due?.requirement.or ?? [])]));
  const form = <SignOffForm cabinet={cabinet} who={who} person={person} card={card} />;
  return (
    <Stack gap="l">
      <Card>
        <Stack gap="s">
          <h2>{w('evidence.standing')}</h2>
          <div>
            <StandingMark word={standingShape(standing)} says={standingWord(standing)} />
          </div>
          {standingReasons(standing).map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
          {standing.dueOn !== null && standing.expiresOn === null && standing.word !== 'current' && <p>{w('evidence.due', { day: formatDay(standing.dueOn) })}</p>}
          {standing.expiresOn !== null && <p>{w('evidence.expires', { day: formatDay(standing.expiresOn) })}</p>}
          <p>{w('evidence.renewal', { count: months ?? 0 })}</p>
          {standing.hasDisagreement && <p>{ruleWords('disagreed')}</p>}
        </Stack>
      </Card>
      <ImportedPart cabinet={cabinet} person={person} card={card} isMe={isMe} mayLook={homes.length > 0} />
      <WaiverPart cabinet={cabinet} person={person} card={card} mayDecide={mayDecide} nameOf={nameOf} />
      {card.practical &&
        (wasAwaiting ? (
          <Stack gap="s">
            <h2>{w('signOff.title')}</h2>
            {form}
          </Stack>
        ) : (
          <Disclosure summary={w('signOff.title')}>{form}</Disclosure>
        ))}
      <Stack gap="m">
        <h2>{w('timeline.title')}</h2>
        <EvidenceTimeline cabinet={cabinet} who={who} happenings={happenings} catalogue={catalogue} courseId={card.id} />
      </Stack>
      <TakeBack cabinet={cabinet} person={person} card={card} mayDecide={mayDecide} nameOf={nameOf} />
    </Stack>
  );
}
