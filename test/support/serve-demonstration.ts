import { openDemonstration } from '../../src/server/tasks/demonstration/open.ts';

/** The demonstration as a process of its own, so that it can be killed. The folder of its records, its port and its page come as words. */
const [dataDir = '', port = '0', dist] = process.argv.slice(2);
const { origin, links } = await openDemonstration({ dataDir, port: Number(port), size: { homes: 2, staff: 6 }, ...(dist ? { dist } : {}), say: () => undefined });
process.stdout.write(`${JSON.stringify({ port: Number(new URL(origin).port), links })}\n`);

// The test that started it is gone, however it went.
process.stdin.resume().on('close', () => process.exit());
