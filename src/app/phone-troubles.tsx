import { useState } from 'preact/hooks';
import type { Cabinet, Full } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stack } from '../ui/stack.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { h } from '../words/hall.ts';

/** What a full phone cost, and what the person can do. */
export function FullPhone({ full }: { full: Full }) {
  return (
    <Notice tone="danger" title={h('full.title')}>
      <Stack gap="s">
        <span>{h(full.isSaved ? 'full.saved' : 'full.notSaved')}</span>
        {full.dropped.length > 0 && (
          <div>
            <p>{h('full.dropped')}</p>
            <ul>
              {full.dropped.map((what) => (
                <li key={what}>{h(`full.${what}`)}</li>
              ))}
            </ul>
          </div>
        )}
        <span>{h('full.act')}</span>
      </Stack>
    </Notice>
  );
}

/** Counters the server never saw and this phone no longer holds. Said once for each number there is. */
export function NeverArrived({ cabinet, personId, missing }: { cabinet: Cabinet; personId: string; missing: number }) {
  const setting = `missing.${personId}`;
  const [isAway, setAway] = useState(0);
  const read = useWatched<number>(
    (tell) => {
      cabinet.setting(setting).then(
        (text) => tell(Number(text ?? 0)),
        () => undefined,
      );
      return () => undefined;
    },
    [cabinet, setting],
  );
  if (missing === 0 || read === undefined || read === missing || isAway === missing) return null;
  const putAway = () => {
    setAway(missing);
    void cabinet.setSetting(setting, String(missing));
  };
  return (
    <Notice tone="danger" title={h('phone.missing', { count: missing })} role="alert">
      <Stack gap="s">
        <span>{h('phone.missingWhy')}</span>
        <Button kind="quiet" onClick={putAway}>
          {h('phone.missingAway')}
        </Button>
      </Stack>
    </Notice>
  );
}
