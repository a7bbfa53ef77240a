import { londonDay, daysBetween } from '../../shared/basics/day.ts';
import type { PassportList } from '../../shared/training/passport/check.ts';
import { LIST_OLD_DAYS } from '../../shared/training/passport/check.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatMoment } from '../../words/dates.ts';
import { w } from '../../words/passport.ts';
import type { Bringing } from './use-list.ts';

type Props = { list: PassportList | null; now: string; bringing: Bringing; onBring: () => void };

/** How old what this device checks by is: whoever relies on a verdict must know. */
export function ListAge({ list, now, bringing, onBring }: Props) {
  const moment = list ? formatMoment(list.on) : '';
  const isOld = list !== null && daysBetween(londonDay(list.on), londonDay(now)) > LIST_OLD_DAYS;
  return (
    <Stack gap="s">
      {list === null && (
        <Notice tone="warn" title={w('list.none.title')}>
          <p>{w('list.none')}</p>
        </Notice>
      )}
      {list && isOld && (
        <Notice tone="warn">
          <p>{w('list.old', { moment, days: LIST_OLD_DAYS })}</p>
        </Notice>
      )}
      {list && !isOld && <p>{w('list.known', { moment })}</p>}
      <div>
        <Button kind="quiet" busy={bringing === 'asking'} onClick={onBring}>
          {w('list.bring')}
        </Button>
      </div>
      <p role="status">{bringing === 'brought' ? w('list.brought') : bringing === 'notBrought' ? w('list.notBrought') : '\u00a0'}</p>
    </Stack>
  );
}
