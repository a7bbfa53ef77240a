import type { ComponentChildren } from 'preact';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/inbox.ts';
import type { useSend } from './use-send.ts';

type ActFormProps = { sending: ReturnType<typeof useSend>; act: string; children: ComponentChildren };

/** Round every form of this room: what is wrong, the fields, one button that names the act. */
export function ActForm({ sending, act, children }: ActFormProps) {
  return (
    <form noValidate onSubmit={sending.press}>
      <Stack>
        <ErrorSummary key={sending.tries} errors={sending.problems} />
        {children}
        {sending.isFailed && (
          <Notice tone="danger" role="alert">
            {w('act.failed')}
          </Notice>
        )}
        <Button type="submit" full busy={sending.isBusy}>
          {act}
        </Button>
      </Stack>
    </form>
  );
}
