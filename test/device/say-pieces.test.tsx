// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { FEELINGS } from '../../src/shared/voice/say.ts';
import { mayMeanHurt } from '../../src/voice/say/hurt-words.ts';
import { bodyOf, newSaying, readSaying, type Saying, withAbout, withFeeling } from '../../src/voice/say/saying.ts';
import { FeelingsGrid } from '../../src/voice/say/feelings-grid.tsx';
import { type RecorderEnd, type Recording, startRecorder, waveOf } from '../../src/voice/say/recorder.ts';
import { drawAll, pictureOf, pointOf } from '../../src/voice/say/strokes.ts';
import { VoiceNote } from '../../src/voice/say/voice-note.tsx';
import { lookBy, sayHours } from '../../src/voice/say/when.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('faces', () => {
  function Grid() {
    const [saying, change] = useState<Saying>(newSaying('one', 'feeling'));
    return <FeelingsGrid saying={saying} change={change} />;
  }

  it('sixteen faces with a word each; up to three may be picked, each in three sizes', () => {
    render(<Grid />);
    expect(screen.getAllByRole('button')).toHaveLength(FEELINGS.length);
    for (const name of ['Sad', 'Angry', 'Tired']) fireEvent.click(screen.getByRole('button', { name }));
    expect(screen.getAllByRole('group', { name: /^How big/ })).toHaveLength(3);
    fireEvent.click(screen.getByRole('button', { name: 'Happy' }));
    expect(screen.getByRole('button', { name: 'Happy' }).getAttribute('aria-pressed')).toBe('false');
    expect(screen.getByRole('status').textContent).toBe('You picked 3. To pick a new one, take one away first.');
    fireEvent.click(screen.getByRole('button', { name: 'Sad' }));
    expect(screen.getAllByRole('group', { name: /^How big/ })).toHaveLength(2);
  });

  it('with the words hidden a face says its word when it is picked, and otherwise keeps quiet', async () => {
    const spoken: string[] = [];
    const voice = { lang: 'en-GB', localService: true };
    vi.stubGlobal(
      'SpeechSynthesisUtterance',
      class {
        text: string;
        constructor(text: string) {
          this.text = text;
        }
      },
    );
    vi.stubGlobal('speechSynthesis', { getVoices: () => [voice], speak: ({ text }: { text: string }) => spoken.push(text), cancel: () => {} });
    const { container } = render(<Grid />);
    fireEvent.click(screen.getByRole('button', { name: 'Sad' }));
    expect(spoken).toEqual([]);
    container.setAttribute('data-words', 'hidden');
    fireEvent.click(screen.getByRole('button', { name: 'Angry' }));
    expect(spoken).toEqual(['Angry']);
  });

  it('what was not said is not in the body at all, and nobody is named or chosen beforehand', () => {
    const saying = newSaying('one', 'idea');
    expect(bodyOf({ ...saying, text: '  bikes ' }, '2026-11-23T10:00:00.000Z')).toEqual({ t: 'view', kind: 'idea', use: 'answer', at: '2026-11-23T10:00:00.000Z', text: 'bikes' });
    expect(bodyOf({ ...saying, called: 'name', name: ' ' }, 'x')).not.toHaveProperty('name');
    expect(bodyOf({ ...saying, aboutStaff: 'notSure' }, 'x')).not.toHaveProperty('aboutStaff');
    expect(saying.to).toEqual([]);
  });

  it('a draft of another shape is not taken for one', () => {
    expect(readSaying({ id: 'x' })).toBeNull();
    expect(readSaying(null)).toBeNull();
    const whole = withAbout(withFeeling(newSaying('one', 'feeling'), 'sad'), 'home');
    expect(readSaying(structuredClone(whole))).toEqual(whole);
  });
});

/** A microphone and a recorder of the browser, whose pieces the test hands out. */
function pretendMicrophone() {
  const made: PretendRecorder[] = [];
  const stopped = vi.fn();
  class PretendRecorder {
    state = 'inactive';
    mimeType: string;
    options: { audioBitsPerSecond?: number };
    ondataavailable: (event: { data: Blob }) => void = () => {};
    onstop: () => void = () => {};
    static isTypeSupported = (type: string) => type.startsWith('audio/mp4');
    constructor(_stream: unknown, options: { mimeType: string; audioBitsPerSecond: number }) {
      this.mimeType = options.mimeType;
      this.options = options;
      made.push(this);
    }
    start() {
      this.state = 'recording';
    }
    pause() {
      this.state = 'paused';
    }
    resume() {
      this.state = 'recording';
    }
    stop() {
      this.state = 'inactive';
      this.onstop();
    }
    piece(bytes: number) {
      this.ondataavailable({ data: new Blob([new Uint8Array(bytes)]) });
    }
  }
  vi.stubGlobal('MediaRecorder', PretendRecorder);
  vi.stubGlobal('AudioContext', undefined);
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia: async () => ({ getTracks: () => [{ stop: stopped }] }) } });
  return { made, stopped };
}

describe('R11 a voice note', () => {
  let heard: Mock<(recording: Recording | null, why: RecorderEnd) => void>;
  beforeEach(() => {
    heard = vi.fn<(recording: Recording | null, why: RecorderEnd) => void>();
  });
  const start = () => startRecorder({ level: () => {}, ended: heard });

  it('asks for 20 kbit/s in a form this phone can record, and lets go of the microphone at the end', async () => {
    const { made, stopped } = pretendMicrophone();
    const started = await start();
    expect(made[0]?.options).toEqual({ mimeType: 'audio/mp4', audioBitsPerSecond: 20_000 });
    made[0]?.piece(900);
    if (started.ok) started.recorder.stop();
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(expect.objectContaining({ type: 'audio/mp4' }), 'stopped'));
    expect(heard.mock.calls[0]?.[0]?.bytes).toHaveLength(900);
    expect(stopped).toHaveBeenCalled();
  });

  it('ends by itself at 120 seconds, not counting pauses', async () => {
    vi.useFakeTimers();
    const { made } = pretendMicrophone();
    const started = await start();
    made[0]?.piece(100);
    await vi.advanceTimersByTimeAsync(60_000);
    if (started.ok) started.recorder.pause();
    await vi.advanceTimersByTimeAsync(300_000);
    if (started.ok) started.recorder.resume();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(heard).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(made[0]?.state).toBe('inactive');
    vi.useRealTimers();
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(expect.objectContaining({ seconds: 120 }), 'full'));
  });

  it('never grows over 300 kB: the piece that does not fit is left out and it ends', async () => {
    const { made } = pretendMicrophone();
    await start();
    for (let piece = 0; piece < 4; piece += 1) made[0]?.piece(99_000);
    await vi.waitFor(() => expect(heard).toHaveBeenCalled());
    expect(heard.mock.calls[0]?.[0]?.bytes).toHaveLength(297_000);
    expect(heard.mock.calls[0]?.[1]).toBe('full');
  });

  it('leaving the page ends it and keeps what was said', async () => {
    const { made } = pretendMicrophone();
    await start();
    made[0]?.piece(500);
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(expect.objectContaining({ seconds: expect.any(Number) }), 'away'));
    vi.restoreAllMocks();
  });

  it('without a microphone, or when it is refused, the person is told and can go on', async () => {
    pretendMicrophone();
    for (const [name, words] of [
      ['NotFoundError', /We found no microphone/],
      ['NotAllowedError', /The microphone is off/],
    ] as const) {
      Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia: async () => Promise.reject(Object.assign(new Error(name), { name })) } });
      render(<VoiceNote note={null} change={() => {}} stayAwake={() => () => {}} />);
      await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Record my voice' })));
      expect(await screen.findByText(words)).toBeTruthy();
      cleanup();
    }
  });

  it('a phone that cannot record says so and offers no button', () => {
    vi.stubGlobal('MediaRecorder', undefined);
    render(<VoiceNote note={null} change={() => {}} stayAwake={() => () => {}} />);
    expect(screen.getByText('This phone cannot record. You can type or draw.')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('the wave is drawn in at most sixty bars, the loudest as high as it goes', () => {
    expect(waveOf([])).toEqual([]);
    const wave = waveOf(Array.from({ length: 1200 }, (_, index) => (index === 700 ? 0.5 : 0.1)));
    expect(wave).toHaveLength(60);
    expect(Math.max(...wave)).toBe(1);
  });
});

describe('R11 a drawing', () => {
  it('a finger is where it is on the paper, however large the paper is shown', () => {
    const box = { left: 10, top: 20, width: 400, height: 300 };
    expect(pointOf({ clientX: 210, clientY: 170 }, box)).toEqual({ x: 400, y: 300 });
    expect(pointOf({ clientX: -50, clientY: 9000 }, box)).toEqual({ x: 0, y: 600 });
  });

  it('it is drawn again from its lines, so that undoing takes exactly the last away', () => {
    const pen = { beginPath: vi.fn(), moveTo: vi.fn(), lineTo: vi.fn(), stroke: vi.fn(), fillRect: vi.fn() } as never;
    const line = { colour: 'red' as const, width: 4, points: [{ x: 1, y: 1 }] };
    drawAll(pen, [line, line]);
    expect((pen as { stroke: ReturnType<typeof vi.fn> }).stroke).toHaveBeenCalledTimes(2);
    drawAll(pen, [line]);
    expect((pen as { stroke: ReturnType<typeof vi.fn> }).stroke).toHaveBeenCalledTimes(3);
    expect((pen as { fillRect: ReturnType<typeof vi.fn> }).fillRect).toHaveBeenCalledTimes(2);
  });

  it('a picture over 200 kB is made smaller, and refused when nothing makes it small enough', async () => {
    const paper = (sizes: Record<string, number>) =>
      ({ toBlob: (done: (blob: Blob) => void, type: string, quality = 1) => done(new Blob([new Uint8Array(sizes[`${type} ${quality}`] ?? 300_000)], { type })) }) as never;
    expect(await pictureOf(paper({ 'image/webp 0.5': 150_000 }))).toMatchObject({ type: 'image/webp', bytes: { length: 150_000 } });
    expect(await pictureOf(paper({}))).toBe('tooBig');
  });
});

describe('words around it', () => {
  it('hours are said as people say them', () => {
    const hours = { from: '09:00', to: '17:00' };
    expect(sayHours({ days: [1, 2, 3, 4, 5], ...hours })).toBe('Monday to Friday, 9:00 to 17:00');
    expect(sayHours({ days: [2, 4], ...hours })).toBe('Tuesday and Thursday, 9:00 to 17:00');
    expect(sayHours({ days: [1, 2, 3, 4, 5, 6, 7], ...hours })).toBe('every day, 9:00 to 17:00');
    expect(sayHours({ days: [], ...hours })).toBe('day and night');
  });

  it('R4 a person looks within a staffed hour of when it may have gone: on Friday evening that is Monday', () => {
    const office = { hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' } } as Parameters<typeof lookBy>[0];
    expect(lookBy(office, '2026-11-23T10:00:00.000Z', true)).toBe('2026-11-23T11:00:00.000Z');
    expect(lookBy(office, '2026-11-23T10:00:00.000Z', false)).toBe('2026-11-23T11:15:00.000Z');
    expect(lookBy(office, '2026-11-20T18:30:00.000Z', true)).toBe('2026-11-23T10:00:00.000Z');
  });

  it('words that may mean harm are heard whole, not inside other words', () => {
    for (const text of ['he hits me', 'I want to die', 'They touched me', 'self-harm']) expect(mayMeanHurt(text)).toBe(true);
    for (const text of ['my white shirt', 'the diet is bad', 'I like skills', 'we skate']) expect(mayMeanHurt(text)).toBe(false);
  });
});
