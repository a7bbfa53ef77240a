import type { ReplyVoice } from './acts.ts';

const TYPES = ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4'] as const;
/** 20 kbit/s: two minutes are 300 kB. */
const BITS_PER_SECOND = 20_000;
export const MOST_SECONDS = 120;

export type Recording = { stop(): void; drop(): void };
export type RecordFault = 'none' | 'refused';

/**
 * Records the microphone, in memory alone, for at most two minutes. Leaving the page ends it.
 * @param beat called each second with the seconds so far.
 */
export async function startRecording(beat: (seconds: number) => void, ended: (voice: ReplyVoice | null) => void): Promise<Recording | RecordFault> {
  const type = typeof MediaRecorder === 'undefined' ? undefined : TYPES.find((one) => MediaRecorder.isTypeSupported(one));
  if (!type || !navigator.mediaDevices?.getUserMedia) return 'none';
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } }).catch(() => null);
  if (!stream) return 'refused';
  const media = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS_PER_SECOND });
  const pieces: Blob[] = [];
  let seconds = 0;
  let isDropped = false;
  const stop = () => media.state !== 'inactive' && media.stop();
  const away = () => document.visibilityState === 'hidden' && stop();
  const clock = setInterval(() => {
    seconds += 1;
    beat(seconds);
    if (seconds >= MOST_SECONDS) stop();
  }, 1000);
  media.ondataavailable = ({ data }) => pieces.push(data);
  media.onstop = async () => {
    clearInterval(clock);
    document.removeEventListener('visibilitychange', away);
    for (const track of stream.getTracks()) track.stop();
    if (isDropped) return;
    const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
    ended(bytes.length > 0 ? { bytes, type: media.mimeType || type, seconds } : null);
  };
  document.addEventListener('visibilitychange', away);
  media.start(1000);
  return {
    stop,
    drop: () => {
      isDropped = true;
      stop();
    },
  };
}
