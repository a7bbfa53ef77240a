/** The first that this phone can record; measured in experience.md, section 10. */
const TYPES = ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4'] as const;
/** 20 kbit/s: two minutes are 300 kB. */
const BITS_PER_SECOND = 20_000;
export const MOST_SECONDS = 120;
const MOST_BYTES = 300_000;
const PIECE_MS = 1000;
const LEVEL_MS = 100;
const MOST_BARS = 60;

export type Recording = { bytes: Uint8Array; type: string; seconds: number; wave: number[] };
/** `none`: this browser cannot; `refused`: the person or the phone said no; `noMicrophone`: there is none. */
export type RecorderFault = 'none' | 'refused' | 'noMicrophone';
export type RecorderEnd = 'stopped' | 'full' | 'away';

export type Recorder = {
  pause(): void;
  resume(): void;
  /** Ends it; what was recorded is given to `ended`. */
  stop(): void;
  /** Ends it and keeps nothing. */
  drop(): void;
};

type Heard = {
  level: (level: number, seconds: number) => void;
  /** `null` when there was no sound to keep. */
  ended: (recording: Recording | null, why: RecorderEnd) => void;
};

export function canRecord(): boolean {
  return typeof MediaRecorder !== 'undefined' && Boolean(navigator.mediaDevices?.getUserMedia);
}

/** Loudness from start to end in at most 60 bars, 0 to 1. */
export function waveOf(levels: readonly number[]): number[] {
  if (levels.length === 0) return [];
  const per = Math.max(1, Math.ceil(levels.length / MOST_BARS));
  const bars: number[] = [];
  for (let start = 0; start < levels.length; start += per) bars.push(Math.max(...levels.slice(start, start + per)));
  const loudest = Math.max(0.05, ...bars);
  return bars.map((bar) => Math.round((bar / loudest) * 100) / 100);
}

function faultOf(error: unknown): RecorderFault {
  const name = error instanceof Error ? error.name : '';
  return name === 'NotFoundError' || name === 'NotReadableError' || name === 'OverconstrainedError' ? 'noMicrophone' : 'refused';
}

/** Hears how loud it is, 0 to 1; a phone without the means is heard as silence. */
function meterOf(stream: MediaStream): { level: () => number; close: () => void } {
  if (typeof AudioContext === 'undefined') return { level: () => 0, close: () => {} };
  const sound = new AudioContext();
  const analyser = sound.createAnalyser();
  analyser.fftSize = 512;
  sound.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level: () => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      return Math.min(1, Math.sqrt(power) * 4);
    },
    close: () => void sound.close().catch(() => {}),
  };
}

/**
 * Records the microphone in pieces of a second, which stay in memory: at most 120 s and 300 kB.
 * Leaving the page ends it, because some phones stop without a word in the background.
 */
export async function startRecorder(heard: Heard): Promise<{ ok: true; recorder: Recorder } | { ok: false; why: RecorderFault }> {
  if (!canRecord()) return { ok: false, why: 'none' };
  const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one));
  if (!type) return { ok: false, why: 'none' };
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } });
  } catch (error) {
    return { ok: false, why: faultOf(error) };
  }

  const media = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS_PER_SECOND });
  const meter = meterOf(stream);
  const pieces: Blob[] = [];
  const levels: number[] = [];
  let bytes = 0;
  let milliseconds = 0;
  let last = Date.now();
  let why: RecorderEnd = 'stopped';
  let isDropped = false;

  const stop = (because: RecorderEnd) => {
    if (media.state === 'inactive') return;
    why = because;
    media.stop();
  };
  const away = () => {
    if (document.visibilityState === 'hidden') stop('away');
  };
  const beat = setInterval(() => {
    const now = Date.now();
    if (media.state === 'recording') {
      milliseconds += now - last;
      const level = meter.level();
      levels.push(level);
      heard.level(level, Math.min(MOST_SECONDS, milliseconds / 1000));
      if (milliseconds >= MOST_SECONDS * 1000) stop('full');
    }
    last = now;
  }, LEVEL_MS);

  media.ondataavailable = ({ data }) => {
    // One piece too many would not fit: it is left out, and what came before stays whole.
    if (data.size === 0 || bytes + data.size > MOST_BYTES) return;
    pieces.push(data);
    bytes += data.size;
    if (bytes > MOST_BYTES * 0.97) stop('full');
  };
  media.onstop = async () => {
    clearInterval(beat);
    document.removeEventListener('visibilitychange', away);
    meter.close();
    for (const track of stream.getTracks()) track.stop();
    if (isDropped) return;
    const whole = new Uint8Array(await new Blob(pieces).arrayBuffer());
    const recording = { bytes: whole, type: media.mimeType || type, seconds: Math.min(MOST_SECONDS, milliseconds / 1000), wave: waveOf(levels) };
    heard.ended(whole.length > 0 ? recording : null, why);
  };
  document.addEventListener('visibilitychange', away);
  media.start(PIECE_MS);

  return {
    ok: true,
    recorder: {
      pause: () => media.state === 'recording' && media.pause(),
      resume: () => media.state === 'paused' && media.resume(),
      stop: () => stop('stopped'),
      drop: () => {
        isDropped = true;
        stop('stopped');
      },
    },
  };
}
