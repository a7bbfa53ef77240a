import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { w } from '../../words/say.ts';
import { Wave } from './wave.tsx';

type PlayProps = { bytes: Uint8Array; type: string; wave: readonly number[] };

/** Plays sound that is at hand. Leaving the page ends it, and nothing of it is written anywhere. */
export function Play({ bytes, type, wave }: PlayProps) {
  const player = useRef<HTMLAudioElement>(null);
  const [address, setAddress] = useState<string | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [heard, setHeard] = useState(0);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);

  const press = () => {
    const audio = player.current;
    if (!audio) return;
    if (isPlaying) audio.pause();
    else audio.play().catch(() => setPlaying(false));
  };
  const follow = (audio: HTMLAudioElement) => setHeard(Number.isFinite(audio.duration) && audio.duration > 0 ? audio.currentTime / audio.duration : 0);

  return (
    <>
      {wave.length > 0 && <Wave bars={wave} heard={heard} />}
      {/* biome-ignore lint/a11y/useMediaCaption: a person's own voice note has no captions, and nothing may be sent away to make them */}
      <audio
        ref={player}
        src={address ?? undefined}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        onTimeUpdate={(event) => follow(event.currentTarget)}
      />
      <Button kind="quiet" onClick={press}>
        {w(isPlaying ? 'voice.playing' : 'voice.play')}
      </Button>
    </>
  );
}
