import { countersign, proposeDirectory, readProposal } from '../seal/directory.ts';
import type { Directory, RootStatement, SignedDirectory } from '../shared/voice/directory.ts';
import type { LineAnswer } from '../store/quiet/line.ts';
import type { Notes } from '../store/quiet/shelf.ts';
import type { Change } from './keys-changes.ts';
import { newKeysIn } from './keys-changes.ts';
import type { KeysDesk, Looked, Proposed } from './keys-desk.ts';
import { isLive } from './keys-draft.ts';

type Officer = Notes['officer'];
type Root = { signed: SignedDirectory['root']; statement: RootStatement };

const signer = ({ k, pair, pub }: Officer) => ({ k, privateKey: pair.privateKey, pub });

/** The root that the next version goes under: what was signed here with the paper, where that is newer than what stands. */
export function rootFor({ officer, current }: Looked): Root | null {
  const standing = current && { signed: current.signed.root, statement: current.statement };
  const fresh = officer?.statement && readProposal({ root: officer.statement, directory: EMPTY, sigs: [] })?.statement;
  if (!officer?.statement || !fresh) return standing;
  return standing && fresh.number <= standing.statement.number ? standing : { signed: officer.statement, statement: fresh };
}
/** base64url of a directory with nothing in it, for reading the root beside it. */
const EMPTY = 'eyJ2IjoxLCJ2ZXJzaW9uIjoxLCJpc3N1ZWRBdCI6IiIsImV4cGlyZXNBdCI6IiIsImF1ZGllbmNlcyI6W10sImRldmljZXMiOltdfQ';

/** Whether this statement lets this officer's key sign. */
export function isNamed({ keys }: RootStatement, { k, pub }: Officer): boolean {
  return keys.some((key) => key.k === k && key.pub === pub);
}

/** Names of audiences whose new key no live device of theirs vouches for. One is enough to sign nothing. */
export function unvouched(changes: readonly Change[], directory: Directory, { offered }: Looked, now: string): string[] {
  const isVouched = (key: { a: string; e: number; pub: string }) =>
    offered.some(
      (offer) =>
        offer.a === key.a &&
        offer.e === key.e &&
        offer.pub === key.pub &&
        directory.devices.some((device) => device.d === offer.d && device.audiences.includes(key.a) && isLive(device, now)),
    );
  return newKeysIn(changes)
    .filter((key) => !isVouched(key))
    .map(({ name }) => name);
}

export async function sendDraft(desk: KeysDesk, officer: Officer, root: Root, directory: Directory): Promise<LineAnswer<{ isPublished: boolean }>> {
  return desk.line.propose(await proposeDirectory(root.signed, directory, signer(officer)));
}

/** One more signature, under exactly the bytes that were shown. */
export async function sendSignature(desk: KeysDesk, officer: Officer, { signed }: Proposed): Promise<LineAnswer<{ isPublished: boolean }>> {
  return desk.line.propose(await countersign(signed, signer(officer)));
}
