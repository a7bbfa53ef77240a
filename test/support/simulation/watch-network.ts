import type { AnswerFor } from '../../../src/shared/wire/answer.ts';
import type { OutboxRow } from '../../../src/store/database.ts';
import { rowsOnDisk } from './disk.ts';
import type { Ledger } from './ledger.ts';
import { breaks, count, finalOf, noteBytes } from './ledger.ts';
import type { Message, Watcher } from './network.ts';
import type { Phone } from './phones.ts';
import { signedInOn } from './phones.ts';
import { keyOf, picturesOn } from './pictures.ts';
import type { Sent } from './server.ts';
import type { World } from './simulate.ts';

type Down = { receipt?: { sha256: string }; epoch?: string; answers?: AnswerFor[]; changes?: { answer?: AnswerFor }[] };

/** Answers a server gives to its own author, by id. Somebody else's "not allowed" is no answer to the fact. */
function answersFor(ledger: Ledger, message: Message, down: Down): AnswerFor[] {
  const answers = [...(down.answers ?? []), ...(down.changes ?? []).flatMap((change) => change.answer ?? [])];
  return answers.filter(({ factId }) => !ledger.forged.has(factId) && ledger.saved.get(factId)?.author === message.session?.personId);
}

/** I12: within one life of the records the final answer to an id stays what it was. */
function holdToWord(world: World, message: Message, down: Down): void {
  const { ledger, server } = world;
  for (const answer of answersFor(ledger, message, down)) {
    const final = finalOf(answer);
    if (final === null) continue;
    const key = `${server.timeline} ${down.epoch} ${answer.factId}`;
    const known = ledger.answers.get(key);
    if (known === undefined) ledger.answers.set(key, final);
    else if (known !== final) breaks(ledger, 'I12 a final answer changed');
  }
}

/** I7: a good fact comes back without an answer of its own once at most, whoever travels with it. */
function timeDelays(world: World, message: Message, answers: readonly AnswerFor[]): void {
  const { ledger } = world;
  const answered = new Set(answers.map((answer) => answer.factId));
  for (const { factId } of message.facts) {
    if (answered.has(factId) || ledger.saved.get(factId)?.isGood !== true) continue;
    const delays = (ledger.delays.get(factId) ?? 0) + 1;
    ledger.delays.set(factId, delays);
    if (delays > 1) breaks(ledger, 'I7 a bad fact held others up for more than one round trip');
  }
}

/** I16: a picture goes only after the words that name it. */
function checkWordsFirst(ledger: Ledger, message: Message, phone: Phone): void {
  count(ledger, 'parts');
  const sha256 = message.bytes.length > 0 ? message.path.slice('/attachments/'.length) : (JSON.parse(message.text) as { sha256: string }).sha256;
  const lines = new Set(['outbox', 'refusals'].flatMap((table) => rowsOnDisk<{ factId: string }>(phone.origin, table).map((row) => row.factId)));
  const row = picturesOn(phone).get(keyOf(signedInOn(phone) ?? '', sha256));
  if (row?.factIds.every((factId) => lines.has(factId))) breaks(ledger, 'I16 a picture was sent before its words');
}

const BATCH_AT_FAULT = new Set([400, 413, 422]);

/** Everything that must hold of what goes over the line. */
export function watchNetwork(world: () => World): Watcher {
  return {
    sent: (message, fate, underWay) => {
      const { ledger, phones, trace, unheard } = world();
      const phone = phones[message.phone];
      count(ledger, 'requests');
      count(ledger, 'bytes', message.text.length + message.bytes.length);
      if (fate !== 'fair') count(ledger, `network ${fate}`);
      trace.push(`${message.phone} ${message.path} ${message.session?.personId} ${message.facts.map((fact) => fact.factId).join()} ${fate}`);
      if (!phone) return;
      if (message.path.startsWith('/attachments')) checkWordsFirst(ledger, message, phone);
      if (underWay > 1) breaks(ledger, 'I14 two requests of one phone were under way at once');
      const open = new Set(rowsOnDisk<OutboxRow>(phone.origin, 'outbox').map((row) => row.factId));
      const owner = signedInOn(phone);
      for (const fact of message.facts) {
        noteBytes(ledger, fact);
        unheard.add(fact.factId);
        if (!open.has(fact.factId)) breaks(ledger, 'I14 a line that was closed was sent again');
        if (fact.owner !== owner) breaks(ledger, 'I9 a line was sent while somebody else was signed in');
      }
    },
    answered: (message: Message, sent: Sent | null, isHeard: boolean) => {
      const { trace, phones } = world();
      trace.push(`${message.phone} ${message.path} ${sent?.status ?? 'no answer'}`);
      const from = phones[message.phone];
      if (from && (message.path === '/sync/push' || message.bytes.length > 0)) from.pushes += 1;
      if (!sent) return;
      if (BATCH_AT_FAULT.has(sent.status) && isHeard) timeDelays(world(), message, []);
      if (sent.status !== 200) return;
      if (from && isHeard && message.path === '/sync/pull') from.pulls += 1;
      const down = JSON.parse(sent.text) as Down;
      holdToWord(world(), message, down);
      if (down.receipt && isHeard) world().ledger.pictureReceipts.add(keyOf(message.session?.personId ?? '', down.receipt.sha256));
      if (message.path === '/sync/push' && isHeard) timeDelays(world(), message, down.answers ?? []);
    },
  };
}
