import { londonDay } from '../../shared/basics/day.ts';
import type { DueItem } from '../../shared/nudges/due.ts';
import { digestStep, dueItems, OWN_DAYS, reachedSteps, TEAM_DAYS } from '../../shared/nudges/due.ts';
import { isQuiet } from '../../shared/nudges/quiet-hours.ts';
import { LEADING_ROLES } from '../../shared/people/role.ts';
import { isPlacementOpen } from '../../shared/training/requirement.ts';
import { homeRules } from '../../shared/training/rules-of.ts';
import type { Library } from '../library.ts';
import type { Records } from '../records/database.ts';
import type { Reachable } from '../records/nudges.ts';
import { dropPushAddress, giveBackSteps, pruneSteps, reachablePeople, takeSteps } from '../records/nudges.ts';
import { peopleIn, readHomeRules, readRecords } from '../records/person-records.ts';
import type { Queries } from '../records/rows.ts';
import type { HomesBelow } from './homes-below.ts';
import { readHomesBelow } from './homes-below.ts';
import { dueMail } from './mails.ts';
import type { Sender } from './send.ts';

/** As far ahead as a manager is told. */
const TEAM_LIST_DAYS = 30;

type Lists = { own: DueItem[]; team: DueItem[]; below: HomesBelow };
const NOTHING_BELOW: HomesBelow = { homes: 0, due: [] };

/** What is due for a person, and in the homes they lead, today; in those they lead from above on the day of the digest alone. */
async function listsOf(db: Queries, personId: string, library: Library, today: string, isDigest: boolean): Promise<Lists> {
  const [me] = await readRecords(db, [personId]);
  if (!me) return { own: [], team: [], below: NOTHING_BELOW };
  const open = me.placements.filter((placement) => isPlacementOpen(placement, today));
  const led = open.filter((placement) => LEADING_ROLES.includes(placement.role)).map((placement) => placement.placeId);
  const others = led.length === 0 ? [] : (await peopleIn(db, led, today)).filter((id) => id !== personId);
  const people = [me, ...(await readRecords(db, others))];
  const homes = people.flatMap((person) => person.placements.map((placement) => placement.placeId));
  const rules = homeRules(await readHomeRules(db, homes), library.catalogue, today);
  const [own = [], ...team] = people.map((person) => dueItems(person, library.catalogue, today, rules));
  const below = isDigest && led.length > 0 ? await readHomesBelow(db, me, library, today, TEAM_LIST_DAYS) : NOTHING_BELOW;
  return { own, team: team.flat().filter((item) => item.daysLeft <= TEAM_LIST_DAYS), below };
}

/** Sends to every place the person chose. True when one of them took it, or none is left to try. */
async function tell(db: Queries, { choice, addresses }: Reachable, { own, team, below }: Lists, sender: Sender, origin: string): Promise<boolean> {
  let failed = 0;
  let sent = 0;
  for (const address of addresses) {
    const result = sender.push ? await sender.push(address) : 'failed';
    if (result === 'gone') await dropPushAddress(db, address.endpoint, null);
    else if (result === 'sent') sent += 1;
    else failed += 1;
  }
  if (choice.address !== null && choice.confirmed_at !== null && sender.mail) {
    const result = await sender.mail(dueMail(choice.address, origin, own, team, below));
    if (result === 'sent') sent += 1;
    else failed += 1;
  }
  return sent > 0 || failed === 0;
}

async function nudgeOne(db: Queries, person: Reachable, library: Library, sender: Sender, origin: string, now: string): Promise<boolean> {
  const { personId, choice } = person;
  if (isQuiet(now, { from: choice.quiet_from, to: choice.quiet_to })) return false;
  const today = londonDay(now);
  // Looked at once a day: what is due today does not change by the minute.
  const looked = `day ${today}`;
  if ((await takeSteps(db, personId, [looked], now)).length === 0) return false;
  const taken = [looked];
  try {
    const digest = choice.has_digest === 1 ? digestStep(today) : null;
    const lists = await listsOf(db, personId, library, today, digest !== null);
    const steps = stepsOf(lists, digest);
    taken.push(...(await takeSteps(db, personId, steps, now)));
    if (taken.length === 1) return false;
    if (await tell(db, person, lists, sender, origin)) return true;
  } catch (fault) {
    await giveBackSteps(db, personId, taken);
    throw fault;
  }
  await giveBackSteps(db, personId, taken);
  return false;
}

function stepsOf({ own, team, below }: Lists, digest: string | null): string[] {
  const reached = [...own.flatMap((item) => reachedSteps(item, OWN_DAYS)), ...team.flatMap((item) => reachedSteps(item, TEAM_DAYS))];
  return digest !== null && own.length + team.length + below.due.length > 0 ? [...reached, digest] : reached;
}

/**
 * One round: whoever wants to be told, and has something new to be told of, is told once, outside
 * their quiet hours. Returns how many were told.
 */
export async function nudgeRound(records: Records, library: Library, sender: Sender, origin: string, now: Date): Promise<number> {
  const { db } = records;
  const moment = now.toISOString();
  let told = 0;
  for (const person of await reachablePeople(db)) if (await nudgeOne(db, person, library, sender, origin, moment)) told += 1;
  await pruneSteps(db, moment);
  return told;
}
