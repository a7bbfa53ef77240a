import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser';
import { useEffect, useState } from 'preact/hooks';
import type { Invitation } from '../shared/wire/session.ts';
import { invitationOptions, lookAtInvitation, acceptInvitation } from '../sync/session.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { formatMoment } from '../words/dates.ts';
import { w } from '../words/app.ts';
import { s } from '../words/state.ts';
import { go } from './go.ts';
import { useHouse } from './house.ts';
import { sayError } from './say-error.ts';
import { startOf } from './shell.tsx';

/** Read once and taken out of the address at once, so that it stays in no history (security 8.2). */
let secret: string | null = null;

function takeSecret(): string | null {
  const found = /^#([A-Za-z0-9_-]{22,43})$/.exec(location.hash)?.[1];
  if (found) {
    secret = found;
    window.history.replaceState(null, '', '/join');
  }
  return secret;
}

export function JoinPage() {
  const { cabinet } = useHouse();
  const [mine] = useState(takeSecret);
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [error, setError] = useState<string | null>(mine ? null : w('join.noSecret'));
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    if (!mine) return;
    void lookAtInvitation(mine).then((outcome) => (outcome.ok ? setInvitation(outcome.invitation) : setError(sayError(outcome.error))));
  }, [mine]);

  async function accept() {
    if (!mine || !cabinet) return;
    setBusy(true);
    setError(null);
    const options = await invitationOptions(mine);
    if (!options.ok) {
      setError(sayError(options.error));
      setBusy(false);
      return;
    }
    try {
      const response = await startRegistration({ optionsJSON: options.options });
      const outcome = await acceptInvitation(mine, response);
      if (outcome.ok) {
        secret = null;
        await cabinet.setSignedIn(outcome.signedIn);
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
    <Page title={invitation ? w('join.hello', { name: invitation.name }) : w('join.title')}>
      <Stack>
        {error && (
          <Notice tone="danger" role="alert" title={w('error.title')}>
            {error}
          </Notice>
        )}
        {!error && !invitation && <Skeleton lines={4} />}
        {invitation && (
          <>
            <p>{w('join.lead', { role: s(`role.${invitation.role}`), place: invitation.placeName })}</p>
            <p>{w('join.how')}</p>
            {browserSupportsWebAuthn() ? (
              <Button full busy={isBusy} disabled={!cabinet} onClick={() => void accept()}>
                {w('join.act')}
              </Button>
            ) : (
              <Notice tone="warn">{w('signIn.noPasskey')}</Notice>
            )}
            <p>{w('join.until', { moment: formatMoment(invitation.expiresAt) })}</p>
            <p>{w('join.notMe')}</p>
          </>
        )}
      </Stack>
    </Page>
  );
}
