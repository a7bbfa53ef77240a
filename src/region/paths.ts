/** Where a manager is invited to a home. The page is the manager's; app gives it this address. */
export function invitePath(homeId: string): string {
  return `/region/homes/${encodeURIComponent(homeId)}/invite`;
}

/** Where readers and directory officers are invited, who belong to no home. */
export const REGION_INVITE_PATH = '/region/invite';
