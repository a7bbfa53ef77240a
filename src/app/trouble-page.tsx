import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Stack } from '../ui/stack.tsx';
import { h } from '../words/hall.ts';
import type { Trouble } from './house.ts';

/** Why this phone's cabinet did not open, what that means for saved work, and what to do. */
export function TroublePage({ trouble }: { trouble: Trouble }) {
  return (
    <Page title={h(`trouble.${trouble}.title`)}>
      <Stack>
        <Notice tone="warn">{h(`trouble.${trouble}`)}</Notice>
        <p>{h(`trouble.${trouble}.work`)}</p>
        <Button onClick={() => location.reload()}>{h('trouble.again')}</Button>
      </Stack>
    </Page>
  );
}
