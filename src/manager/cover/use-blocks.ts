import { useState } from 'preact/hooks';
import type { Block } from './blocks.ts';

type Laid = { blocks: readonly Block[]; chosen: number };
const NOTHING: Laid = { blocks: [], chosen: -1 };

export type Laying = Laid & {
  /** One more step that can be taken back. */
  lay: (blocks: readonly Block[], chosen: number) => void;
  /** Which block the buttons are about. Not a step: there is nothing of it to take back. */
  choose: (at: number) => void;
  /** Takes back the last step; undefined when there is none. */
  undo: (() => void) | undefined;
};

/** What is covered, and every step that led there. */
export function useBlocks(): Laying {
  const [steps, setSteps] = useState<readonly Laid[]>([NOTHING]);
  const now = steps.at(-1) ?? NOTHING;
  return {
    ...now,
    lay: (blocks, chosen) => setSteps([...steps, { blocks, chosen }]),
    choose: (at) => setSteps([...steps.slice(0, -1), { blocks: now.blocks, chosen: at }]),
    undo: steps.length > 1 ? () => setSteps(steps.slice(0, -1)) : undefined,
  };
}
