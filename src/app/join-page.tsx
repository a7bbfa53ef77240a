import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser';
import { useEffect, useState } from 'preact/hooks';
import type { Invitation } from '../shared/wire/session.ts';
import { invitationOptions, lookAtInvitation, acceptInvitation } from '../sync/passkey.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { formatMoment } from '../words/dates.ts';
import { h } from '../words/hall.ts';
import { s } from '../words/state.ts';
import { go } from './go.ts';
import { useHouse } from './house.ts';
import { sayError } from './say-error.ts';
import { startOf } from './shell.tsx';

/** After these the link will never work; after anything else it may, a moment later. */
const ENDED: readonly string[] = ['linkUsed', 'linkExpired'];

/** Read once and taken out of the address at once, so that it stays in no history (security 8.2). */
let secret: string | null = null;

function takeSecret(): string | null {
  const { hash } = location;
  // Half a secret is taken out too, and says of itself that it is not complete.
  if (hash !== '') {
    secret = /^#([A-Za-z0-9_-]{22,43})$/.exec(hash)?.[1] ?? null;
    window.history.replaceState(null, '', '/join');
  }
  return secret;
}

export function JoinPage() {
  const { cabinet, welcome } = useHouse();
  const [mine] = useState(takeSecret);
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [error, setError] = useState<string | null>(mine ? null : h('join.noSecret'));
  const [isBusy, setBusy] = useState(false);
  const [mayLookAgain, setMayLookAgain] = useState(false);

  async function look() {
    if (!mine) return;
    setError(null);
    setMayLookAgain(false);
    const outcome = await lookAtInvitation(mine);
    if (outcome.ok) {
      setInvitation(outcome.invitation);
      return;
    }
    setError(sayError(outcome.error));
    setMayLookAgain(!ENDED.includes(outcome.error));
  }

  useEffect(() => void look(), [mine]);

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
    <Page title={invitation ? h('join.hello', { name: invitation.name }) : h('join.title')}>
      <Stack>
        {error && (
          <Notice tone="danger" role="alert" title={h('error.title')}>
            {error}
          </Notice>
        )}
        {mayLookAgain && (
          <Button full onClick={() => void look()}>
            {h('join.again')}
          </Button>
        )}
        {error && !invitation && (
          <p>
            <a href="/sign-in">{h('join.signIn')}</a>
          </p>
        )}
        {!error && !invitation && <Skeleton lines={4} />}
        {invitation && (
          <>
            <p>{h('join.lead', { role: s(`role.${invitation.role}`), place: invitation.placeName })}</p>
            <p>{h('join.how')}</p>
            {browserSupportsWebAuthn() ? (
              <Button full busy={isBusy} disabled={!cabinet} onClick={() => void accept()}>
                {h('join.act')}
              </Button>
            ) : (
              <Notice tone="warn">{h('signIn.noPasskey')}</Notice>
            )}
            <p>{h('join.until', { moment: formatMoment(invitation.expiresAt) })}</p>
            <p>{h('join.notMe')}</p>
          </>
        )}
      </Stack>
    </Page>
  );
}
