import { useEffect, useState } from 'preact/hooks';
import type { PassportList } from '../../shared/training/passport/check.ts';
import type { PassportLine } from '../../shared/training/passport/kept.ts';
import { LIST_SETTING, readList } from '../../shared/training/passport/kept.ts';
import type { Cabinet } from '../../store/cabinet.ts';

export type Bringing = 'asking' | 'brought' | 'notBrought' | null;

/** The list this device checks by; undefined while it is being read. A newer one is asked for as the page opens. */
export function useList(cabinet: Cabinet, line: PassportLine): { list: PassportList | null | undefined; bringing: Bringing; bring: () => Promise<void> } {
  const [list, setList] = useState<PassportList | null | undefined>(undefined);
  const [bringing, setBringing] = useState<Bringing>(null);
  const look = async () => setList(readList(await cabinet.setting(LIST_SETTING)));
  const bring = async () => {
    setBringing('asking');
    const isNew = await line.bringList();
    await look();
    setBringing(isNew ? 'brought' : 'notBrought');
  };
  useEffect(() => {
    void look()
      .then(() => line.bringList())
      .then((isNew) => (isNew ? look() : undefined));
  }, [cabinet, line]);
  return { list, bringing, bring };
}
