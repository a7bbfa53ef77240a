import type { VNode } from 'preact';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { w } from '../words/manager.ts';

type PersonAwayProps = {
  /** Undefined while it is read, null when this phone does not hold it. */
  person: null | undefined;
  /** What the page is called until the name is known. */
  title: string;
  back: { href: string; label: string };
};

/** In the place of a page about one person: the same while it is read, and the same when there is nobody. */
export function PersonAway({ person, title, back }: PersonAwayProps) {
  return person === null ? (
    <Page title={w('person.missing.title')} back={back}>
      <p>{w('person.missing')}</p>
    </Page>
  ) : (
    <Page title={title} back={back}>
      <Skeleton height="40rem" />
    </Page>
  );
}

type AboutPersonProps = Omit<PersonAwayProps, 'person'> & { person: PersonRecord | null | undefined; children: (person: PersonRecord) => VNode };

/** A page about one person, once there is somebody. */
export function AboutPerson({ person, title, back, children }: AboutPersonProps) {
  return person ? children(person) : <PersonAway person={person} title={title} back={back} />;
}
