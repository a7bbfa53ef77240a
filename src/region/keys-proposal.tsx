import { deviceWords } from '../seal/card.ts';
import type { Directory, RootStatement } from '../shared/voice/directory.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stack } from '../ui/stack.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/keys.ts';
import type { Change } from './keys-changes.ts';
import { changesBetween } from './keys-changes.ts';
import type { Looked, Proposed } from './keys-desk.ts';
import look from './keys-page.module.css';
import { isNamed, unvouched } from './keys-sign.ts';
import { dayOf, sayChange } from './keys-words.ts';

type ChangeListProps = { changes: readonly Change[]; directory: Directory; statement: RootStatement; looked: Looked };

/** What differs from what stands, each in one sentence, and who must sign it. */
export function ChangeList({ changes, directory, statement, looked }: ChangeListProps) {
  const fresh = changes.flatMap((change) => (change.is === 'deviceNew' ? [change.device] : []));
  const words = useWatched<ReadonlyMap<string, string>>(
    (tell) => {
      void Promise.all(fresh.map(async ({ d, dk, dsk }) => [d, (await deviceWords(dk, dsk)).join(' ')] as const)).then((known) => tell(new Map(known)));
      return () => undefined;
    },
    [fresh.map(({ d, dk, dsk }) => d + dk + dsk).join()],
  );
  const isOfficersNew = statement.number !== looked.current?.statement.number;
  return (
    <ul>
      {changes.map((change, index) => (
        <li key={`${index}-${change.is}`}>{sayChange(change, { directory, places: looked.places, words: words ?? new Map() })}</li>
      ))}
      {changes.length === 0 && <li>{w('proposal.nothing')}</li>}
      {isOfficersNew && <li>{w('change.officers', { count: statement.keys.length, need: statement.need })}</li>}
      <li>{w('change.ends', { day: dayOf(directory.expiresAt) })}</li>
    </ul>
  );
}

type Props = { looked: Looked; proposed: Proposed; now: string; isBusy: boolean; onSign: () => void; onAnew: () => void };

/** What another officer signed: exactly what it changes, and this officer's own signature. */
export function ProposalCard({ looked, proposed, now, isBusy, onSign, onAnew }: Props) {
  const { directory, statement, signers } = proposed;
  const changes = changesBetween(looked.current?.directory ?? null, directory);
  const names = unvouched(changes, directory, looked, now);
  const { officer } = looked;
  const isMine = officer !== null && signers.includes(officer.k);
  const maySign = officer?.root !== undefined && isNamed(statement, officer) && !isMine && names.length === 0 && !changes.some(({ is }) => is === 'odd');
  const { version } = directory;
  return (
    <Card tone="accent">
      <Stack gap="m">
        <h2 class={look.title}>{w('proposal.title', { version })}</h2>
        <p>{w('proposal.signed', { signed: signers.length, need: statement.need })}</p>
        <h3>{w('proposal.changes')}</h3>
        <ChangeList changes={changes} directory={directory} statement={statement} looked={looked} />
        {names.map((name) => (
          <Notice key={name} tone="danger">
            {w('proposal.unvouched', { name })}
          </Notice>
        ))}
        {isMine ? <Notice tone="info">{w('proposal.mine')}</Notice> : <p>{w('proposal.read')}</p>}
        {maySign && (
          <div>
            <Button busy={isBusy} onClick={onSign}>
              {w('proposal.sign', { version })}
            </Button>
          </div>
        )}
        {officer?.root !== undefined && (
          <Disclosure summary={w('proposal.anew')}>
            <Stack gap="s">
              <p>{w('proposal.anewWhy')}</p>
              <div>
                <Button kind="quiet" onClick={onAnew}>
                  {w('proposal.anew')}
                </Button>
              </div>
            </Stack>
          </Disclosure>
        )}
      </Stack>
    </Card>
  );
}
