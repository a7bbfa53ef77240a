import { readLeft } from './attachments.ts';
import { waitingLines } from './delivery.ts';
import type { Desk } from './desk.ts';

/** Few at a time: a picture's bytes are more than one call takes. */
const AT_ONCE = 8192;

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += AT_ONCE) text += String.fromCharCode(...bytes.subarray(from, from + AT_ONCE));
  return btoa(text);
}

/** Plain text a person can keep or hand to somebody: everything of theirs that is not delivered, pictures as addresses a browser opens. */
export async function exportText(desk: Desk, factId?: string): Promise<string> {
  const lines = (await waitingLines(desk.db)).filter((line) => factId === undefined || line.factId === factId);
  const pictures = (await readLeft(desk, factId)).map(({ bytes, type }) => `data:${type};base64,${base64(bytes)}`);
  return JSON.stringify({ writtenAt: desk.now(), lines: lines.map(({ kind, about, body, savedAt, refusal }) => ({ kind, about, body, savedAt, refusal })), pictures }, null, 2);
}
