import { useState } from 'preact/hooks';
import type { Role } from '../shared/people/role.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { w } from '../words/manager.ts';
import { useHome } from './home-choice.ts';
import { HomePicker } from './home-picker.tsx';
import { InvitationCard } from './invitation-card.tsx';
import type { Invited } from './invite-form.tsx';
import { InviteForm } from './invite-form.tsx';
import { PEOPLE_PATH } from './paths.ts';
import { usePlaceName } from './use-place-name.ts';

const GIVEN_HERE: readonly Role[] = ['carer', 'agency', 'senior', 'deputy'];
const GIVEN_BY_REGION: readonly Role[] = ['manager'];
/** They belong to the region itself and to no home. */
const GIVEN_IN_REGION: readonly Role[] = ['reader', 'directoryOfficer', 'academyLead'];

export type InvitePageProps = {
  cabinet: Cabinet;
  who: SignedIn;
  go: (path: string) => void;
  /** Set when the region invites a manager to this home; otherwise it is the manager's own home. */
  homeId?: string;
  /** The place is the region itself: those who read, those who sign who reads, and those who lead the academy. */
  isForRegion?: boolean;
};

/** Invite someone: works without signal; the link starts to work when it is delivered. */
export function InvitePage({ cabinet, who, homeId: regionHomeId, isForRegion = false }: InvitePageProps) {
  const choice = useHome(cabinet, who);
  const isRegion = regionHomeId !== undefined;
  const homeId = regionHomeId ?? choice.home?.placeId ?? null;
  const regionHomeName = usePlaceName(cabinet, regionHomeId ?? null);
  const [invited, setInvited] = useState<Invited | null>(null);
  const back = isRegion ? { href: '/region', label: w('back.region') } : { href: PEOPLE_PATH, label: w('back.people') };
  const mayInvite = isRegion ? who.roles.some((held) => held.role === 'regionAdmin') : choice.home?.isManager === true;

  if (invited) {
    return (
      <Page title={w('link.title', { name: invited.name })} back={back}>
        <Stack gap="m">
          <InvitationCard cabinet={cabinet} {...invited} />
          <Row wrap>
            <LinkButton href={back.href}>{w('link.done')}</LinkButton>
            <Button kind="quiet" onClick={() => setInvited(null)}>
              {w('invite.another')}
            </Button>
          </Row>
        </Stack>
      </Page>
    );
  }
  const homeName = isRegion ? regionHomeName : choice.home?.placeName;
  return (
    <Page
      title={w(isForRegion ? 'invite.titleRegion' : isRegion ? 'invite.titleManager' : 'invite.title')}
      lead={homeName ? w('invite.lead', { home: homeName }) : '\u00a0'}
      back={back}
    >
      <Stack gap="m">
        {!isRegion && <HomePicker choice={choice} />}
        {homeId !== null && !mayInvite && <Notice tone="info">{w('invite.notYours')}</Notice>}
        {homeId !== null && mayInvite && (
          <InviteForm key={homeId} cabinet={cabinet} homeId={homeId} roles={isForRegion ? GIVEN_IN_REGION : isRegion ? GIVEN_BY_REGION : GIVEN_HERE} onInvited={setInvited} />
        )}
      </Stack>
    </Page>
  );
}
