import { describe, expect, it } from 'vitest';
import { HELP_LINES, linesToShow } from '../../src/content/help-lines.ts';

describe('help lines', () => {
  it('a young person is shown no line that nobody has confirmed, and none meant for adults', () => {
    const shown = linesToShow().map((line) => line.id);
    expect(shown).toContain('childline');
    expect(shown).not.toContain('nyas');
    expect(shown).not.toContain('become');
    expect(shown).not.toContain('nspcc');
    for (const line of linesToShow()) expect(line.status).toBe('confirmed');
  });

  it('every line that is shown can be called or written to', () => {
    expect(linesToShow().filter((line) => !line.call && !line.text)).toEqual([]);
  });

  it('every confirmed line names where it was seen, and every other says what a person must find out', () => {
    expect(HELP_LINES.filter((line) => line.status === 'confirmed' && (line.source === '' || line.source === 'none yet'))).toEqual([]);
    expect(HELP_LINES.filter((line) => line.status === 'unconfirmed' && !line.ask)).toEqual([]);
  });

  it('the numbers are those that were checked, digit by digit', () => {
    expect(Object.fromEntries(linesToShow().map((line) => [line.id, line.call ?? line.text?.to]))).toEqual({
      emergency: '999',
      childline: '0800 1111',
      'help-at-hand': '0800 528 0731',
      'coram-voice': '0808 800 5792',
      samaritans: '116 123',
      shout: '85258',
      papyrus: '0800 068 4141',
      ofsted: '0300 123 1231',
    });
  });
});
