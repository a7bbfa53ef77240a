import { useEffect } from 'preact/hooks';
import { londonDay } from '../../shared/basics/day.ts';
import type { Catalogue, CourseCard } from '../../shared/training/catalogue.ts';
import type { Course } from '../../shared/training/course.ts';
import { proposalsOf } from '../../shared/training/versions.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, KeptCourse } from '../../store/cabinet.ts';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { formatDay } from '../../words/dates.ts';
import { p } from '../../words/publishing.ts';
import { checksOf, unconfirmedIn } from './checks.ts';
import look from './courses-page.module.css';
import { draftFrom, draftName } from './draft.ts';
import { coursePath } from './paths.ts';
import { useAcademy } from './use-course.ts';

type Props = { cabinet: Cabinet; who: SignedIn };
type Marks = { faults: number; unconfirmed: number; hasDraft: boolean };

/** What the whole courses say of themselves, one after another as they come. A draft is judged before the version it would become. */
function useMarks(cabinet: Cabinet, who: SignedIn, catalogue: Catalogue | null): ReadonlyMap<string, Marks> {
  const kept = useWatched<KeptCourse[]>((tell) => cabinet.watchKept(tell), [cabinet]);
  const full = (catalogue?.courses ?? []).filter((card) => card.kind === 'full');
  const here = full.filter((card) => kept?.some((entry) => entry.courseId === card.id && entry.version === card.version));
  const missing = kept === undefined ? [] : full.filter((card) => !here.includes(card));
  useEffect(() => {
    // All of them, and on their way at once: whoever leads the academy needs each without signal too.
    for (const card of missing) void cabinet.keep(card.id).catch(() => undefined);
  }, [missing.map((card) => `${card.id}@${card.version}`).join()]);
  const marks = useWatched<ReadonlyMap<string, Marks>>(
    (tell) => {
      let isLive = true;
      const look = async () => {
        const found = new Map<string, Marks>();
        for (const card of here) {
          const [course, said] = await Promise.all([cabinet.course(card.id, card.version), cabinet.setting(draftName(who.personId, card.id))]);
          const draft = draftFrom(said);
          const judged: Course | null = draft?.course ?? course;
          if (judged) found.set(card.id, { faults: checksOf(judged, catalogue?.sources ?? []).length, unconfirmed: unconfirmedIn(judged), hasDraft: draft !== null });
        }
        if (isLive) tell(found);
      };
      void look().catch(() => undefined);
      return () => {
        isLive = false;
      };
    },
    [cabinet, who.personId, here.map((card) => `${card.id}@${card.version}`).join()],
  );
  return marks ?? new Map();
}

/** Every course of the academy: what is in force, what waits, and what is not right yet. */
export function CoursesDeskPage({ cabinet, who }: Props) {
  const academy = useAcademy(cabinet);
  const marks = useMarks(cabinet, who, academy?.catalogue ?? null);
  const back = { href: '/region', label: p('back.region') };
  if (academy === undefined) {
    return (
      <Page title={p('title')} back={back} lead={'\u00a0'} wide>
        <Skeleton height="60dvh" />
      </Page>
    );
  }
  const { catalogue, told } = academy;
  const full = (catalogue?.courses ?? []).filter((card) => card.kind === 'full').sort((one, other) => one.id.localeCompare(other.id, 'en-GB', { numeric: true }));
  return (
    <Page title={p('title')} back={back} lead={p('lead')} wide>
      {full.length === 0 && <p>{p('courses.none')}</p>}
      <ul class={look.list}>
        {full.map((card) => (
          <CourseLine key={card.id} card={card} told={told} marks={marks.get(card.id)} today={londonDay(cabinet.now())} />
        ))}
      </ul>
      <p class={look.small}>{p('courses.short')}</p>
    </Page>
  );
}

function CourseLine({ card, told, marks, today }: { card: CourseCard; told: readonly KnownFact[]; marks: Marks | undefined; today: string }) {
  const proposals = proposalsOf(told).filter(({ fact }) => fact.body.courseId === card.id);
  const waiting = proposals.filter(({ state }) => state === 'waiting').length;
  const coming = proposals.find(({ state, fact }) => state === 'approved' && fact.body.version > card.version && fact.body.from > today);
  const note = card.history?.find((entry) => entry.version === card.version);
  return (
    <li class={look.line}>
      <div>
        <a class={look.name} href={coursePath(card.id)}>
          {p('courses.name', { id: card.id, title: card.title })}
        </a>
        <p class={look.small}>{note ? p('version.since', { version: card.version, day: formatDay(note.from) }) : p('version.first', { version: card.version })}</p>
        {coming && <p class={look.small}>{p('version.comes', { version: coming.fact.body.version, day: formatDay(coming.fact.body.from) })}</p>}
      </div>
      <ul class={look.marks}>
        {waiting > 0 && (
          <li class={look.waiting}>
            <Icon name="info" /> {p('courses.waiting', { count: waiting })}
          </li>
        )}
        {marks?.hasDraft && <li>{p('courses.draft')}</li>}
        {marks && marks.faults > 0 && (
          <li class={look.faults}>
            <Icon name="warn" /> {p('courses.faults', { count: marks.faults })}
          </li>
        )}
        {marks && marks.faults === 0 && <li>{p('courses.faults', { count: 0 })}</li>}
        {marks && <li>{p('courses.unconfirmed', { count: marks.unconfirmed })}</li>}
        {!marks && <li>{p('courses.coming')}</li>}
      </ul>
    </li>
  );
}
