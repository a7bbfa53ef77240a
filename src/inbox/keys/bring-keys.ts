import type { KeptKey, MyKeys } from '../../shared/wire/sealed.ts';
import type { LineAnswer, LineTrouble } from '../../store/quiet/line.ts';
import type { Inbox } from '../inbox.ts';

type Line = { myKeys(): Promise<LineAnswer<MyKeys>>; keepKeys: Inbox['line']['keepKeys'] };
type Asking = Pick<Inbox, 'personId' | 'shelf'> & { line: Line };

const isSame = (one: KeptKey, other: KeptKey) => one.a === other.a && one.e === other.e && one.d === other.d;

/**
 * Audience keys as the server has them, kept on the shelf for days without signal. A key that was taken over
 * is handed out once: if it could not be delivered then, it goes now.
 */
export async function bringKeys({ personId, shelf, line }: Asking): Promise<{ keys: KeptKey[]; colleagues: NonNullable<MyKeys['colleagues']>; trouble: LineTrouble | null }> {
  const note = await shelf.read('keys');
  const kept = note?.personId === personId ? note.keys : [];
  const answer = await line.myKeys();
  if (!answer.ok) return { keys: kept, colleagues: [], trouble: answer.why };
  const { keys: served, devices, colleagues = [] } = answer.value;
  const own = new Set(devices.map(({ d }) => d));
  const undelivered = kept.filter((key) => own.has(key.d) && !served.some((other) => isSame(key, other)));
  const sent = undelivered.length > 0 ? await line.keepKeys(undelivered) : null;
  // What the server will not have is not this person's any more.
  const keys = [...served, ...(sent?.ok || sent?.why === 'noSignal' ? undelivered : [])];
  await shelf.write('keys', { personId, keys });
  return { keys, colleagues, trouble: null };
}

/** Held on this phone before it is sent: the server does not hand it out again. */
export async function holdKey({ personId, shelf }: Pick<Inbox, 'personId' | 'shelf'>, key: KeptKey): Promise<void> {
  const note = await shelf.read('keys');
  const others = note?.personId === personId ? note.keys.filter((known) => !isSame(known, key)) : [];
  await shelf.write('keys', { personId, keys: [...others, key] });
}
