import type { CheckDirectory, YoungKeeper } from '../seal/keeper.ts';
import type { YoungLine } from '../store/quiet/line.ts';
import type { Shelf } from '../store/quiet/shelf.ts';

export type RunningLine = { line: YoungLine; stop(): void };

/** What the hallway gives this room once the first screen is up. */
export type Parts = {
  openKeptShelf(): Promise<Shelf>;
  openMemoryShelf(): Promise<Shelf>;
  makeKeeper(): Promise<YoungKeeper>;
  startLine(shelf: Shelf): Promise<RunningLine>;
  /** What waits in memory goes, sealed as it is, where it outlives the page. */
  handOver(from: Shelf, to: Shelf): Promise<void>;
  checkDirectory: CheckDirectory;
  /** SHA-256 of a root's public key, 43 characters. */
  fingerprintOf(pub: string): Promise<string>;
  /** Four words for a fingerprint, which two people compare by eye. */
};

export type World = {
  /** Loads what needs the database, the keys or the network: never before the first paint. */
  loadParts(): Promise<Parts>;
  /** Whether this phone may hold something from before: known without opening the database. */
  mayHoldThings(): Promise<boolean>;
  now(): Date;
  /** What a join link carried, already out of the address. */
  invite: { code: string; root: string | null } | null;
  /** Only a demonstration's link has it, and only there is it heeded. */
  back?: { words: string; root: string } | null;
  /** The phone's own way back: asked for a step while `hold` says that there is somewhere to go back to. */
  holdBack?(stepBack: () => void): { hold(isNeeded: boolean): void; stop(): void };
  /** Leaves for the neutral page: `location.replace`. */
  leave(): void;
};
