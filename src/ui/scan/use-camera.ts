import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { findReader } from './read-code.ts';

/** `denied`: the person or the browser said no. `none`: there is no camera, or another app has it. */
export type CameraState = 'shut' | 'asking' | 'looking' | 'denied' | 'none' | 'failed';

/** Often enough that nobody waits; seldom enough that an old phone stays cool. */
const LOOK_EVERY_MS = 150;

function faultOf(fault: unknown): CameraState {
  const name = fault instanceof DOMException || fault instanceof Error ? fault.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotFoundError' || name === 'NotReadableError' || name === 'OverconstrainedError' || name === 'TypeError' ? 'none' : 'failed';
}

function letGo(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/**
 * A camera that looks for codes. It is let go of when the page is left or put away, so that no
 * light stays on in somebody's pocket.
 * @param onText says whether the code was the one meant; until then the camera goes on looking.
 */
export function useCamera(video: RefObject<HTMLVideoElement | null>, onText: (text: string) => boolean): { state: CameraState; open: () => void; shut: () => void } {
  const [state, setState] = useState<CameraState>('shut');
  const [isWanted, setWanted] = useState(false);
  const hear = useRef(onText);
  hear.current = onText;

  useEffect(() => {
    if (!isWanted) return;
    let isLive = true;
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (left: CameraState) => {
      isLive = false;
      clearTimeout(timer);
      letGo(stream);
      setWanted(false);
      setState(left);
    };
    const begin = async () => {
      if (!navigator.mediaDevices?.getUserMedia) throw new DOMException('no camera here', 'NotFoundError');
      const asked = navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } } });
      const given = await asked;
      if (!isLive) return letGo(given);
      stream = given;
      const [read] = await Promise.all([
        findReader(),
        (async () => {
          if (!video.current) throw new Error('nothing to show it in');
          video.current.srcObject = given;
          await video.current.play();
        })(),
      ]);
      if (!isLive) return;
      setState('looking');
      const look = async () => {
        const text = video.current ? await read(video.current).catch(() => null) : null;
        if (!isLive) return;
        if (text !== null && hear.current(text)) end('shut');
        else timer = setTimeout(() => void look(), LOOK_EVERY_MS);
      };
      await look();
    };
    setState('asking');
    begin().catch((fault: unknown) => isLive && end(faultOf(fault)));
    const leave = () => document.visibilityState === 'hidden' && end('shut');
    document.addEventListener('visibilitychange', leave);
    return () => {
      isLive = false;
      clearTimeout(timer);
      letGo(stream);
      document.removeEventListener('visibilitychange', leave);
    };
  }, [isWanted]);

  return {
    state,
    open: () => setWanted(true),
    shut: () => {
      setWanted(false);
      setState('shut');
    },
  };
}
