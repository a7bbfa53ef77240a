import { useState } from 'preact/hooks';
import { londonDay } from '../../shared/basics/day.ts';
import type { Authority } from '../../shared/practice/authority.ts';
import { LEADING_ROLES } from '../../shared/people/role.ts';
import type { Seen } from '../../shared/practice/observations.ts';
import { daysSeen, observationsOf } from '../../shared/practice/observations.ts';
import { readPassedOn } from '../../shared/practice/passed-on.ts';
import type { Prover } from '../../shared/practice/presence.ts';
import type { Catalogue, CourseCard } from '../../shared/training/catalogue.ts';
import type { Practical } from '../../shared/training/course.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { Bodies } from '../../shared/wire/kinds.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, DeviceKey, Signing } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ScanCode } from '../../ui/scan-code.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { formatDay } from '../../words/dates.ts';
import { h } from '../../words/hall.ts';
import { w as manage } from '../../words/manager.ts';
import { w } from '../../words/practice.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import { HOME_PATH } from '../paths.ts';
import styles from './assess-page.module.css';
import { ByHand } from './by-hand.tsx';
import { PassedCard } from './passed-card.tsx';
import type { OwnRight } from './right-line.tsx';
import { ownRight } from './right-line.tsx';
import type { Watching } from './watch-form.tsx';
import { WatchForm } from './watch-form.tsx';

type AssessProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; signing: Signing; deviceKey: DeviceKey | null; list: Authority | null; prover: Prover };

/** Those who lead come from their home; a named assessor from what stands under More. */
function backFrom(who: SignedIn): { href: string; label: string } {
  const leads = who.roles.some((held) => LEADING_ROLES.includes(held.role));
  return leads ? { href: HOME_PATH, label: manage('back.matrix') } : { href: '/more', label: h('more.title') };
}

/** The assessor's side of an observation: read, watch, sign, show, read. All of it without signal. */
export function AssessPage(props: AssessProps) {
  const { cabinet, deviceKey } = props;
  const catalogue = useWatched<Catalogue | null>((tell) => cabinet.watchCatalogue(tell), [cabinet]);
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchPeople(tell), [cabinet]);
  return (
    <Page title={w('assess.title')} lead={w('assess.lead')} back={backFrom(props.who)}>
      {catalogue === undefined || people === undefined ? (
        <Skeleton height="24rem" />
      ) : deviceKey === null ? (
        <Notice tone="warn" title={w('sign.cannot.title')}>
          <p>{w('sign.cannot')}</p>
          <p>{w('sign.cannot.lead')}</p>
        </Notice>
      ) : (
        <Exchange {...props} catalogue={catalogue} people={people} />
      )}
    </Page>
  );
}

type Step =
  | { is: 'start' }
  | { is: 'watch'; watching: Watching; card: CourseCard; practical: Practical; right: Extract<OwnRight, { is: 'yes' }> }
  | { is: 'passed'; body: Bodies['training.practice.observed']; name: string };

function Exchange({ cabinet, who, signing, list, prover, catalogue, people }: AssessProps & { catalogue: Catalogue | null; people: PersonRecord[] }) {
  const [step, setStep] = useState<Step>({ is: 'start' });
  const [wrong, setWrong] = useState<string>(w('assess.wrong'));
  const [noRight, setNoRight] = useState<string | null>(null);
  const today = londonDay(cabinet.now());
  const cards = catalogue?.courses.filter((card) => card.practical) ?? [];
  const recordOf = (personId: string) => people.find((entry) => entry.personId === personId);
  const nameOf = (personId: string) => recordOf(personId)?.name || list?.people.find((entry) => entry.personId === personId)?.name || w('list.somebody');
  const mine = people.flatMap((record) => observationsOf(record).filter(({ half }) => half?.owner === who.personId));

  /** Who was watched today in this course already, as far as this phone knows. */
  const isToday = ({ personId, courseId }: Watching) => daysSeen(recordOf(personId) ?? { signOffs: [], told: [] }, courseId, 'likely').includes(today);
  /** Opens the checklist. What speaks against it comes back as words. */
  const begin = (watching: Watching): string | null => {
    const card = cards.find((entry) => entry.id === watching.courseId && entry.practical?.id === watching.practicalId);
    setNoRight(null);
    if (watching.personId === who.personId) return w('assess.self');
    if (!card?.practical) return w('assess.noCourse');
    if (watching.on !== today) return w('assess.otherDay');
    if (isToday(watching)) return w('assess.today', { name: watching.name });
    const right = ownRight(who, list, watching.personId, watching.courseId, today);
    if (right.is === 'yes') setStep({ is: 'watch', watching, card, practical: card.practical, right });
    else setNoRight(right.on === null ? w('assess.noList') : w('assess.noRight', { day: formatDay(right.on) }));
    return null;
  };
  const take = (text: string): boolean => {
    const passed = readPassedOn(text);
    const answered = passed?.is === 'answer' ? mine.find((entry) => entry.observationId === passed.observationId) : undefined;
    const against = passed?.is === 'task' ? begin(passed) : answered ? null : w('assess.wrong');
    if (against !== null) setWrong(against);
    if (answered?.half) setStep({ is: 'passed', body: answered.half.body, name: nameOf(answered.observation.personId) });
    return against === null;
  };

  if (step.is === 'watch') {
    return (
      <WatchForm {...{ cabinet, who, signing, prover, today, ...step }} onSigned={(body, name) => setStep({ is: 'passed', body, name })} onLeave={() => setStep({ is: 'start' })} />
    );
  }
  if (step.is === 'passed') {
    const { observationId } = step.body.observation;
    const carer = mine.find((entry) => entry.observationId === observationId)?.whole?.body.carer ?? null;
    return <PassedCard key={observationId} {...{ cabinet, who, signing, carer, ...step }} onAnother={() => setStep({ is: 'start' })} />;
  }
  return (
    <Stack gap="l">
      <Card>
        <Stack gap="s">
          <h2>{w('assess.scan.title')}</h2>
          <p>{w('assess.scan')}</p>
          {noRight !== null && (
            <Notice tone="warn" title={w('assess.noRight.title')} role="alert">
              <p>{noRight}</p>
            </Notice>
          )}
          <ScanCode onText={take} wrong={wrong}>
            <ByHand signing={signing} list={list} cards={cards} today={today} onTask={begin} />
          </ScanCode>
        </Stack>
      </Card>
      <MineList cabinet={cabinet} mine={mine} cards={cards} nameOf={nameOf} onShow={(body, name) => setStep({ is: 'passed', body, name })} />
    </Stack>
  );
}

type MineProps = {
  cabinet: Cabinet;
  mine: readonly Seen[];
  cards: readonly CourseCard[];
  nameOf: (personId: string) => string;
  onShow: (body: Bodies['training.practice.observed'], name: string) => void;
};

/** What this person observed, newest first, and what each still waits for. */
function MineList({ cabinet, mine, cards, nameOf, onShow }: MineProps) {
  if (mine.length === 0) return null;
  return (
    <Stack gap="s">
      <h2>{w('list.title')}</h2>
      <ul class={`plain-list ${styles.list}`}>
        {mine.map(({ observationId, observation, half, whole }) => {
          const name = nameOf(observation.personId);
          return (
            <li key={observationId}>
              <Card>
                <Stack gap="s">
                  <p>{w('list.of', { day: formatDay(observation.on), name })}</p>
                  <p>{cards.find((card) => card.id === observation.courseId)?.title ?? observation.courseId}</p>
                  <p>
                    <strong>{whole ? w(!whole.body.carer.agrees ? 'list.disagreed' : observation.met ? 'list.agreed' : 'list.notYet') : w('list.waitsThem', { name })}</strong>
                  </p>
                  <DeliveryWord cabinet={cabinet} about={observationId} />
                  {!whole && half && (
                    <Button kind="quiet" onClick={() => onShow(half.body, name)}>
                      {w('list.show')}
                    </Button>
                  )}
                </Stack>
              </Card>
            </li>
          );
        })}
      </ul>
    </Stack>
  );
}
