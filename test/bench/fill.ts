import { openDemonstration } from '../../src/server/tasks/demonstration/open.ts';
import { temporaryFolder } from '../support/folder.ts';

/** Facts a second through the push path, without the network: 4 homes and two years of training. */
export async function benchFill(): Promise<void> {
  const folder = temporaryFolder();
  const before = process.cpuUsage();
  const startedAt = performance.now();
  let facts = 0;
  const demonstration = await openDemonstration({ dataDir: folder.path, port: 0, size: { homes: 4, staff: 14 }, say: (_done, of) => (facts = of) });
  const ms = performance.now() - startedAt;
  const cpu = process.cpuUsage(before);
  console.log(`fill: ${facts} facts in ${Math.round(ms)} ms, ${((cpu.user + cpu.system) / facts).toFixed(0)} µs of processor time each`);
  await demonstration.close();
  folder.remove();
}
