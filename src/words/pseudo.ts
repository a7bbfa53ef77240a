import type { Compiled } from './phrasebook.ts';

const RIGHT_TO_LEFT_OVERRIDE = '\u202e';
const POP = '\u202c';

function lengthen(text: string): string {
  if (text.trim() === '') return text;
  return `${RIGHT_TO_LEFT_OVERRIDE}${text.replace(/[aeiou]/g, (vowel) => vowel + vowel)}${POP}`;
}

function rewriteTokens(message: Compiled): Compiled {
  if (typeof message === 'string') return lengthen(message);
  if (!Array.isArray(message)) return message;
  return message.map((token) => {
    if (typeof token === 'string') return lengthen(token);
    if (!Array.isArray(token) || token.length < 3) return token;
    const [name, kind, choices] = token as [string, string, unknown];
    if (choices === null || typeof choices !== 'object') return token;
    const rewritten = Object.entries(choices).map(([key, choice]) => [key, key === 'offset' ? choice : rewriteTokens(choice)]);
    return [name, kind, Object.fromEntries(rewritten)];
  });
}

/** English made longer and right to left, token by token, so that plurals and places still work. */
export function mirrored(messages: Record<string, Compiled>): Record<string, Compiled> {
  return Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, rewriteTokens(message)]));
}
