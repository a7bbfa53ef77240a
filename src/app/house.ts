import type { ComponentType } from 'preact';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { TurnedAwayKind } from '../shared/wire/refusal.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Backroom } from '../store/backroom.ts';
import type { Cabinet, SyncState } from '../store/cabinet.ts';
import type { Sync } from '../sync/sync.ts';

/** `noStore`: this browser keeps nothing. `stuck`: it should, and did not open. `newer`: a newer app made the tables. */
export type Trouble = 'blocked' | 'newer' | 'full' | 'noStore' | 'stuck';

export type NoticesProps = { cabinet: Cabinet & Backroom; sync: Sync; state: SyncState };

/** What is open once start-up is done. `who` is undefined until the device's memory has been read. */
export type House = {
  cabinet: (Cabinet & Backroom) | null;
  sync: Sync | null;
  who: SignedIn | null | undefined;
  /** Why the cabinet did not open; null when it did, or has not tried yet. */
  trouble: Trouble | null;
  /** What may be said above the page, once start-up is quiet. */
  Notices: ComponentType<NoticesProps> | null;
  /** A demonstration link was opened: how that went. Null when there was none. */
  demo: { isPending: boolean; signedIn: boolean; error: TurnedAwayKind | 'noSignal' | null } | null;
  /** The person has arrived: the link is done with. */
  forgetDemo: () => void;
  /** Somebody signed in just now. Known before the next address is shown, or that address would turn them away. */
  welcome: (who: SignedIn) => void;
};

/** The house before anything in it is open. */
export const CLOSED: House = {
  ...{ cabinet: null, sync: null, who: undefined, trouble: null, Notices: null, demo: null },
  forgetDemo: () => undefined,
  welcome: () => undefined,
};

export const HouseContext = createContext<House>(CLOSED);

export function useHouse(): House {
  return useContext(HouseContext);
}
