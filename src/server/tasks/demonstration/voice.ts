import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { addDays, londonDay } from '../../../shared/basics/day.ts';
import type { AudienceKind } from '../../../shared/voice/directory.ts';
import { buildApp } from '../../app.ts';
import type { Library } from '../../library.ts';
import type { Records } from '../../records/database.ts';
import { pushFacts } from '../../records/push.ts';
import { makeDice } from './dice.ts';
import { makePhone } from './phone.ts';

/** The room of keys runs as a process of its own: the server starts it and never loads it. */
const FILLER = path.resolve(import.meta.dirname, '../../../seal/demonstration/main.ts');
const SEED = 20_261_123;
/** Longer ago than the first view. */
const READERS_SINCE_DAYS = 120;

/** Two of each, so that every audience may be chosen. Those of the home are its manager and deputy. */
const READERS: [kind: AudienceKind, role: string, names: [string, string]][] = [
  ['participation', 'participation worker', ['Pia Example', 'Parveen Example']],
  ['advocate', 'advocate', ['Amira Example', 'Adam Example']],
  ['visitor', 'independent visitor', ['Vera Example', 'Victor Example']],
  ['collective', 'youth collective', ['Cleo Example', 'Cai Example']],
  ['safeguarding', 'safeguarding lead', ['Safiya Example', 'Sean Example']],
  ['lado', 'LADO', ['Lara Example', 'Lewis Example']],
  ['iro', 'reviewing officer', ['Ines Example', 'Ivor Example']],
  ['socialWorker', 'social worker', ['Wanda Example', 'Wilf Example']],
];
const OFFICERS = ['Olive Example', 'Omar Example'] as const;

export type VoiceFilling = {
  records: Records;
  library: Library;
  adminId: string;
  regionId: string;
  /** The home whose manager and deputy read its audience, first; then any others where young people live. */
  homes: { placeId: string; managerId: string }[];
  deputyId: string;
  now: Date;
  say(done: number, of: number): void;
};

/** What links are made of: who stands behind them, and the 32 bytes their device is made from. */
export type VoiceKept = {
  fingerprint: string;
  devices: Record<string, string>;
  words: string[];
  views: number;
  people: Record<'participationWorker' | 'advocate' | 'safeguardingLead' | 'directoryOfficer' | 'secondDirectoryOfficer', string>;
};

async function addPeople({ records, library, adminId, regionId, now }: VoiceFilling): Promise<Map<string, string>> {
  const dice = makeDice(SEED);
  const phone = makePhone(adminId, randomUUID(), dice);
  const startsOn = addDays(londonDay(now.toISOString()), -READERS_SINCE_DAYS);
  const added = new Map<string, string>();
  const facts = [
    ...READERS.flatMap(([, , names]) => names.map((name) => ({ name, role: 'reader' as const }))),
    ...OFFICERS.map((name) => ({ name, role: 'directoryOfficer' as const })),
  ].map(({ name, role }) => {
    const personId = phone.newId(now);
    added.set(name, personId);
    const placement = { placementId: phone.newId(now), placeId: regionId, role, startsOn, careRoleStartedOn: null };
    return phone.write('people.person.added', personId, { personId, name, placement }, now);
  });
  const pushed = await pushFacts(records, { owner: adminId, deviceId: phone.deviceId, facts, now, library });
  const refused = pushed.ok ? pushed.answers.find((answer) => answer.receipt?.state !== 'recorded') : undefined;
  if (!pushed.ok || refused) throw new Error(`the readers of the demonstration were not recorded: ${JSON.stringify(refused)}`);
  return added;
}

/**
 * Gives the demonstration's young people their voice: readers and officers as facts, then a root, a
 * directory and forty views by the path that real phones take, over a server whose clock is set back.
 */
export async function fillVoiceLane(filling: VoiceFilling): Promise<VoiceKept> {
  const { records, library, homes, deputyId, now } = filling;
  const added = await addPeople(filling);
  const secrets = new Map<string, string>();
  const withSecret = (personId: string, name: string) => {
    const secret = randomBytes(16).toString('base64url');
    secrets.set(secret, personId);
    return { personId, name, secret };
  };
  const person = (name: string) => withSecret(added.get(name) ?? '', name);
  const managerId = homes[0]?.managerId ?? '';
  const nameOf = async (personId: string) => (await records.db.selectFrom('person').select('name').where('person_id', '=', personId).executeTakeFirstOrThrow()).name;
  const readers = [
    ...READERS.flatMap(([kind, role, names]) => names.map((name) => ({ ...person(name), kind, role }))),
    { ...withSecret(managerId, await nameOf(managerId)), kind: 'home' as const, role: 'manager' },
    { ...withSecret(deputyId, await nameOf(deputyId)), kind: 'home' as const, role: 'deputy manager' },
  ];
  const plan = {
    now: now.toISOString(),
    regionId: filling.regionId,
    officers: OFFICERS.map(person),
    readers,
    homes: homes.map((home) => ({ placeId: home.placeId, secret: withSecret(home.managerId, '').secret })),
  };

  let clock = now;
  const settings = { port: 0, host: '127.0.0.1', dataDir: '', databaseUrl: null, publicOrigin: null };
  const app = await buildApp({ db: records, settings, library, now: () => clock, demo: { secrets } });
  await app.listen({ port: 0, host: '127.0.0.1' });
  try {
    const { port } = app.server.address() as AddressInfo;
    const filled = await runFiller(
      { ...plan, origin: `http://127.0.0.1:${port}` },
      (at) => {
        clock = new Date(at);
      },
      filling.say,
    );
    const idOf = (name: string) => added.get(name) ?? '';
    return {
      ...filled,
      people: {
        participationWorker: idOf('Pia Example'),
        advocate: idOf('Amira Example'),
        safeguardingLead: idOf('Safiya Example'),
        directoryOfficer: idOf(OFFICERS[0]),
        secondDirectoryOfficer: idOf(OFFICERS[1]),
      },
    };
  } finally {
    await app.close();
  }
}

type Word = { clock?: string; done?: number; of?: number; filled?: Omit<VoiceKept, 'people'> };

async function runFiller(plan: object, setClock: (at: string) => void, say: (done: number, of: number) => void): Promise<Omit<VoiceKept, 'people'>> {
  const filler = spawn(process.execPath, ['--no-warnings', FILLER], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  filler.stderr.on('data', (part: Buffer) => {
    complaint += part.toString();
  });
  const ended = new Promise<number | null>((settle, fail) => {
    filler.on('error', fail);
    filler.on('close', settle);
  });
  filler.stdin.on('error', () => undefined);
  filler.stdin.write(`${JSON.stringify(plan)}\n`);
  let filled: Word['filled'];
  for await (const line of createInterface({ input: filler.stdout })) {
    const word = JSON.parse(line) as Word;
    if (word.clock !== undefined) {
      setClock(word.clock);
      filler.stdin.write('ok\n');
    }
    if (word.done !== undefined && word.of !== undefined) say(word.done, word.of);
    filled ??= word.filled;
  }
  await ended;
  if (!filled) throw new Error(`the views of the demonstration were not made: ${complaint.trim()}`);
  return filled;
}
