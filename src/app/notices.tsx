import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Cabinet, Full } from '../store/cabinet.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { formatDay } from '../words/dates.ts';
import { h } from '../words/hall.ts';
import look from './banners.module.css';
import type { NoticesProps } from './house.ts';
import { isFullNow } from './is-full.ts';
import type { Kept } from './kept-cookie.ts';
import { UpdateNotice } from './update-notice.tsx';

/** What this browser emptied, said until the person has put it away, and nothing beside it till then. */
function Cleared({ cabinet, children }: { cabinet: Cabinet; children: ComponentChildren }) {
  const [isAway, setAway] = useState(false);
  const cleared = useWatched<Kept | null>(
    (tell) => {
      cabinet.setting('cleared').then(
        (text) => tell(text ? (JSON.parse(text) as Kept) : null),
        () => undefined,
      );
      return () => undefined;
    },
    [cabinet],
  );
  if (!cleared || isAway) return <>{children}</>;
  const putAway = () => {
    setAway(true);
    void cabinet.setSetting('cleared', '');
  };
  return (
    <Notice tone={cleared.open > 0 ? 'danger' : 'warn'} title={h('cleared.title')} role="alert">
      <Stack gap="s">
        <span>{h('cleared.says', { day: formatDay(cleared.day) })}</span>
        <strong>{h('cleared.lost', { count: cleared.open })}</strong>
        <span>{h('cleared.prevent')}</span>
        <Button kind="quiet" onClick={putAway}>
          {h('cleared.away')}
        </Button>
      </Stack>
    </Notice>
  );
}

function PhoneFull({ full }: { full: Full }) {
  // That page says it itself, at length.
  if (location.pathname === '/on-this-phone') return null;
  return (
    <Notice tone="danger" role="status">
      <Row>
        <span class={look.says}>{h('full.banner', { saved: full.isSaved ? 'yes' : 'no' })}</span>
        <LinkButton kind="quiet" href="/on-this-phone">
          {h('full.look')}
        </LinkButton>
      </Row>
    </Notice>
  );
}

/** What must be said on every page, but need not be there at its first moment. The most pressing alone: two would cover the page. */
export function Notices({ cabinet, sync, state }: NoticesProps) {
  return <Cleared cabinet={cabinet}>{isFullNow(state.full) ? <PhoneFull full={state.full} /> : <UpdateNotice sync={sync} />}</Cleared>;
}
