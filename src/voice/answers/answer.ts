import type { Audience, Directory } from '../../shared/voice/directory.ts';
import type { AnswerBody } from '../../shared/voice/sealed-body.ts';
import { wellFormed } from '../../shared/voice/well-formed.ts';
import type { Letter } from '../../store/quiet/shelf.ts';
import type { VoiceNote } from '../say/saying.ts';
import { goesAfter, keysOf, lettersOf } from '../say/send.ts';
import type { Talk } from '../talk.ts';
import { addEntry, changeEntry } from './ledger.ts';
import type { Story } from './story.ts';

export type Says = AnswerBody['says'];
type Answer = { says: Says; text?: string; voice?: VoiceNote | null; re?: string };

/** Who hears an answer: those who were sent the first words and are still there, and those it was passed on to. */
export function hearers(story: Story, directory: Directory): Audience[] {
  const ids = new Set([...story.entry.to, ...story.shares.map(({ to }) => to.a)]);
  return directory.audiences.filter((audience) => ids.has(audience.a) && !audience.epochs[0]?.until);
}

/**
 * Seals an answer into the same mailbox.
 * @throws when it cannot be sealed or written; nothing was sent then.
 */
export async function sendAnswer(talk: Talk, story: Story, directory: Directory, answer: Answer): Promise<void> {
  const at = talk.now();
  const text = answer.text?.trim();
  const isUrgent = answer.says === 'harm';
  const { voice } = answer;
  const to = hearers(story, directory);
  const { envelope, id, chunks } = await talk.keeper.seal({
    body: { t: 'answer', re: answer.re ?? story.entry.id, says: answer.says, at, ...(text && { text }) },
    attachments: voice ? [{ kind: 'voice', type: voice.type, seconds: Math.round(voice.seconds), bytes: voice.bytes }] : [],
    mailbox: story.entry.mailbox,
    to: keysOf(to),
    unit: talk.place?.units[0] ?? story.entry.unit ?? to[0]?.unit ?? '',
    safety: isUrgent,
    isWorry: false,
  });
  await talk.shelf.send(lettersOf(envelope, id, chunks, null, at, goesAfter(talk, isUrgent)));
  talk.line.wake();
}

/** Remembers what they said of an answer, so that it is not asked again. */
export async function rememberSaid(talk: Talk, story: Story, about: string, says: Says): Promise<void> {
  await addEntry(talk, { ...story.entry, said: { ...story.entry.said, [about]: says } });
}

/**
 * Takes it back. What has not gone yet never goes; for the rest the server is told to delete it at
 * once. A letter that may be on its way at this moment is treated as gone.
 */
export async function takeBack(talk: Talk, story: Story): Promise<void> {
  const { entry } = story;
  const now = talk.now();
  const letters = await talk.shelf.letters();
  const mine = letters.filter((letter) => isIn(letter, entry.mbox));
  const view = mine.find((letter) => letter.id === entry.id);
  const mayBeGone = !view || view.tries > 0 || view.notBefore <= now;
  const [box] = (await talk.keeper.mailboxes(entry.mailbox + 1)).slice(-1);
  for (const letter of mine) await talk.shelf.dropLetter(letter.id);
  if (mayBeGone && box) {
    await talk.shelf.send([{ id: `w.${entry.id}`, owner: 'young', content: { kind: 'withdraw', secret: box.secret, view: entry.id }, madeAt: now, tries: 0, notBefore: now }]);
    talk.line.wake();
  }
  if (entry.kind === 'unknown') await addEntry(talk, { ...entry, takenBackAt: now });
  else await changeEntry(talk, entry.id, () => ({ takenBackAt: now }));
}

function isIn({ content }: Letter, mbox: string): boolean {
  return content.kind === 'view' && wellFormed(content.envelope)?.header.mbox === mbox;
}
