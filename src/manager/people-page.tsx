import { daysBetween, londonDay } from '../shared/basics/day.ts';
import type { Catalogue } from '../shared/training/catalogue.ts';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { LinkButton } from '../ui/button.tsx';
import { CardLink } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { StandingMark } from '../ui/standing-mark.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/manager.ts';
import { s } from '../words/state.ts';
import { useHome } from './home-choice.ts';
import { HomePicker } from './home-picker.tsx';
import type { Cell } from './matrix.ts';
import { cellsFor, needsAttention, outOf, roleIn } from './matrix.ts';
import { HOME_PATH, INVITE_PATH, personPath } from './paths.ts';
import { useRules } from './rules/use-rules.ts';
import styles from './people-page.module.css';

/** The most pressing thing about one person, by shape and word. */
function PersonMark({ cells }: { cells: readonly Cell[] }) {
  const { learning, signOff } = outOf(cells);
  const soon = cells.filter((cell) => needsAttention(cell.standing)).length - learning - signOff;
  if (learning > 0) return <StandingMark word="expired" says={w('people.out', { count: learning })} />;
  if (signOff > 0) return <StandingMark word="awaitingSignOff" says={w('people.signOffs', { count: signOff })} />;
  if (soon > 0) return <StandingMark word="dueSoon" says={w('group.dueSoon', { count: soon })} />;
  return <StandingMark word="current" says={w('people.calm')} />;
}

export type PeoplePageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** Everyone who works in the home or starts soon. */
export function PeoplePage({ cabinet, who }: PeoplePageProps) {
  const choice = useHome(cabinet, who);
  const homeId = choice.home?.placeId ?? '';
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchHome(homeId, tell), [cabinet, homeId]);
  const catalogue = useWatched<Catalogue | null>((tell) => cabinet.watchCatalogue(tell), [cabinet]);
  const today = londonDay(cabinet.now());
  const rules = useRules(cabinet, [homeId], catalogue, today);
  const here = (people ?? []).flatMap((person) => {
    const role = roleIn(person, homeId, today);
    if (role === null) return [];
    const startsOn = person.placements.find((placement) => placement.placeId === homeId && placement.role === role)?.startsOn ?? today;
    return [{ person, role, startsIn: daysBetween(today, startsOn), cells: catalogue ? cellsFor(person, catalogue, today, rules) : null }];
  });
  here.sort((one, other) => one.person.name.localeCompare(other.person.name));
  return (
    <Page
      title={choice.home ? w('people.title', { home: choice.home.placeName }) : w('home.none.title')}
      lead={people === undefined ? '\u00a0' : w('people.lead', { count: here.length })}
      back={{ href: HOME_PATH, label: w('back.matrix') }}
    >
      <Stack gap="m">
        <HomePicker choice={choice} />
        {choice.home &&
          (choice.home.isManager ? (
            <div>
              <LinkButton href={INVITE_PATH}>{w('people.invite')}</LinkButton>
            </div>
          ) : (
            <p>{w('people.onlyManager')}</p>
          ))}
        {choice.home && people === undefined && <Skeleton height="30rem" />}
        <ul class={`plain-list ${styles.list}`}>
          {here.map(({ person, role, startsIn, cells }) => (
            <li key={person.personId}>
              <CardLink href={personPath(person.personId)}>
                <span class={styles.person}>
                  <span>
                    <strong>{person.name}</strong>
                    <span class={styles.line}>
                      {s(`role.${role}`)}
                      {startsIn > 0 && ` · ${w('person.notStartedYet', { count: startsIn })}`}
                    </span>
                  </span>
                  {cells && <PersonMark cells={cells} />}
                </span>
              </CardLink>
            </li>
          ))}
        </ul>
      </Stack>
    </Page>
  );
}
