/// <reference lib="webworker" />
import { openCabinet } from '../src/store/open-cabinet.ts';

export async function whoIsSignedIn(): Promise<string | null> {
  const cabinet = await openCabinet({ crypto: globalThis.crypto, clock: () => Date.now() });
  try {
    return (await cabinet.signedIn())?.personId ?? null;
  } finally {
    cabinet.close();
  }
}
