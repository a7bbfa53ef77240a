import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { learn } from '../words/learning.ts';
import { AttemptList } from './attempt-list.tsx';
import { useShelf } from './use-shelf.ts';

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** Everything this person ever tried, newest first. Nothing is taken off this list. */
export function HistoryPage({ cabinet, who }: Props) {
  const { record, catalogue } = useShelf(cabinet, who);
  const isLoading = record === undefined || catalogue === undefined;
  return (
    <Page title={learn('history.title')} lead={learn('history.lead')} back={{ href: '/academy', label: learn('back.home') }}>
      {isLoading && <Skeleton height="24rem" />}
      {!isLoading && (!record || !catalogue || record.attempts.length === 0) && (
        <Notice tone="info" title={learn('history.none')}>
          <p>{learn('history.none.says')}</p>
        </Notice>
      )}
      {record && catalogue && record.attempts.length > 0 && <AttemptList cabinet={cabinet} attempts={record.attempts} catalogue={catalogue} />}
    </Page>
  );
}
