import { Notice } from '../ui/notice.tsx';
import { w } from '../words/academy.ts';
import type { SaveFault } from './attempt-facts.ts';

/** Says that nothing was saved, why, and that the answer is still on the screen. */
export function SaveFaultNotice({ fault }: { fault: SaveFault }) {
  return (
    <Notice tone="danger" title={w('fault.title')} role="alert">
      <p>{w(`fault.${fault}`)}</p>
    </Notice>
  );
}
