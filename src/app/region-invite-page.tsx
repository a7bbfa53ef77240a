import { InvitePage } from '../manager/invite-page.tsx';
import type { PageProps } from './lazy-page.tsx';

/** The region invites those who belong to no home. */
export function RegionInvitePage(props: PageProps) {
  const region = props.who.roles.find(({ role }) => role === 'regionAdmin');
  return <InvitePage {...props} homeId={region?.placeId ?? ''} isForRegion />;
}
