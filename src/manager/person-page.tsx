import { londonDay } from '../shared/basics/day.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { isPlacementOpen } from '../shared/training/requirement.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { LinkButton } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { Stack } from '../ui/stack.tsx';
import { StandingMark } from '../ui/standing-mark.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { formatDay } from '../words/dates.ts';
import { w } from '../words/manager.ts';
import { s } from '../words/state.ts';
import { PersonAway } from './about-person.tsx';
import { AccountForm } from './account-form.tsx';
import { LazyBrief } from './dates/lazy-brief.tsx';
import { DeliveryWord } from './delivery-word.tsx';
import { EndingForm } from './ending-form.tsx';
import { useHomesLed } from './home-choice.ts';
import { CourseRows } from './matrix-cards.tsx';
import { cellsFor, needsAttention } from './matrix.ts';
import { PassportPart } from './passport/person-part.tsx';
import { newLinkPath, PEOPLE_PATH } from './paths.ts';
import { NamingForm } from './practice/naming-form.tsx';
import { useRules } from './rules/use-rules.ts';

export type PersonPageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; personId: string };

/** One person: what they do here, what they hold, and what the manager can do about it. */
export function PersonPage({ cabinet, who, personId }: PersonPageProps) {
  const person = useWatched<PersonRecord | null>((tell) => cabinet.watchPerson(personId, tell), [cabinet, personId]);
  const catalogue = useWatched<Catalogue | null>((tell) => cabinet.watchCatalogue(tell), [cabinet]);
  const rules = useRules(
    cabinet,
    [...who.roles, ...(person?.placements ?? [])].map((held) => held.placeId),
    catalogue,
    londonDay(cabinet.now()),
  );
  const homes = useHomesLed(cabinet, who);
  const back = { href: PEOPLE_PATH, label: w('back.people') };
  if (!person || catalogue === undefined || (catalogue && !rules)) return <PersonAway person={person === null ? null : undefined} title={w('matrix.person')} back={back} />;
  const today = londonDay(cabinet.now());
  const managed = new Set(homes.filter((home) => home.isManager).map((home) => home.placeId));
  const nameOf = new Map(homes.map((home) => [home.placeId, home.placeName]));
  const open = person.placements.filter((placement) => isPlacementOpen(placement, today));
  const cells = catalogue ? cellsFor(person, catalogue, today, rules).filter((cell) => cell.standing.word !== 'notRequired') : [];
  const ending = open.find((placement) => managed.has(placement.placeId) && placement.role !== 'manager');
  // The rule asks that the manager may place every open placement; otherwise the region makes the link.
  const mayLink = personId === who.personId || (open.length > 0 && open.every((placement) => managed.has(placement.placeId) && placement.role !== 'manager'));
  const held = open.length > 0 ? open : person.placements.slice(-1);
  const mayClose = personId !== who.personId && held.length > 0 && held.every((placement) => managed.has(placement.placeId) && placement.role !== 'manager');
  const pressing = cells.filter((cell) => needsAttention(cell.standing));
  const rest = cells.filter((cell) => !needsAttention(cell.standing));
  return (
    <Page title={person.name} lead={open.map((placement) => s(`role.${placement.role}`)).join(' · ')} back={back}>
      <Stack gap="l">
        {catalogue === null ? (
          <p>{w('matrix.noCatalogue')}</p>
        ) : (
          <>
            <Stack gap="s">
              <h2>{w('person.attention')}</h2>
              {pressing.length > 0 ? (
                <CourseRows personId={personId} cells={pressing} />
              ) : (
                <p>
                  <StandingMark word="current" says={w('card.calm')} />
                </p>
              )}
            </Stack>
            <Stack gap="s">
              <h2>{w('person.courses')}</h2>
              {cells.length === 0 && <p>{w('person.noCourses')}</p>}
              {rest.length > 0 && <CourseRows personId={personId} cells={rest} />}
            </Stack>
          </>
        )}
        <LazyBrief cabinet={cabinet} person={person} />
        <Stack gap="s">
          <h2>{w('person.roles')}</h2>
          {person.placements.map((placement) => {
            const values = { role: s(`role.${placement.role}`), day: formatDay(placement.startsOn) };
            return (
              <Card key={placement.placementId}>
                <p>{placement.endsOn ? w('person.placementEnds', { ...values, last: formatDay(placement.endsOn) }) : w('person.placement', values)}</p>
                {nameOf.has(placement.placeId) && <p>{nameOf.get(placement.placeId)}</p>}
              </Card>
            );
          })}
          <DeliveryWord cabinet={cabinet} about={personId} />
        </Stack>
        {ending && personId !== who.personId && <NamingForm cabinet={cabinet} person={person} homeId={ending.placeId} catalogue={catalogue} />}
        {mayLink && (
          <div class="no-print">
            <Stack gap="s">
              <p>{w('person.newLinkWhy')}</p>
              <div>
                <LinkButton href={newLinkPath(personId)} kind="quiet">
                  {w('person.newLink')}
                </LinkButton>
              </div>
            </Stack>
          </div>
        )}
        <PassportPart cabinet={cabinet} person={person} mayWithdraw={personId !== who.personId && open.some((placement) => managed.has(placement.placeId))} />
        {mayClose && <AccountForm cabinet={cabinet} personId={personId} isClosed={person.isClosed === true} />}
        {ending && personId !== who.personId && <EndingForm key={ending.placementId} cabinet={cabinet} personId={personId} placement={ending} />}
      </Stack>
    </Page>
  );
}
