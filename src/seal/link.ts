/**
 * The two halves of a keeper: the engine, which has the keys, and its client. In the app a worker stands
 * between them; in a test they stand side by side.
 */
export type Link<Engine> = {
  engine: Engine;
  /** Every key is gone when this returns. */
  end(): void;
  /** The worker ended by itself: its keys are gone, too. */
  isOver?(): boolean;
};

export type Asked = { n: number; method: string; args: unknown[] };
export type Answered = { n: number; value: unknown } | { n: number; fault: { name: string; message: string } };

export class KeysGone extends Error {
  override readonly name = 'KeysGone';
}

type Waiting = { settle: (value: unknown) => void; fail: (fault: Error) => void };

/** Each method of the engine becomes a question to the worker. Ending it ends what was asked, too. */
export function linkTo<Engine extends object>(worker: Worker): Link<Engine> {
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let isOver = false;
  const endAll = (fault: Error) => {
    isOver = true;
    worker.terminate();
    for (const { fail } of waiting.values()) fail(fault);
    waiting.clear();
  };
  worker.addEventListener('message', ({ data: answer }: MessageEvent<Answered>) => {
    const asked = waiting.get(answer.n);
    waiting.delete(answer.n);
    if ('fault' in answer) asked?.fail(Object.assign(new Error(answer.fault.message), { name: answer.fault.name }));
    else asked?.settle(answer.value);
  });
  worker.addEventListener('error', () => endAll(new KeysGone('the worker could not start or has ended')));
  const ask = (method: string, args: unknown[]) =>
    new Promise<unknown>((settle, fail) => {
      if (isOver) return fail(new KeysGone('locked'));
      count += 1;
      waiting.set(count, { settle, fail });
      worker.postMessage({ n: count, method, args } satisfies Asked);
    });
  const proxy = new Proxy({} as Engine, {
    // An engine is no promise: whoever awaits one must get it back, and not send its `then` to the worker.
    get: (_engine, method) => (typeof method === 'symbol' || method === 'then' ? undefined : (...args: unknown[]) => ask(method, args)),
  });
  return { engine: proxy, end: () => endAll(new KeysGone('locked')), isOver: () => isOver };
}
