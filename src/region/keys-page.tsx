import { useEffect, useState } from 'preact/hooks';
import type { Directory } from '../shared/voice/directory.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { w } from '../words/keys.ts';
import { AudiencesCard } from './keys-audiences.tsx';
import { changesBetween } from './keys-changes.ts';
import type { KeysDesk, Look, Looked } from './keys-desk.ts';
import { lookAtKeys } from './keys-desk.ts';
import { DevicesCard } from './keys-devices.tsx';
import { nextDirectory } from './keys-draft.ts';
import { OfficerCard } from './keys-officer.tsx';
import look from './keys-page.module.css';
import { ChangeList, ProposalCard } from './keys-proposal.tsx';
import { Fingerprint, RootAgain, RootCeremony } from './keys-root.tsx';
import { isNamed, rootFor, sendDraft, sendSignature, unvouched } from './keys-sign.ts';

export type KeysPageProps = { who: SignedIn; desk: KeysDesk };

/** Who can hear: made and changed by two officers, each on a device of their own. */
export function KeysPage({ who, desk }: KeysPageProps) {
  const isOfficer = who.roles.some(({ role }) => role === 'directoryOfficer');
  const [seen, setSeen] = useState<Look | null>(null);
  const [news, setNews] = useState<{ tone: 'good' | 'danger'; says: string } | null>(null);
  const refresh = () =>
    void lookAtKeys(desk).then(setSeen, () => {
      setSeen({ ok: false, trouble: 'trouble' });
    });
  useEffect(() => {
    if (isOfficer) refresh();
  }, [desk, isOfficer]);

  return (
    <Page title={w('title')} lead={w('lead')}>
      <Stack gap="m">
        {!isOfficer && <Notice tone="info">{w('notYours')}</Notice>}
        <div role="status">{news?.tone === 'good' && <Notice tone="good">{news.says}</Notice>}</div>
        {news?.tone === 'danger' && (
          <Notice tone="danger" role="alert" title={w('trouble.title')}>
            {news.says}
          </Notice>
        )}
        {isOfficer && !seen && <Skeleton lines={6} />}
        {seen && !seen.ok && (
          <>
            {'fault' in seen ? (
              <Notice tone="danger" role="alert" title={w('fault.title')}>
                {w(`fault.${seen.fault}`)}
              </Notice>
            ) : (
              <Notice tone="warn" title={w('trouble.title')}>
                {w(`trouble.${seen.trouble}`)}
              </Notice>
            )}
            <div>
              <Button kind="quiet" onClick={refresh}>
                {w('again')}
              </Button>
            </div>
          </>
        )}
        {seen?.ok && <Table desk={desk} looked={seen.looked} onNews={setNews} onChanged={refresh} />}
      </Stack>
    </Page>
  );
}

type TableProps = { desk: KeysDesk; looked: Looked; onNews: (news: { tone: 'good' | 'danger'; says: string } | null) => void; onChanged: () => void };

/** What lies on the officers' table, in the order in which it is done. */
function Table({ desk, looked, onNews, onChanged }: TableProps) {
  const { officer, current, proposed, fingerprint, isOver } = looked;
  const [edited, setEdited] = useState<Directory | null>(null);
  const [isAnew, setAnew] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const now = desk.now();
  const root = rootFor(looked);
  const statement = proposed?.statement ?? root?.statement ?? null;
  const isCompared = officer?.root !== undefined;
  const mayChange = officer !== null && isCompared && root !== null && isNamed(root.statement, officer) && (proposed === null || isAnew);
  const fresh = mayChange ? nextDirectory(current?.directory ?? null, root.statement, now) : null;
  const directory = edited ?? fresh;
  const draft = mayChange && directory ? { directory, change: setEdited } : null;
  const shown = draft?.directory ?? proposed?.directory ?? current?.directory ?? { v: 1 as const, version: 0, issuedAt: now, expiresAt: now, audiences: [], devices: [] };

  const send = async (act: () => ReturnType<typeof sendDraft>, version: number) => {
    setBusy(true);
    onNews(null);
    // The people of a demonstration have no passkey; a real root never says that it is one.
    const proof = statement?.demonstration ? 'proved' : await desk.prove();
    if (proof !== 'proved') {
      setBusy(false);
      return onNews({ tone: 'danger', says: w(`prove.${proof}`) });
    }
    const answer = await act().catch(() => ({ ok: false as const, why: 'trouble' as const }));
    setBusy(false);
    if (!answer.ok) return onNews({ tone: 'danger', says: w(`trouble.${answer.why}`) });
    setEdited(null);
    setAnew(false);
    onNews({ tone: 'good', says: w(answer.value.isPublished ? 'proposal.published' : 'proposal.waiting', { version }) });
    onChanged();
  };

  return (
    <>
      {statement?.demonstration && <Notice tone="warn">{w('demonstration')}</Notice>}
      {isOver && (
        <Notice tone="danger" role="alert" title={w('fault.expiredTitle')}>
          {w('fault.expired')}
        </Notice>
      )}
      <OfficerCard desk={desk} officer={officer} isNamed={officer && statement ? isNamed(statement, officer) : null} onMade={onChanged} />
      {officer && fingerprint && !isCompared && <CompareRoot desk={desk} looked={looked} fingerprint={fingerprint} onSame={onChanged} />}
      {officer && !root && !proposed && <RootCeremony desk={desk} officer={officer} onDone={onChanged} />}
      {proposed && !isAnew && (
        <ProposalCard
          looked={looked}
          proposed={proposed}
          now={now}
          isBusy={isBusy}
          onSign={() => officer && void send(() => sendSignature(desk, officer, proposed), proposed.directory.version)}
          onAnew={() => {
            setEdited({ ...proposed.directory, issuedAt: now });
            setAnew(true);
          }}
        />
      )}
      {(root || proposed) && (
        <>
          <AudiencesCard looked={looked} now={now} draft={draft} shown={shown} />
          <DevicesCard looked={looked} now={now} draft={draft} shown={shown} />
        </>
      )}
      {draft && root && officer && (
        <NextCard
          looked={looked}
          directory={draft.directory}
          root={root}
          now={now}
          isBusy={isBusy}
          onPropose={() => void send(() => sendDraft(desk, officer, root, draft.directory), draft.directory.version)}
        />
      )}
      {officer?.root !== undefined && (
        <Card>
          <Stack gap="m">
            <h2 class={look.title}>{w('root.fingerprint')}</h2>
            <Fingerprint fingerprint={officer.root} />
            {root && !proposed && <RootAgain desk={desk} officer={officer} number={root.statement.number} fingerprint={officer.root} onDone={onChanged} />}
          </Stack>
        </Card>
      )}
    </>
  );
}

/** A root is believed because people compared it, never because the server showed it. */
function CompareRoot({ desk, looked, fingerprint, onSame }: { desk: KeysDesk; looked: Looked; fingerprint: string; onSame: () => void }) {
  const [isOther, setOther] = useState(false);
  const { officer } = looked;
  const pin = async () => {
    if (officer) await desk.shelf.write('officer', { ...officer, root: fingerprint });
    onSame();
  };
  return (
    <Card tone="warn">
      <Stack gap="m">
        <h2 class={look.title}>{w('compare.title')}</h2>
        <p>{w('compare.how')}</p>
        <Fingerprint fingerprint={fingerprint} />
        {isOther ? (
          <Notice tone="danger" role="alert" title={w('fault.title')}>
            {w('compare.stop')}
          </Notice>
        ) : (
          <Row wrap>
            <Button onClick={() => void pin()}>{w('compare.same')}</Button>
            <Button kind="danger" onClick={() => setOther(true)}>
              {w('compare.differ')}
            </Button>
          </Row>
        )}
      </Stack>
    </Card>
  );
}

type NextProps = { looked: Looked; directory: Directory; root: NonNullable<ReturnType<typeof rootFor>>; now: string; isBusy: boolean; onPropose: () => void };

/** The version that is being made, before its first signature. */
function NextCard({ looked, directory, root, now, isBusy, onPropose }: NextProps) {
  const changes = changesBetween(looked.current?.directory ?? null, directory);
  const names = unvouched(changes, directory, looked, now);
  return (
    <Card tone="accent">
      <Stack gap="m">
        <h2 class={look.title}>{w('next.title')}</h2>
        <p>{w('next.unsent')}</p>
        {changes.length === 0 && <p>{w('next.nothing')}</p>}
        <ChangeList changes={changes} directory={directory} statement={root.statement} looked={looked} />
        {names.map((name) => (
          <Notice key={name} tone="danger">
            {w('proposal.unvouched', { name })}
          </Notice>
        ))}
        {names.length === 0 && (
          <div>
            <Button busy={isBusy} onClick={onPropose}>
              {w(root.statement.need > 1 ? 'next.propose' : 'next.proposeAlone')}
            </Button>
          </div>
        )}
      </Stack>
    </Card>
  );
}
