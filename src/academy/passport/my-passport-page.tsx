import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { londonDay } from '../../shared/basics/day.ts';
import type { PassportLine } from '../../shared/training/passport/kept.ts';
import { passportText } from '../../shared/training/passport/passport.ts';
import type { Said } from '../../shared/training/passport/read.ts';
import type { SignedIn } from '../../shared/wire/session.ts';
import type { Cabinet, SyncState } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CopyLine } from '../../ui/copy-line.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { useWatched } from '../../ui/use-watched.ts';
import { formatDay, formatMoment } from '../../words/dates.ts';
import { w } from '../../words/passport.ts';
import { useShelf } from '../use-shelf.ts';
import { EndPassports } from './end-passports.tsx';
import { SharedWith } from './shared-with.tsx';
import type { OwnPassport } from './use-own-passport.ts';
import { isStale, useOwnPassport } from './use-own-passport.ts';

type Props = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void; line: PassportLine; Contents: ComponentType<Said> };

type Making = 'making' | 'made' | 'noSignal' | 'signIn' | 'tooMany' | 'other';

function Told({ making }: { making: Making | null }) {
  if (making === null) return null;
  if (making === 'making') return <p>{w('mine.making')}</p>;
  if (making === 'made') return <Notice tone="good" title={w('mine.made')} />;
  return (
    <Notice tone="warn" title={w('mine.failed')}>
      <p>{w(`mine.${making}`)}</p>
    </Notice>
  );
}

/** Nothing is shown to a camera before its owner has agreed to what that means. */
function Showing({ own, name }: { own: OwnPassport; name: string }) {
  const [isShown, setShown] = useState(false);
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isShown) shown.current?.focus();
  }, [isShown]);
  if (!isShown) {
    return (
      <Card>
        <Stack gap="s">
          <h2>{w('consent.title')}</h2>
          <p>{w('consent.what')}</p>
          <p>{w('consent.who')}</p>
          <p>{w('consent.until', { day: formatDay(own.passport.expiresOn) })}</p>
          <p>{w('consent.old')}</p>
          <div>
            <Button onClick={() => setShown(true)}>{w('consent.act')}</Button>
          </div>
        </Stack>
      </Card>
    );
  }
  return (
    <div ref={shown} tabIndex={-1}>
      <Stack gap="s">
        <QrCode size="large" text={passportText(own.bytes)} label={w('code.label', { name })} />
        <p>{w('code.bright')}</p>
        <div>
          <Button kind="quiet" onClick={() => setShown(false)}>
            {w('consent.hide')}
          </Button>
        </div>
        <Disclosure summary={w('copy.title')}>
          <p>{w('copy.says')}</p>
          <CopyLine label={w('copy.label')} text={own.written} act={w('copy.act')} done={w('copy.done')} not={w('copy.not')} kind="quiet" />
        </Disclosure>
      </Stack>
    </div>
  );
}

/** A carer's own record, signed, to be shown to a camera. The last one made is kept, and works without signal. */
export function MyPassportPage({ cabinet, who, line, Contents }: Props) {
  const { record, catalogue, today } = useShelf(cabinet, who);
  const sync = useWatched<SyncState>((tell) => cabinet.watchSync(tell), [cabinet]);
  const { own, keep, look } = useOwnPassport(cabinet, who.personId);
  const [making, setMaking] = useState<Making | null>(null);
  const [isEnded, setEnded] = useState(false);
  const isOffline = sync?.signal === 'offline';

  useEffect(() => {
    // Was the one on this phone withdrawn? Known only from a list of today.
    void line.bringList().then((isNew) => (isNew ? look() : undefined));
  }, [line]);

  const make = async () => {
    if (making === 'making') return;
    setMaking('making');
    const issued = await line.issue();
    if (issued.ok) {
      await keep(issued.passport);
      // The key that signed it may be newer than the list.
      await line.bringList();
      await look();
    }
    setMaking(issued.ok ? 'made' : issued.why);
  };

  const end = async () => {
    setMaking(null);
    setEnded(true);
    await keep(null);
  };

  const isGood = own?.state === 'good';
  return (
    <Page title={w('mine.title')} lead={w('mine.lead')} back={{ href: '/more', label: w('back.more') }}>
      {own === undefined || record === undefined || catalogue === undefined ? (
        <Skeleton height="32rem" />
      ) : (
        <Stack gap="l">
          {!own && (
            <Notice tone="info" title={w('mine.none')}>
              <p>{w('mine.none.says')}</p>
            </Notice>
          )}
          {own && (
            <Stack gap="s">
              {isGood && <p>{w('mine.kept', { moment: formatMoment(own.passport.issuedAt), day: formatDay(own.passport.expiresOn) })}</p>}
              {own.state === 'over' && <Notice tone="warn">{w('mine.over', { day: formatDay(own.passport.expiresOn) })}</Notice>}
              {own.state === 'withdrawn' && <Notice tone="warn">{w('mine.withdrawn')}</Notice>}
              {isGood && record && catalogue && isStale(own.passport, record, catalogue, cabinet.now()) && <Notice tone="info">{w('mine.stale')}</Notice>}
            </Stack>
          )}
          {own && isGood && <Showing key={own.written} own={own} name={own.passport.name} />}
          <Stack gap="s">
            <div role="status">
              <Told making={making} />
              {isEnded && making === null && <Notice tone="good" title={w('end.done')} />}
            </div>
            {isOffline && making === null && <p>{w('mine.noSignal')}</p>}
            <div>
              <Button kind={isGood ? 'quiet' : undefined} busy={making === 'making'} onClick={() => void make()}>
                {w(own ? 'mine.again' : 'mine.make')}
              </Button>
            </div>
          </Stack>
          <Notice tone="info" title={w('proves.title')}>
            <p>{w('proves.says')}</p>
          </Notice>
          {own && (
            <Card>
              <Stack gap="m">
                <h2>{w('says.title')}</h2>
                <Contents passport={own.passport} catalogue={catalogue} today={londonDay(cabinet.now()) ?? today} homes={who.roles} />
              </Stack>
            </Card>
          )}
          {record && <SharedWith cabinet={cabinet} who={who} record={record} />}
          {own && <EndPassports cabinet={cabinet} personId={who.personId} onEnded={end} />}
        </Stack>
      )}
    </Page>
  );
}
