import type { Locks } from '../../../src/sync/world.ts';

type Options = { ifAvailable?: boolean; steal?: boolean };
type Holder = { owner: object; depose(): void };

/** The Web Locks of one origin: shared by its tabs, given up when the tab that holds one is killed. */
export type OriginLocks = { of(owner: object): Locks; release(owner: object): void };

export function makeLocks(): OriginLocks {
  const held = new Map<string, Holder>();

  async function request(owner: object, name: string, options: Options, act: (lock: unknown) => Promise<void>): Promise<void> {
    const other = held.get(name);
    if (other && !options.steal) return act(null);
    other?.depose();
    let holder: Holder | null = null;
    const deposed = new Promise<never>((_done, fail) => {
      holder = { owner, depose: () => fail(new DOMException('the lock was stolen', 'AbortError')) };
      held.set(name, holder);
    });
    deposed.catch(() => undefined);
    try {
      await Promise.race([act({ name }), deposed]);
    } finally {
      if (held.get(name) === holder) held.delete(name);
    }
  }

  return {
    of: (owner) => ({ request: (name: string, options: Options, act: (lock: unknown) => Promise<void>) => request(owner, name, options, act) }),
    release: (owner) => {
      for (const [name, holder] of held) if (holder.owner === owner) held.delete(name);
    },
  };
}
