import { base64url } from '../../shared/basics/base64url.ts';
import type { VersionProposed } from '../../shared/training/publishing.ts';
import { proposalText } from '../../shared/training/versions.ts';

/** What an approval names: SHA-256 of the proposal, letter by letter as it was shown. */
export async function hashOfProposal(body: VersionProposed): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(proposalText(body)))));
}
