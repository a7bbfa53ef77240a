import type { Letter, Shelf } from './shelf.ts';

/** What the postman needs of the shelf. Rooms of people never see this side of it. */
export type Backshelf = Shelf & {
  /** The first that may go now, of these owners. A chunk waits until its view or act is gone. */
  nextLetter(owners: readonly string[], now: string): Promise<Letter | null>;
  /** When the next of these owners' letters may go; null when none waits. Refused ones, and what belongs to them, do not wait. */
  nextDue(owners: readonly string[]): Promise<string | null>;
  /** Takes another capability for this letter and its chunks; the old one is dropped. Null when there is none. */
  swapCapability(letterId: string): Promise<string | null>;
  /** Work was done for this letter: it goes in by that, and its chunks by the challenge. Kept before it is spent, so that a kill between the two loses no chunk. */
  noteWork(letterId: string, work: { challenge: string; answer: number }): Promise<void>;
  /** Only for the membership they were given to. */
  addCapabilities(membership: string, fresh: readonly string[]): Promise<void>;
  /** Lets go of the inbox of this person, to be fetched anew. */
  dropThreads(personId: string): Promise<void>;
};
