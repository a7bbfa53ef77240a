import type { ComponentChildren } from 'preact';
import { Screen } from '../frame.tsx';
import type { PictureName } from '../pictures.tsx';
import type { Talk } from '../talk.ts';
import look from './part.module.css';

type PartProps = { talk: Talk; title: string; picture?: PictureName; lead?: ComponentChildren; isEnd?: boolean; children?: ComponentChildren };

/** One step of a screen. From an end nothing leads back: what was sealed is not there any more. */
export function Part({ talk, title, picture, lead, isEnd, children }: PartProps) {
  return (
    <Screen title={title} picture={picture} onBack={isEnd ? undefined : talk.back}>
      {lead && <p class={look.lead}>{lead}</p>}
      {children}
    </Screen>
  );
}
