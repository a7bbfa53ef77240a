import { useState } from 'preact/hooks';
import { londonDay } from '../../shared/basics/day.ts';
import { base64url } from '../../shared/basics/base64url.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import { countedDay } from '../../shared/training/claimed-time.ts';
import type { Passport } from '../../shared/training/passport/passport.ts';
import { homeCodeOf } from '../../shared/training/passport/passport.ts';
import { coursesIn, coursesToAccept } from '../../shared/training/passport/read.ts';
import { isLocalCourse } from '../../shared/training/local-course.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { toldOf } from '../../shared/training/person-record.ts';
import { isPlacementOpen, requirementsFor } from '../../shared/training/requirement.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/stack.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/passport.ts';
import { s } from '../../words/state.ts';
import { DeliveryWord } from '../delivery-word.tsx';
import type { RecordFault } from '../fault-notice.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import type { Home } from '../home-choice.ts';
import { personPath } from '../paths.ts';

type Props = { cabinet: Cabinet; who: SignedIn; home: Home; passport: Passport; bytes: Uint8Array; catalogue: Catalogue | null };

/** What a new home takes over from a passport it has checked, and what is done anew in it. */
export function TakeOver({ cabinet, who, home, passport, bytes, catalogue }: Props) {
  const people = useWatched<PersonRecord[]>((tell) => cabinet.watchHome(home.placeId, tell), [cabinet, home.placeId]);
  if (people === undefined) return null;
  const person = people.find((entry) => entry.personId === passport.personId);
  if (passport.personId === who.personId) return <Notice tone="info">{w('over.self')}</Notice>;
  if (!person) {
    return (
      <Notice tone="info" title={w('over.notHere', { name: passport.name, home: home.placeName })}>
        <p>{w('over.notHereSays')}</p>
      </Notice>
    );
  }
  if (!home.isManager) return <Notice tone="info">{w('over.onlyManager')}</Notice>;
  return <TakeOverForm cabinet={cabinet} home={home} person={person} passport={passport} written={base64url(bytes)} catalogue={catalogue} />;
}

type FormProps = { cabinet: Cabinet; home: Home; person: PersonRecord; passport: Passport; written: string; catalogue: Catalogue | null };

function TakeOverForm({ cabinet, home, person, passport, written, catalogue }: FormProps) {
  const [isChecked, setChecked] = useState(false);
  const [tries, setTries] = useState(0);
  const [errors, setErrors] = useState<{ field: string; says: string }[]>([]);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const today = londonDay(cabinet.now());
  const courses = coursesToAccept(passport, today);
  const titleOf = (courseId: string) => catalogue?.courses.find((card) => card.id === courseId)?.title ?? courseId;
  const here = person.placements.filter((placement) => placement.placeId === home.placeId && isPlacementOpen(placement, today));
  const asked = requirementsFor(here, catalogue?.requirements ?? [], today).map((due) => due.requirement.courseId);
  const shown = coursesIn(passport, today).counts.flatMap(({ courseId, isLocal, home: code }) =>
    courseId !== null && isLocal ? [{ courseId, isHere: code !== null && code === homeCodeOf(home.placeId) }] : [],
  );
  const doneHere = new Set(shown.flatMap(({ courseId, isHere }) => (isHere ? [courseId] : [])));
  const local = [...new Set([...asked.filter(isLocalCourse), ...shown.map(({ courseId }) => courseId)])].filter((courseId) => !doneHere.has(courseId));
  const taken = toldOf(person, 'training.passport.accepted').find(({ body }) => body.passport === written && body.homeId === home.placeId);

  const takeOver = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    setErrors(isChecked ? [] : [{ field: 'who', says: w('over.unchecked') }]);
    setTries(tries + 1);
    if (!isChecked) return;
    setBusy(true);
    const acceptanceId = cabinet.newId();
    const body = { acceptanceId, personId: person.personId, homeId: home.placeId, passport: written, courses };
    const recorded = await cabinet.record([{ kind: 'training.passport.accepted', about: acceptanceId, body }]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
  };

  return (
    <Card>
      <Stack gap="m">
        <h2>{w('over.title')}</h2>
        <div>
          <h3>{w('over.travels', { count: courses.length })}</h3>
          {courses.length > 0 && <p>{w('over.travelsSays')}</p>}
        </div>
        <div>
          <h3>{w('over.local', { count: local.length })}</h3>
          {local.length > 0 && <p>{w('over.localSays')}</p>}
          <ul>
            {local.map((courseId) => (
              <li key={courseId}>{titleOf(courseId)}</li>
            ))}
          </ul>
        </div>
        <div role="status">
          {taken && (
            <Stack gap="s">
              <StateWord state="saved" says={s('saved')} />
              <p>{w('over.already', { day: formatDay(countedDay(taken)) })}</p>
              <DeliveryWord cabinet={cabinet} about={taken.about} />
            </Stack>
          )}
        </div>
        {taken && (
          <div>
            <LinkButton href={personPath(person.personId)}>{w('over.person', { name: person.name })}</LinkButton>
          </div>
        )}
        {!taken && courses.length > 0 && (
          <form noValidate onSubmit={takeOver}>
            <Stack gap="m">
              <ErrorSummary key={tries} errors={errors} />
              <FaultNotice fault={fault} />
              <ChoiceGroup id="who" legend={w('over.who')} error={errors[0]?.says}>
                <Choice type="checkbox" name="who" value="checked" checked={isChecked} onChange={setChecked}>
                  {w('over.checked')}
                </Choice>
              </ChoiceGroup>
              <Button type="submit" busy={isBusy}>
                {w('over.act', { count: courses.length })}
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </Card>
  );
}
