import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Skeleton } from '../../ui/skeleton.tsx';

type Props = { cabinet: Cabinet; person: PersonRecord };

/** The dates come after the training: the page about a person opens without waiting for them. */
export function LazyBrief(props: Props) {
  const [Brief, setBrief] = useState<ComponentType<Props> | null>(null);
  useEffect(() => {
    // Without its code the rest of the page is whole.
    import('./dates-brief.tsx').then((room) => setBrief(() => room.DatesBrief)).catch(() => undefined);
  }, []);
  return Brief ? <Brief {...props} /> : <Skeleton height="12rem" />;
}
