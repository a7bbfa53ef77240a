import { useEffect, useState } from 'preact/hooks';
import type { Catalogue, CourseCard } from '../../shared/training/catalogue.ts';
import type { Course } from '../../shared/training/course.ts';
import type { Proposal, Version } from '../../shared/training/versions.ts';
import { allVersions, newestVersion, proposalsOf } from '../../shared/training/versions.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import type { AcademyRecord, Cabinet, KeptCourse } from '../../store/cabinet.ts';
import { useWatched } from '../../ui/use-watched.ts';

/** A course as the desk knows it. `newest` is null until the whole course is on this device. */
export type DeskCourse = {
  card: CourseCard;
  catalogue: Catalogue;
  told: readonly KnownFact[];
  /** Every version that can be made of what is here, those that wait for their day among them. */
  versions: readonly Version[];
  /** What a proposal is made from; it may not be in force yet. */
  newest: Version | null;
  proposals: readonly Proposal[];
};

/** The catalogue, and what was said of its versions; undefined until both are read. */
export function useAcademy(cabinet: Cabinet): { catalogue: Catalogue | null; told: readonly KnownFact[] } | undefined {
  const catalogue = useWatched<Catalogue | null>((tell) => cabinet.watchCatalogue(tell), [cabinet]);
  const academy = useWatched<AcademyRecord>((tell) => cabinet.watchAcademy(tell), [cabinet]);
  return catalogue === undefined || academy === undefined ? undefined : { catalogue, told: academy.told };
}

/** A whole course, asked for where it is not here yet. Null while it is on its way. */
function useWhole(cabinet: Cabinet, card: CourseCard | undefined): Course | null {
  const kept = useWatched<KeptCourse[]>((tell) => cabinet.watchKept(tell), [cabinet]);
  const [whole, setWhole] = useState<Course | null>(null);
  const held = kept?.find((entry) => entry.courseId === card?.id && entry.version === card?.version) ?? kept?.findLast((entry) => entry.courseId === card?.id);
  const courseId = card?.id;
  const isMissing = kept !== undefined && card !== undefined && held?.version !== card.version;
  useEffect(() => {
    if (isMissing && courseId) void cabinet.keep(courseId).catch(() => undefined);
  }, [cabinet, courseId, isMissing]);
  useEffect(() => {
    if (!held) return;
    let isLive = true;
    cabinet.course(held.courseId, held.version).then(
      (course) => isLive && setWhole(course),
      () => undefined,
    );
    return () => {
      isLive = false;
    };
  }, [cabinet, held?.courseId, held?.version]);
  return whole?.id === courseId ? whole : null;
}

/** One course on the desk: undefined until it is known, null when there is no such course. */
export function useDeskCourse(cabinet: Cabinet, courseId: string): DeskCourse | null | undefined {
  const academy = useAcademy(cabinet);
  const card = academy?.catalogue?.courses.find((entry) => entry.id === courseId);
  const whole = useWhole(cabinet, card);
  if (academy === undefined) return undefined;
  const { catalogue, told } = academy;
  if (!catalogue || !card) return null;
  const versions = allVersions(told, whole ? [whole] : []).filter(({ course }) => course.id === courseId);
  return { card, catalogue, told, versions, newest: newestVersion(versions, courseId), proposals: proposalsOf(told).filter(({ fact }) => fact.body.courseId === courseId) };
}
