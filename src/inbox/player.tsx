import { useEffect, useState } from 'preact/hooks';
import look from './view.module.css';

/** Plays sound that is at hand. Nothing of it is written anywhere, and leaving the page lets go of it. */
export function Player({ bytes, type, says }: { bytes: Uint8Array; type: string; says: string }) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return (
    <div>
      <p>{says}</p>
      {/* biome-ignore lint/a11y/useMediaCaption: a person's own voice note has no captions, and nothing may be sent away to make them */}
      {address !== null && <audio class={look.audio} controls preload="auto" src={address} aria-label={says} />}
    </div>
  );
}
