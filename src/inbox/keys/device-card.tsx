import { useState } from 'preact/hooks';
import { deviceWords, rootWords } from '../../seal/card.ts';
import type { LineTrouble } from '../../store/quiet/line.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CompareWords } from '../../ui/compare-words.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/keys.ts';
import look from './keys.module.css';
import type { KeysRoom, Mine } from './my-keys.ts';
import { askAgain, makeDevice, pinRoot } from './my-keys.ts';

export type Said = { tone: 'good' | 'danger'; says: string };
export const sayTrouble = (why: LineTrouble | 'storage'): Said => ({ tone: 'danger', says: w(`trouble.${why}`) });

function useWords(read: () => Promise<string[]>, of: string): string[] {
  const known = useWatched<string[]>(
    (tell) => {
      void read().then(tell, () => undefined);
      return () => undefined;
    },
    [of],
  );
  return known ?? [];
}

type Props = { room: KeysRoom; mine: Mine; onSaid: (said: Said | null) => void; onChanged: () => void };

/** This device: its keys, what the officers make of it, and the words that two people compare. */
export function DeviceCard({ room, mine, onSaid, onChanged }: Props) {
  const [isBusy, setBusy] = useState(false);
  const { device, standing, listed } = mine;
  const words = useWords(() => (device ? deviceWords(device.dkPub, device.dskPub) : Promise.resolve([])), device?.d ?? '');

  const make = async () => {
    setBusy(true);
    onSaid(null);
    const made = await makeDevice(room).catch(() => ({ ok: false as const, why: 'storage' as const }));
    setBusy(false);
    if (!made.ok) onSaid(sayTrouble(made.why));
    onChanged();
  };
  const ask = async () => {
    if (!device) return;
    setBusy(true);
    const asked = await askAgain(room, device);
    setBusy(false);
    onSaid(asked.ok ? { tone: 'good', says: w('mine.asked') } : sayTrouble(asked.why));
  };

  if (!device || standing === 'over') {
    return (
      <Card tone="accent">
        <Stack gap="s">
          {standing === 'over' && <Notice tone="warn">{w('mine.revoked')}</Notice>}
          <p>{w('mine.none')}</p>
          <p>{w('mine.makeWhy')}</p>
          <div>
            <Button busy={isBusy} onClick={() => void make()}>
              {w('mine.make')}
            </Button>
          </div>
        </Stack>
      </Card>
    );
  }
  return (
    <Card tone={standing === 'listed' ? 'good' : 'warn'}>
      <Stack gap="s">
        <h2 class={look.title}>{w(standing === 'listed' ? 'mine.listed' : 'mine.waits')}</h2>
        {listed && <p>{w('device.until', { day: formatDay(listed.until.slice(0, 10)) })}</p>}
        {standing === 'waits' && <p>{w('mine.wordsHow')}</p>}
        <CompareWords words={words} label={w('mine.words')} />
        {standing === 'waits' && (
          <div>
            <Button kind="quiet" busy={isBusy} onClick={() => void ask()}>
              {w('mine.askAgain')}
            </Button>
          </div>
        )}
      </Stack>
    </Card>
  );
}

/** The root is compared once, with somebody who has it on paper. */
export function RootCard({ room, mine, onChanged }: Omit<Props, 'onSaid'>) {
  const [isOther, setOther] = useState(false);
  const { root, device } = mine;
  const words = useWords(() => (root ? rootWords(root) : Promise.resolve([])), root ?? '');
  if (!root) return <p>{w('mine.noDirectory')}</p>;
  const isCompared = device?.root === root;
  return (
    <Card>
      <Stack gap="s">
        <h2 class={look.title}>{w('mine.root')}</h2>
        <CompareWords words={words} label={w('mine.root')} />
        {isCompared && <p>{w('mine.rootKnown')}</p>}
        {!isCompared && device && !isOther && (
          <>
            <p>{w('compare.readerHow')}</p>
            <Row wrap>
              <Button kind="quiet" onClick={() => void pinRoot(room, root).then(onChanged)}>
                {w('compare.same')}
              </Button>
              <Button kind="quiet" onClick={() => setOther(true)}>
                {w('compare.differ')}
              </Button>
            </Row>
          </>
        )}
        {isOther && (
          <Notice tone="danger" role="alert" title={w('fault.title')}>
            {w('compare.stop')}
          </Notice>
        )}
      </Stack>
    </Card>
  );
}
