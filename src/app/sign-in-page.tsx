import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser';
import { useEffect, useState } from 'preact/hooks';
import { passkeyOptions, signInWithPasskey } from '../sync/passkey.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Stack } from '../ui/stack.tsx';
import { h } from '../words/hall.ts';
import { go } from './go.ts';
import { useHouse } from './house.ts';
import { sayError } from './say-error.ts';
import { startOf } from './shell.tsx';

export function SignInPage() {
  const { cabinet, demo, welcome } = useHouse();
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [others, setOthers] = useState(0);

  useEffect(() => {
    void cabinet?.waitingForOthers().then(setOthers);
  }, [cabinet]);
  useEffect(() => {
    if (demo?.error) setError(sayError(demo.error));
  }, [demo]);

  async function signIn() {
    if (!cabinet) return;
    setBusy(true);
    setError(null);
    const options = await passkeyOptions();
    if (!options.ok) {
      setError(sayError(options.error));
      setBusy(false);
      return;
    }
    try {
      const response = await startAuthentication({ optionsJSON: options.options });
      const outcome = await signInWithPasskey(response);
      if (outcome.ok) {
        await cabinet.setSignedIn(outcome.signedIn);
        welcome(outcome.signedIn);
        go(startOf(outcome.signedIn));
        return;
      }
      setError(sayError(outcome.error));
    } catch {
      setError(sayError('cancelled'));
    }
    setBusy(false);
  }

  return (
    <Page title={h('signIn.title')} lead={h('signIn.lead')}>
      <Stack>
        {error && (
          <Notice tone="danger" role="alert" title={h('error.title')}>
            {error}
          </Notice>
        )}
        {others > 0 && <Notice tone="info">{h('signIn.waiting', { count: others })}</Notice>}
        {browserSupportsWebAuthn() ? (
          <Button full busy={isBusy} disabled={!cabinet} onClick={() => void signIn()}>
            {h('signIn.act')}
          </Button>
        ) : (
          <Notice tone="warn">{h('signIn.noPasskey')}</Notice>
        )}
        <p>{h('signIn.new')}</p>
        <p>
          <a href="/help">{h('help.title')}</a>
        </p>
      </Stack>
    </Page>
  );
}
