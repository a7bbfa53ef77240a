import { describe, expect, it } from 'vitest';
import { shareByKey, shareWatch } from '../../src/store/watch.ts';

function shared() {
  const began: ((seen: number) => void)[] = [];
  let ended = 0;
  const watch = shareWatch<number>((tell) => {
    began.push(tell);
    return () => {
      ended += 1;
    };
  });
  return { watch, see: (seen: number) => began.at(-1)?.(seen), looks: () => began.length, ended: () => ended };
}

describe('several parts of a screen that watch the same', () => {
  it('look once, and each is told of every change', async () => {
    const { watch, see, looks } = shared();
    const heard: string[] = [];
    watch((seen) => heard.push(`one ${seen}`));
    watch((seen) => heard.push(`other ${seen}`));
    see(1);
    see(2);
    await Promise.resolve();
    expect(looks()).toBe(1);
    expect(heard).toEqual(['one 1', 'other 1', 'one 2', 'other 2']);
  });

  it('who comes later is told what was last seen, and never what is older than that', async () => {
    const { watch, see } = shared();
    watch(() => undefined);
    see(1);
    const heard: number[] = [];
    watch((seen) => heard.push(seen));
    see(2);
    await Promise.resolve();
    expect(heard).toEqual([2]);
    watch((seen) => heard.push(seen * 10));
    await Promise.resolve();
    expect(heard).toEqual([2, 20]);
  });

  it('who has gone hears nothing more, and when nobody is left nothing is kept of what was seen', async () => {
    const { watch, see, looks, ended } = shared();
    const heard: number[] = [];
    const leave = watch((seen) => heard.push(seen));
    const other = watch(() => undefined);
    leave();
    see(1);
    other();
    other();
    expect(heard).toEqual([]);
    expect(ended()).toBe(1);
    watch((seen) => heard.push(seen));
    await Promise.resolve();
    expect(looks()).toBe(2);
    expect(heard).toEqual([]);
  });

  it('and of different homes each has a look of its own', async () => {
    const began: string[] = [];
    const tells = new Map<string, (seen: string) => void>();
    const watch = shareByKey<string>((ids) => (tell) => {
      began.push(ids.join());
      tells.set(ids.join(), tell);
      return () => undefined;
    });
    const heard: string[] = [];
    watch(['larch'], (seen) => heard.push(`one ${seen}`));
    watch(['alder'], (seen) => heard.push(`two ${seen}`));
    tells.get('larch')?.('Larch');
    watch(['larch'], (seen) => heard.push(`three ${seen}`));
    await Promise.resolve();
    expect(began).toEqual(['larch', 'alder']);
    expect(heard).toEqual(['one Larch', 'three Larch']);
  });
});
