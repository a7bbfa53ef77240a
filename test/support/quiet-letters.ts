import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson } from '../../src/shared/basics/canonical.ts';
import type { Envelope, Sealed, SignedEnvelope } from '../../src/shared/voice/envelope.ts';
import { SUITE } from '../../src/shared/voice/envelope.ts';
import type { Mailbox, Thread } from '../../src/shared/wire/sealed.ts';
import type { Letter } from '../../src/store/quiet/shelf.ts';

/** Sealed things as far as anybody can tell who cannot open them: the right shape, filled by chance. */
export const chance = (bytes: number): string => randomBytes(bytes).toString('base64url');
export const newId = (): string => chance(16);
export const newSecret = (): string => chance(32);

const point = (): string => Buffer.concat([Buffer.from([4]), randomBytes(64)]).toString('base64url');
const slot = (): string => `${point()}.${chance(48)}`;

type Asked = { id?: string; mbox?: string; aud?: string[]; unit?: string; safety?: 0 | 1 };

export function pretendEnvelope({ id = newId(), mbox = newId(), aud = ['adv-07'], unit = 'home-1', safety = 0 }: Asked = {}): Sealed<Envelope> {
  const header = { v: 1, suite: SUITE, id, mbox, aud: aud.map((a) => ({ a, e: 0 })), unit, safety, commit: chance(32) };
  return {
    header: Buffer.from(canonicalJson(header)).toString('base64url'),
    iv: chance(12),
    body: chance(512 + 16),
    slots: Object.fromEntries(aud.map((a) => [a, slot()])),
  } as Sealed<Envelope>;
}

export function pretendMessage(asked: Asked = {}): Sealed<SignedEnvelope> {
  return { ...pretendEnvelope({ aud: ['tk', 'adv-07'], ...asked }), cert: newId(), sig: chance(64) } as unknown as Sealed<SignedEnvelope>;
}

type More = Partial<Pick<Letter, 'owner' | 'madeAt' | 'notBefore' | 'id'>>;
const MADE_AT = '2026-11-20T09:00:00.000Z';

function letter(content: Letter['content'], more: More): Letter {
  return { id: newId(), owner: 'young', madeAt: MADE_AT, tries: 0, notBefore: more.madeAt ?? MADE_AT, ...more, content };
}

export function viewLetter(more: More = {}, asked: Asked = {}): Letter {
  return letter({ kind: 'view', envelope: pretendEnvelope(asked), capability: null }, more);
}

/** The sealed parts of one recording, as they follow the letter they belong to. */
export function chunkLetters(count: number, more: More = {}): Letter[] {
  const attachment = newId();
  return Array.from({ length: count }, (_, n) => letter({ kind: 'chunk', attachment, n, bytes: new Uint8Array(randomBytes(2000)), capability: null }, more));
}

export function actLetter(owner: string, more: More = {}): Letter {
  const view = newId();
  return letter({ kind: 'act', act: { act: 'read', view, audience: 'adv-07', message: pretendMessage() } }, { owner, ...more });
}

export function mailboxOf(secret: string): string {
  return createHash('sha256').update('voice/v1/mailbox').update(Buffer.from(secret, 'base64url')).digest().subarray(0, 16).toString('base64url');
}

export function pretendBox(mbox: string, messages: SignedEnvelope[] = [pretendMessage({ mbox })]): Mailbox {
  return { mbox, sent: [{ id: newId(), at: MADE_AT, state: [{ a: 'adv-07', state: 'read', overdue: false }] }], messages, shares: [], withdrawn: false };
}

export function pretendThread(audience = 'adv-07', view = pretendEnvelope({ aud: [audience] })): Thread {
  return {
    ...{ view, audience, epoch: 0, receivedAt: MADE_AT, state: 'new', due: null, duty: 'none' },
    ...{ share: null, shares: [], answers: [], messages: [], isGone: false },
  };
}

export function memberWith(capabilities: string[]) {
  return { membership: newSecret(), units: ['home-1', 'region'], root: chance(32), mode: 'mine' as const, capabilities };
}
