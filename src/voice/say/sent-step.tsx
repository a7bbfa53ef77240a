import { useState } from 'preact/hooks';
import { HELP_LINES } from '../../content/help-lines.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { w } from '../../words/say.ts';
import { dropEntry } from '../answers/ledger.ts';
import type { Talk } from '../talk.ts';
import { CallLinks } from './call-links.tsx';
import { Part } from './part.tsx';
import { isOnline, keepSealed, type Sent } from './send.ts';
import { lookBy, sayWhen } from './when.ts';

const LINES = HELP_LINES.filter(({ id }) => id === 'emergency' || id === 'childline');

/** What has become of it: sealed, and where it goes. Nothing of what it says is here any more. */
export function SentStep({ talk, sent }: { talk: Talk; sent: Sent }) {
  const [decided, setDecided] = useState<'kept' | 'thrown' | null>(null);
  if (sent.undecided && !decided) return <Undecided talk={talk} sent={sent} decide={setDecided} />;
  if (decided === 'thrown') {
    return (
      <Part talk={talk} title={w('leave.thrown')} isEnd>
        <HomeButtons talk={talk} />
      </Part>
    );
  }

  const now = talk.now();
  const waits = !sent.isFlagged && talk.shelf.isKept;
  return (
    <Part talk={talk} title={w('sent.title')} picture="lock" isEnd>
      <Notice tone="good" role="status">
        <p>{w(decided === 'kept' ? 'leave.kept' : isOnline() ? 'sent.goes' : 'sent.waits')}</p>
        {sent.isWorry && <p>{w('sent.thanks')}</p>}
      </Notice>
      <p>{w(waits ? 'sent.jitter' : 'sent.now')}</p>
      {!talk.shelf.isKept && decided === null && <p>{w('sent.stay')}</p>}
      <h2>{w('sent.who')}</h2>
      <ul>
        {sent.to.map((audience) => {
          const by = (sent.isWorry || sent.isFlagged) && isOnline() ? lookBy(audience, sent.at, sent.isFlagged) : null;
          return (
            <li key={audience.a}>
              {w(`who.kind.${audience.kind}`)}: <bdi>{audience.name}</bdi>
              {by && <p>{w('sent.look', { when: sayWhen(by, now) })}</p>}
            </li>
          );
        })}
      </ul>
      {(sent.isWorry || sent.isFlagged) && !isOnline() && <p>{w('out.noSignal')}</p>}
      {(sent.isWorry || sent.isFlagged) && <CallLinks lines={LINES} />}
      <p>{w('sent.later')}</p>
      {!talk.keepsDrafts && (
        <>
          <p>{w('sent.card')}</p>
          <Button kind="quiet" full onClick={() => talk.go('card')}>
            {w('sent.words')}
          </Button>
        </>
      )}
      <HomeButtons talk={talk} />
    </Part>
  );
}

function HomeButtons({ talk }: { talk: Talk }) {
  return (
    <>
      <Button kind="quiet" full onClick={() => talk.go('what-happened')}>
        {w('sent.happened')}
      </Button>
      <Button full onClick={talk.home}>
        {w('home')}
      </Button>
    </>
  );
}

type UndecidedProps = { talk: Talk; sent: Sent; decide: (how: 'kept' | 'thrown') => void };

/** A phone that keeps nothing has no signal: its young person says what becomes of the sealed letter. */
function Undecided({ talk, sent, decide }: UndecidedProps) {
  const [fault, setFault] = useState(false);
  const keep = async () => {
    try {
      await keepSealed(talk, sent.undecided ?? []);
      decide('kept');
    } catch {
      setFault(true);
    }
  };
  const throwAway = async () => {
    await dropEntry(talk, sent.id);
    decide('thrown');
  };
  return (
    <Part talk={talk} title={w('leave.title')} lead={w('leave.text')} isEnd>
      {fault && (
        <Notice tone="danger" role="alert">
          {w('leave.failed')}
        </Notice>
      )}
      <Button full onClick={keep}>
        {w('leave.keep')}
      </Button>
      <p>{w('leave.keepText')}</p>
      <Button kind="danger" full onClick={throwAway}>
        {w('leave.throw')}
      </Button>
    </Part>
  );
}
