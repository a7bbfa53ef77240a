import { readSettings } from '../settings.ts';
import { openDemonstration } from './demonstration/open.ts';
import { WHOLE } from './demonstration/region.ts';

const LABELS: Record<string, string> = {
  carer: 'Carer',
  senior: 'Senior carer',
  deputy: 'Deputy manager',
  agencyCarer: 'Agency carer',
  manager: 'Registered manager',
  areaManager: 'Area manager',
  regionAdministrator: 'Region administrator',
  academyLead: 'Academy lead',
  secondAcademyLead: 'Academy lead, 2nd',
  participationWorker: 'Participation worker',
  advocate: 'Advocate',
  safeguardingLead: 'Safeguarding lead',
  directoryOfficer: 'Directory officer',
  secondDirectoryOfficer: 'Directory officer, 2nd',
  youngPerson: 'Young person, new',
  youngPersonReturning: 'Young person, back',
};

let lastShare = -1;
/** One line that counts up on a terminal; a line at each tenth elsewhere. */
function sayProgress(done: number, of: number): void {
  const share = Math.floor((done * 100) / of);
  if (share === lastShare) return;
  lastShare = share;
  const line = `Filling the demonstration region: ${share} % (${done.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')})`;
  if (process.stdout.isTTY) process.stdout.write(`\r${line}${share === 100 ? '\n' : ''}`);
  else if (share % 10 === 0) console.log(line);
}

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const isFresh = process.argv.includes('--fresh');
  console.log(isFresh ? 'Beginning the demonstration anew …' : 'Opening the demonstration …');
  const stop = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  // Filling takes a while; somebody who presses Ctrl-C in the middle of it means it.
  const quit = () => process.exit(0);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, quit);
  const demonstration = await openDemonstration({ ...settings, size: WHOLE, isFresh, hasVoice: true, say: sayProgress });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, quit);

  console.log(`\nHearth is open at ${demonstration.origin}. Everybody in it is made up.\n`);
  for (const [kind, link] of Object.entries(demonstration.links)) console.log(`  ${(LABELS[kind] ?? kind).padEnd(22)} ${link}`);
  console.log(`\nThe links are in ${settings.dataDir}/demo-links.json too, and work again after a restart. Ctrl-C ends it.`);
  await stop;
  await demonstration.close();
  process.exit(0);
}

try {
  await start();
} catch (fault) {
  console.error(`The demonstration could not start: ${(fault as Error).message}`);
  process.exit(1);
}
