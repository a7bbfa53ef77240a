import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Draft } from '../../src/store/cabinet.ts';
import { makeHandClock, openTab, signIn } from './device.ts';
import { freezePhone } from './frozen-phone.ts';
import { makePretendServer } from './pretend-server.ts';
import { added, answeredDraft, finishedDraft, homeOpened, signedDraft, startedDraft } from './training-facts.ts';

/**
 * Leaves a phone as the release named on the command line leaves it on a bad day: work of two
 * people, a refusal, a picture half sent and one not sent at all. Run once for a release, before it:
 * `node test/support/freeze-release.ts 0.2.0`. A released file is never written again.
 */
const ANN = '019f0000-0000-7000-8000-00000000000a';
const BEN = '019f0000-0000-7000-8000-00000000000b';
const HOME = '019f0000-0000-7000-8000-0000000000f1';

/** Bytes that are the same on every run. */
function bytesOf(name: string, size: number): Uint8Array {
  const parts = Array.from({ length: Math.ceil(size / 32) }, (_, index) => createHash('sha256').update(`${name} ${index}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, size));
}

function seen(personId: string, signOffId: string, photo: Uint8Array): Draft {
  return { ...signedDraft(personId, signOffId, 'Led the drill'), attachments: [{ bytes: photo, type: 'image/jpeg' }] } as Draft;
}

async function freezeRelease(release: string): Promise<void> {
  const clock = makeHandClock();
  const server = makePretendServer(clock.read);
  server.seed([homeOpened(HOME), added(ANN, 'senior', HOME), added(BEN, 'carer', HOME)]);
  const tab = await openTab(clock, server);
  await signIn(tab, BEN, 'carer', HOME);
  await tab.cabinet.record([startedDraft('ben-1'), answeredDraft('ben-1', 1)]);
  await signIn(tab, ANN, 'senior', HOME);
  const refused = await tab.cabinet.record([startedDraft('ann-1')]);
  for (const factId of refused.ok ? refused.factIds : []) server.answerAs.set(factId, { factId, refusal: { kind: 'notAllowed', where: 'kind', reason: 'no' } });
  await tab.cabinet.record([seen(BEN, 'ann-seen-1', bytesOf('half', 80_000))]);
  let parts = 0;
  tab.weather.now = (where, send) => {
    if (!where.startsWith('/attachments/')) return send();
    parts += 1;
    if (parts > 1) throw new TypeError('gone');
    return send();
  };
  const sync = tab.start();
  await sync.drain();
  await sync.drain();
  tab.isOnline.now = false;
  await tab.cabinet.record([startedDraft('ann-2'), finishedDraft('ann-2'), seen(BEN, 'ann-seen-2', bytesOf('whole', 30_000))]);
  sync.stop();
  tab.cabinet.close();
  const frozen = await freezePhone(tab.disk.indexedDB, tab.disk.name, release);
  writeFileSync(path.resolve(import.meta.dirname, `../fixtures/phone-${release}.json`), `${JSON.stringify(frozen, null, 2)}\n`);
}

await freezeRelease(process.argv[2] ?? 'next');
