import { useState } from 'preact/hooks';
import { HELP_LINES } from '../../content/help-lines.ts';
import type { DirectoryFault } from '../../shared/voice/directory.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { w } from '../../words/say.ts';
import { w as v } from '../../words/voice.ts';
import type { Talk } from '../talk.ts';
import { CallLinks } from './call-links.tsx';

const CHILDLINE = HELP_LINES.filter(({ id }) => id === 'childline');

/** A list of teams that does not hold: nothing is sealed to it, and the person sees why. */
export function Refused({ talk, fault }: { talk: Talk; fault: DirectoryFault }) {
  return (
    <>
      <Notice tone="danger" title={w('refuse.title')} role="alert">
        <p>{w(`refuse.${fault}`)}</p>
        <p>{w('refuse.kept')}</p>
        {fault !== 'expired' && <p>{w('refuse.told')}</p>}
      </Notice>
      <LookAgain talk={talk} />
      <p>{w('refuse.help')}</p>
      <CallLinks lines={CHILDLINE} />
    </>
  );
}

/** No list yet, or nobody on it for where they stand. */
export function NobodyYet({ talk }: { talk: Talk }) {
  return (
    <>
      <Notice tone="info" title={w('who.none')}>
        <p>{talk.place ? w('who.noneText') : v('home.notJoined')}</p>
      </Notice>
      {talk.place ? <LookAgain talk={talk} /> : <Button onClick={() => talk.go('join')}>{v('home.join')}</Button>}
    </>
  );
}

function LookAgain({ talk }: { talk: Talk }) {
  const [isBusy, setBusy] = useState(false);
  const look = async () => {
    setBusy(true);
    await talk.refreshDirectory().catch(() => undefined);
    setBusy(false);
  };
  return (
    <Button kind="quiet" busy={isBusy} onClick={look}>
      {w('who.look')}
    </Button>
  );
}
