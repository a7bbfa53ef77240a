import { useEffect, useState } from 'preact/hooks';
import { confirmMail } from '../sync/nudges.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/nudges.ts';

/** Opened from a mail, signed in or not. The secret leaves the address at once; a press confirms, so that no mail scanner does. */
export function ConfirmMailPage() {
  const [secret] = useState(() => location.hash.slice(1));
  const [outcome, setOutcome] = useState<'done' | 'unknown' | 'noSignal' | null>(secret === '' ? 'unknown' : null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => history.replaceState(history.state, '', location.pathname), []);
  const confirm = async () => {
    setBusy(true);
    const done = await confirmMail(secret);
    setBusy(false);
    setOutcome(done.ok ? 'done' : done.error === 'noSignal' ? 'noSignal' : 'unknown');
  };
  return (
    <Page title={w('confirm.title')}>
      <Stack gap="m">
        <p>{w('confirm.says')}</p>
        <div role="status">{outcome !== null && <Notice tone={outcome === 'done' ? 'good' : 'warn'}>{w(`confirm.${outcome}`)}</Notice>}</div>
        {(outcome === null || outcome === 'noSignal') && (
          <div>
            <Button busy={isBusy} onClick={() => void confirm()}>
              {w('confirm.act')}
            </Button>
          </div>
        )}
      </Stack>
    </Page>
  );
}
