import type { Recorded } from '../store/cabinet.ts';
import { Notice } from '../ui/notice.tsx';
import { w } from '../words/manager.ts';

export type RecordFault = Extract<Recorded, { ok: false }>['kind'];

/** Nothing was written: said at once, and what was typed stays. */
export function FaultNotice({ fault }: { fault: RecordFault | null }) {
  if (fault === null) return null;
  return (
    <Notice tone="danger" title={w('fault.title')} role="alert">
      {w(`fault.${fault}`)}
    </Notice>
  );
}
