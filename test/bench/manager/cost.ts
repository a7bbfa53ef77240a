import type { CDPSession } from 'playwright-core';

/** What one act cost: on the clock, in processor time of the page's thread, and its longest single task in processor time. Milliseconds. */
export type Cost = { wall: number; work: number; longest: number };

type TraceEvent = { name: string; ph: string; pid: number; tid: number; ts: number; tdur?: number; dur?: number; args?: { name?: string } };

/** The longest task of the page's own thread in a trace, in milliseconds of processor time. */
function longestIn(events: readonly TraceEvent[]): number {
  const mains = new Set(events.filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = events.filter((event) => event.ph === 'X' && event.name === 'RunTask' && mains.has(`${event.pid} ${event.tid}`));
  return tasks.reduce((most, task) => Math.max(most, (task.tdur ?? 0) / 1000), 0);
}

async function traced(cdp: CDPSession, act: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const gather = ({ value }: { value: object[] }) => void events.push(...(value as TraceEvent[]));
  cdp.on('Tracing.dataCollected', gather);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline'], excludedCategories: ['*'] },
  });
  await act();
  const complete = new Promise((done) => cdp.once('Tracing.tracingComplete', done));
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', gather);
  return events;
}

/** What the page's main thread has worked so far, in milliseconds of processor time: other programs do not count. */
async function workOf(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0) * 1000;
}

export async function slow(cdp: CDPSession, rate: number): Promise<void> {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
}

/**
 * @param cdp a session of the page, with `Performance.enable` in `threadTicks`.
 * @param act resolves when what was waited for stands on the screen.
 */
export async function costOf(cdp: CDPSession, act: () => Promise<void>): Promise<Cost> {
  const before = await workOf(cdp);
  let wall = 0;
  const events = await traced(cdp, async () => {
    const from = performance.now();
    await act();
    wall = performance.now() - from;
  });
  return { wall, work: (await workOf(cdp)) - before, longest: longestIn(events) };
}
