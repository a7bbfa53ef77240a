import type { VNode } from 'preact';
import type { PersonRecord } from '../shared/training/person-record.ts';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { w } from '../words/manager.ts';

type AboutPersonProps = {
  /** Undefined while it is read, null when this phone does not hold it. */
  person: PersonRecord | null | undefined;
  /** What the page is called until the name is known. */
  title: string;
  back: { href: string; label: string };
  children: (person: PersonRecord) => VNode;
};

/** A page about one person: the same while it is read, and the same when there is nobody. */
export function AboutPerson({ person, title, back, children }: AboutPersonProps) {
  if (person === undefined) {
    return (
      <Page title={title} back={back}>
        <Skeleton height="40rem" />
      </Page>
    );
  }
  if (person === null) {
    return (
      <Page title={w('person.missing.title')} back={back}>
        <p>{w('person.missing')}</p>
      </Page>
    );
  }
  return children(person);
}
