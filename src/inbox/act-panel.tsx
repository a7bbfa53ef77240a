import { useState } from 'preact/hooks';
import type { Letter } from '../store/quiet/shelf.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { w } from '../words/inbox.ts';
import type { About } from './acts.ts';
import { CloseForm } from './close-form.tsx';
import { ConcernForm } from './concern-form.tsx';
import { DutyForm } from './duty-form.tsx';
import { messagesOf } from './opened.ts';
import { PassOnForm } from './pass-on-form.tsx';
import { ReplyForm } from './reply-form.tsx';
import { actsOn } from './rows.ts';
import { ThemeForm } from './theme-form.tsx';

type Doing = 'reply' | 'ask' | 'pass' | 'concern' | 'duty' | 'theme' | 'close';
/** What every form is handed. */
export type FormProps = { about: About; done: (said: string) => void };

/** A duty to tell the LADO that stands open, by what the server says and what is still on this phone. */
export function isDutyOpen({ thread, view }: About, letters: readonly Letter[]): boolean {
  const acts = actsOn(letters, thread.audience, view).map(({ content }) => content.act);
  if (acts.some(({ act }) => act === 'dutyMet')) return false;
  return thread.duty === 'open' || acts.some(({ act, duty }) => act === 'concern' && duty === true);
}

export function ActPanel({ about, letters }: { about: About; letters: readonly Letter[] }) {
  const [doing, setDoing] = useState<Doing | null>(null);
  const [news, setNews] = useState<string | null>(null);
  const { thread, opened } = about;
  const hasDuty = isDutyOpen(about, letters);
  const start = (next: Doing) => {
    setNews(null);
    setDoing(next);
  };
  const done = (said: string) => {
    setNews(said);
    setDoing(null);
  };
  const form = { about, done };
  const canTell = !opened.isWithheld;
  const isConcerned = messagesOf(opened.entries, 'concern').some(({ body }) => body.level !== 'none');
  const hasReplied = messagesOf(opened.entries, 'reply').length > 0;
  const acts: Doing[] = [...(canTell ? (['reply', 'ask'] as const) : []), 'pass', 'concern', ...(canTell ? (['theme'] as const) : []), 'close'];
  return (
    <section>
      <Stack>
        <h2>{w('act.title')}</h2>
        {hasDuty && (
          <Notice tone="danger" title={w('duty.title')}>
            <p>{w('duty.says')}</p>
            {doing !== 'duty' && <Button onClick={() => start('duty')}>{w('duty.act')}</Button>}
          </Notice>
        )}
        {news && (
          <Notice tone="good" role="status" title={news}>
            <p>{w('act.saved')}</p>
          </Notice>
        )}
        {isConcerned && !hasReplied && canTell && doing !== 'reply' && <Notice tone="warn">{w('act.nowTell')}</Notice>}
        {doing === null ? (
          <Row>
            {acts.map((act) => (
              <Button key={act} kind={act === 'reply' ? 'primary' : 'quiet'} onClick={() => start(act)}>
                {w(`act.${act}`)}
              </Button>
            ))}
          </Row>
        ) : (
          <Card>
            <Stack>
              <h3>{w(`act.${doing}`)}</h3>
              {(doing === 'reply' || doing === 'ask') && <ReplyForm key={doing} {...form} kind={doing} isConcerned={isConcerned} />}
              {doing === 'pass' && <PassOnForm {...form} />}
              {doing === 'concern' && <ConcernForm {...form} />}
              {doing === 'duty' && <DutyForm {...form} />}
              {doing === 'theme' && <ThemeForm {...form} />}
              {doing === 'close' && <CloseForm {...form} hasDuty={hasDuty} isClosed={thread.state === 'closed'} />}
              <Button kind="quiet" onClick={() => setDoing(null)}>
                {w('act.cancel')}
              </Button>
            </Stack>
          </Card>
        )}
      </Stack>
    </section>
  );
}
