import { useEffect, useState } from 'preact/hooks';
import { officerWords } from '../seal/card.ts';
import { makeOfficerKey, officerText } from '../seal/officer.ts';
import type { Notes } from '../store/quiet/shelf.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CompareWords } from '../ui/compare-words.tsx';
import { CopyLine } from '../ui/copy-line.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/keys.ts';
import type { KeysDesk } from './keys-desk.ts';
import look from './keys-page.module.css';

/** Words that stand for some key, once they are worked out. */
export function useWords(read: () => Promise<string[]>, of: string | null): string[] {
  const [words, setWords] = useState<string[]>([]);
  useEffect(() => {
    let isGone = false;
    setWords([]);
    if (of !== null)
      void read().then(
        (known) => !isGone && setWords(known),
        () => undefined,
      );
    return () => {
      isGone = true;
    };
  }, [of]);
  return words;
}

function MyLine({ officer }: { officer: Notes['officer'] }) {
  const words = useWords(() => officerWords(officer.pub), officer.pub);
  return (
    <Stack gap="s">
      <p>{w('officer.lineHint')}</p>
      <CopyLine kind="quiet" label={w('officer.line')} text={officerText(officer)} act={w('copy.act')} done={w('copy.done')} not={w('copy.not')} />
      <p>{w('officer.words')}</p>
      <CompareWords words={words} label={w('officer.words')} />
    </Stack>
  );
}

type Props = { desk: KeysDesk; officer: Notes['officer'] | null; isNamed: boolean | null; onMade: () => void };

/** The key this officer signs with. `isNamed`: whether the root names it; null while there is no root. */
export function OfficerCard({ desk, officer, isNamed, onMade }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [isLost, setLost] = useState(false);
  const make = async () => {
    setBusy(true);
    setLost(false);
    try {
      await desk.shelf.write('officer', { personId: desk.personId, ...(await makeOfficerKey()) });
    } catch {
      setLost(true);
    }
    setBusy(false);
    onMade();
  };
  return (
    <Card>
      <Stack gap="s">
        <h2 class={look.title}>{w('officer.title')}</h2>
        {isLost && <Notice tone="danger">{w('trouble.storage')}</Notice>}
        {officer ? (
          <>
            <p>{w('officer.have')}</p>
            {isNamed === false && <Notice tone="warn">{w('officer.notNamed')}</Notice>}
            {isNamed === true ? (
              <Disclosure summary={w('officer.show')}>
                <MyLine officer={officer} />
              </Disclosure>
            ) : (
              <MyLine officer={officer} />
            )}
          </>
        ) : (
          <>
            <p>{w('officer.why')}</p>
            <div>
              <Button busy={isBusy} onClick={() => void make()}>
                {w('officer.make')}
              </Button>
            </div>
          </>
        )}
      </Stack>
    </Card>
  );
}
