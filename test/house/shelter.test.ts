import { describe, expect, it } from 'vitest';
import { sourceFiles } from '../support/sources.ts';

const page = sourceFiles(['src', 'service-worker'], /\.(ts|tsx)$/).filter(({ room }) => !['server', 'content', 'words'].includes(room));
const voice = page.filter(({ room }) => room === 'voice');

describe('what no page does', () => {
  it('D8 no field of a young person is completed, remembered or sent to a spelling service', () => {
    const open = voice.flatMap(({ file, text }) =>
      [...text.matchAll(/<(TextField|TextArea|textarea)\b[^>]*?\/?>/gs)].filter(([tag]) => !tag.includes('autocomplete="off"')).map(([tag]) => `${file}: ${tag.slice(0, 60)}`),
    );
    expect(open).toEqual([]);
    expect(voice.some(({ text }) => text.includes('autocomplete="off"'))).toBe(true);
    const field = page.find(({ file }) => file === 'src/ui/field.tsx');
    expect(field?.text.match(/spellcheck=\{autocomplete !== 'off'\}/g)).toHaveLength(2);
  });

  it('D3 no page of a young person asks to notify, sounds or shakes the phone', () => {
    expect(voice.filter(({ text }) => /\bNotification\b|pushManager|\.vibrate\(|showNotification/.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('C13 C14 no passkey is asked for a secret of its own, so that none can be posted or change under a key', () => {
    expect(page.filter(({ text }) => /\bprf\b/i.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
