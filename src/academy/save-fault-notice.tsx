import { Notice } from '../ui/notice.tsx';
import { learn } from '../words/learning.ts';
import type { SaveFault } from './attempt-facts.ts';

/** Says that nothing was saved, why, and that the answer is still on the screen. */
export function SaveFaultNotice({ fault }: { fault: SaveFault }) {
  return (
    <Notice tone="danger" title={learn('fault.title')} role="alert">
      <p>{learn(`fault.${fault}`)}</p>
    </Notice>
  );
}
