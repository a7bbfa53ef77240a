import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import look from './picture.module.css';
import { Skeleton } from './skeleton.tsx';

type Local = { bytes: Uint8Array; type: string };
type LocalPictureProps = Local & { says: string; isSmall?: boolean };

/** A picture whose bytes are at hand. */
export function LocalPicture({ bytes, type, says, isSmall }: LocalPictureProps) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return <span class={isSmall ? look.small : look.frame}>{address !== null && <img class={look.picture} src={address} alt={says} />}</span>;
}

/** Pictures beside each other, as many as the width allows; each is a list item. */
export function PictureRow({ children }: { children: ComponentChildren }) {
  return <ul class={`plain-list ${look.row}`}>{children}</ul>;
}

type PictureProps = {
  /** Where it is when it is not on this device. */
  src: string;
  says: string;
  /** What stands in its place when it is in neither place. */
  lost: string;
  /** Looks for it on this device first; null when it is not. */
  find: () => Promise<Local | null>;
};

/** A picture from this device while it is here, else from the server. */
export function Picture({ src, says, lost, find }: PictureProps) {
  const [local, setLocal] = useState<Local | null | undefined>(undefined);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    let isLive = true;
    const tell = (found: Local | null) => {
      if (isLive) setLocal(found);
    };
    find().then(tell, () => tell(null));
    return () => {
      isLive = false;
    };
  }, [src]);
  if (local === undefined) return <Skeleton height="10rem" />;
  if (local) return <LocalPicture {...local} says={says} />;
  if (isLost) return <p class={look.lost}>{lost}</p>;
  return (
    <span class={look.frame}>
      <img class={look.picture} src={src} alt={says} loading="lazy" onError={() => setLost(true)} />
    </span>
  );
}
