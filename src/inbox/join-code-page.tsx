import { useState } from 'preact/hooks';
import { rootWords } from '../seal/card.ts';
import type { LineTrouble, ReaderLine } from '../store/quiet/line.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/inbox.ts';
import look from './view.module.css';
import { sayWhen } from './when.ts';

type Made = { code: string; expiresAt: string; root: string | null; words: string[] };
type Trouble = 'noSignal' | 'signIn' | 'tooMany' | 'refused' | 'trouble';

/** Three, four and four: as people read it out. */
function grouped(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3, 7)} ${code.slice(7)}`;
}

/** What the picture holds. Behind the `#`, so that no server sees it. */
export function joinLink(origin: string, { code, root }: Pick<Made, 'code' | 'root'>): string {
  return `${origin}/talk#j=${code}${root === null ? '' : `&r=${root}`}`;
}

const troubleOf = (why: LineTrouble): Trouble => (why === 'code' ? 'trouble' : why);

type JoinCodeProps = { line: Pick<ReaderLine, 'makeCode'>; now: () => string };

/** A worker hands a young person the way in, face to face. Nobody is named, and nothing of it is kept. */
export function JoinCodePage({ line, now }: JoinCodeProps) {
  const [made, setMade] = useState<Made | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function make() {
    setBusy(true);
    setTrouble(null);
    try {
      const answer = await line.makeCode();
      if (answer.ok) setMade({ ...answer.value, words: answer.value.root === null ? [] : await rootWords(answer.value.root) });
      else setTrouble(troubleOf(answer.why));
    } catch {
      setTrouble('trouble');
    }
    setBusy(false);
  }

  return (
    <Page title={w('code.title')} lead={w('code.lead')}>
      <Stack>
        {trouble && (
          <Notice tone="warn" role="alert">
            {w(`code.why.${trouble}`)}
          </Notice>
        )}
        {isBusy ? <Skeleton height="38rem" /> : made && <Shown made={made} now={now()} />}
        <Button kind={made ? 'quiet' : 'primary'} full busy={isBusy} onClick={() => void make()}>
          {w(made ? 'code.another' : 'code.make')}
        </Button>
        <h2>{w('code.limits')}</h2>
        <ul>
          <li>{w('code.hours')}</li>
          <li>{w('code.once')}</li>
          <li>{w('code.tries')}</li>
          <li>{w('code.noName')}</li>
          <li>{w('code.notYours')}</li>
        </ul>
      </Stack>
    </Page>
  );
}

function Shown({ made, now }: { made: Made; now: string }) {
  return (
    <Card tone="accent">
      <Stack>
        <p role="status">{w('code.until', { when: sayWhen(made.expiresAt, now) })}</p>
        <QrCode text={joinLink(location.origin, made)} label={w('code.picture')} />
        <div>
          <p>{w('code.orType', { address: `${location.host}/talk` })}</p>
          <p class={look.code}>
            <span aria-hidden="true">{grouped(made.code)}</span>
            <span class="visually-hidden">{made.code.split('').join(' ')}</span>
          </p>
        </div>
        {made.words.length > 0 ? (
          <div>
            <p>{w('code.words')}</p>
            <p class={look.wordRow} lang="en" dir="ltr">
              {made.words.map((word) => (
                <span key={word}>{word}</span>
              ))}
            </p>
          </div>
        ) : (
          <Notice tone="warn">{w('code.noRoot')}</Notice>
        )}
        <Notice tone="warn">{w('code.dontKeep')}</Notice>
      </Stack>
    </Card>
  );
}
