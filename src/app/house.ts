import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { TurnedAwayKind } from '../shared/wire/refusal.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Backroom } from '../store/backroom.ts';
import type { Cabinet } from '../store/cabinet.ts';
import type { Sync } from '../sync/sync.ts';

/** What is open once start-up is done. `who` is undefined until the device's memory has been read. */
export type House = {
  cabinet: (Cabinet & Backroom) | null;
  sync: Sync | null;
  who: SignedIn | null | undefined;
  trouble: 'blocked' | 'noStore' | null;
  /** A demonstration link was opened: how that went. Null when there was none. */
  demo: { isPending: boolean; signedIn: boolean; error: TurnedAwayKind | 'noSignal' | null } | null;
  /** The person has arrived: the link is done with. */
  forgetDemo: () => void;
  /** Somebody signed in just now. Known before the next address is shown, or that address would turn them away. */
  welcome: (who: SignedIn) => void;
};

export const HouseContext = createContext<House>({ cabinet: null, sync: null, who: undefined, trouble: null, demo: null, forgetDemo: () => undefined, welcome: () => undefined });

export function useHouse(): House {
  return useContext(HouseContext);
}
