import { checkDirectory, checkProposal, fingerprintOf } from '../seal/directory.ts';
import { isOfferOf } from '../seal/offer.ts';
import type { Directory, DirectoryFault, RootStatement, SignedDirectory } from '../shared/voice/directory.ts';
import type { EpochOffer, KeyProposal } from '../shared/wire/sealed.ts';
import type { KeysLine, LineTrouble } from '../store/quiet/line.ts';
import type { Notes, Shelf } from '../store/quiet/shelf.ts';

/** What the app gives these pages: the officer's own shelf, and the line with their session. */
export type KeysDesk = {
  personId: string;
  shelf: Shelf;
  line: Pick<KeysLine, 'proposal' | 'propose'>;
  now(): string;
  /** The officer shows their face, finger or PIN to this device: an unlocked desk must not sign by itself. */
  prove(): Promise<'proved' | 'cancelled' | 'noPasskey' | 'other'>;
};

export type Offer = EpochOffer & { at: string };
export type Standing = { signed: SignedDirectory; directory: Directory; statement: RootStatement };
export type Proposed = Standing & { signers: string[] };

export type Looked = {
  officer: Notes['officer'] | null;
  /** The root that is shown: what this officer compared, or what the server says while they have not. */
  fingerprint: string | null;
  current: Standing | null;
  /** The list that stands has ended: a new one is needed, and may be made from it. */
  isOver: boolean;
  proposed: Proposed | null;
  asked: KeyProposal['asked'];
  /** Keys that a device vouches for, under its own signature. */
  offered: Offer[];
  /** Keys that the server showed without a true signature. */
  falseKeys: number;
  places: NonNullable<KeyProposal['places']>;
};
export type Look = { ok: true; looked: Looked } | { ok: false; trouble: LineTrouble } | { ok: false; fault: DirectoryFault };

export async function myOfficer({ shelf, personId }: KeysDesk): Promise<Notes['officer'] | null> {
  const note = await shelf.read('officer');
  return note?.personId === personId ? note : null;
}

/** Before any key of today ended. */
const LONG_AGO = '1970-01-01T00:00:00.000Z';
const hasEnough = ({ statement, signers }: { statement: RootStatement; signers: string[] }) => new Set(signers).size >= statement.need;

async function vouched(offers: readonly Offer[], signers: ReadonlyMap<string, string>): Promise<Offer[]> {
  const sound = await Promise.all(offers.map(async (offer) => isOfferOf(offer, signers.get(offer.d) ?? '')));
  return offers.filter((_offer, index) => sound[index]);
}

/** Everything that waits for an officer, each part checked on this device before it is shown. */
export async function lookAtKeys(desk: KeysDesk): Promise<Look> {
  const answer = await desk.line.proposal();
  if (!answer.ok) return { ok: false, trouble: answer.why };
  const { current: served, proposed: waiting, asked, offered = [], places = [] } = answer.value;
  const officer = await myOfficer(desk);
  const now = desk.now();
  const shown = served ?? waiting;
  const fingerprint = officer?.root ?? (shown ? await fingerprintOf(shown.root.pub) : null);

  let current: Standing | null = null;
  let isOver = false;
  const seen = (await desk.shelf.read('directory'))?.version ?? 0;
  if (served && fingerprint) {
    const checked = await checkDirectory(served, fingerprint, seen, now);
    const read = await checkProposal(served, fingerprint, LONG_AGO);
    // When the officers' keys end the list ends with them; it was signed rightly in its time.
    isOver = !checked.ok && ['expired', 'badSignature'].includes(checked.fault) && read.ok && hasEnough(read) && read.directory.expiresAt <= now && read.directory.version >= seen;
    if (!checked.ok && !isOver) return { ok: false, fault: checked.fault };
    if (!read.ok) return { ok: false, fault: read.fault };
    current = { signed: served, directory: read.directory, statement: read.statement };
    if (officer?.root && checked.ok && read.directory.version > seen) await desk.shelf.write('directory', { signed: served, version: read.directory.version, checkedAt: now });
  }
  // A phone that has seen a list knows that there is one.
  if (!served && seen > 0) return { ok: false, fault: 'rolledBack' };
  let proposed: Proposed | null = null;
  if (waiting && fingerprint) {
    const read = await checkProposal(waiting, fingerprint, now);
    if (!read.ok) return { ok: false, fault: read.fault };
    if (current && read.statement.number < current.statement.number) return { ok: false, fault: 'rolledBack' };
    proposed = { signed: waiting, directory: read.directory, statement: read.statement, signers: read.signers };
  }
  const devices = [...asked, ...(proposed?.directory.devices ?? []), ...(current?.directory.devices ?? [])];
  const sound = await vouched(offered, new Map(devices.map(({ d, dsk }) => [d, dsk])));
  return { ok: true, looked: { officer, fingerprint, current, isOver, proposed, asked, offered: sound, falseKeys: offered.length - sound.length, places } };
}
