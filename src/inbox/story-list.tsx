import type { ReaderBody } from '../shared/voice/sealed-body.ts';
import type { Letter } from '../store/quiet/shelf.ts';
import { Button } from '../ui/button.tsx';
import { StateWord } from '../ui/state-word.tsx';
import { w } from '../words/inbox.ts';
import { AttachmentView } from './attachment-view.tsx';
import type { Desk } from './desk.ts';
import { nameOf } from './desk.ts';
import type { Inbox } from './inbox.ts';
import type { Entry, Opened } from './opened.ts';
import look from './view.module.css';
import { sayWhen } from './when.ts';

type StoryProps = { inbox: Inbox; desk: Desk; opened: Opened; letters: readonly Letter[] };

/** All that happened with it since, oldest first. */
export function StoryList({ inbox, desk, opened, letters }: StoryProps) {
  if (opened.entries.length === 0) return null;
  // A share and the words that went with it are one thing that happened.
  const shown = opened.entries.filter((entry) => entry.kind !== 'share' || !opened.entries.some((other) => isWordsOf(other, entry)));
  return (
    <section>
      <h2>{w('story.title')}</h2>
      <ol class="plain-list">
        {shown.map((entry) => (
          <li key={entry.id} class={look.entry}>
            <OneEntry entry={entry} inbox={inbox} desk={desk} opened={opened} letters={letters} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function isWordsOf(entry: Entry, share: Entry & { kind: 'share' }): boolean {
  return entry.kind === 'message' && entry.body.t === 'shared' && entry.body.to === share.share.to.a && entry.body.a === share.share.from.a;
}

function OneEntry({ entry, inbox, desk, opened, letters }: StoryProps & { entry: Entry }) {
  const when = sayWhen(entry.at, inbox.now());
  if (entry.kind === 'share') {
    const { from, to, why, withheld } = entry.share;
    return (
      <>
        <p>{w('story.share', { by: entry.by, from: nameOf(desk.directory, from.a), to: nameOf(desk.directory, to.a), why: w(`why.${why}`), when })}</p>
        {withheld && <p>{w('story.withheld')}</p>}
      </>
    );
  }
  if (entry.kind === 'answer') {
    return (
      <>
        <p>{w('story.they', { said: w(`says.${entry.body.says}`), when })}</p>
        {entry.body.text && (
          <p class={look.note} dir="auto">
            {entry.body.text}
          </p>
        )}
        {entry.body.attachments?.map((attachment) => (
          <AttachmentView key={attachment.id} inbox={inbox} attachment={attachment} secret={entry.secret} letters={letters} />
        ))}
      </>
    );
  }
  const { body, by } = entry;
  return (
    <>
      <p>
        {w(body.t === 'read' && body.re !== opened.id ? 'story.readMore' : `story.${body.t}`, { by, when })}
        {body.t === 'shared' && ` ${w('story.sharedTo', { to: nameOf(desk.directory, body.to), why: w(`why.${body.why}`) })}`}
        {body.t === 'outcome' && ` ${w(`outcome.${body.outcome}`)}.`}
        {body.t === 'concern' && ` ${w(`level.${body.level}`)}.`}
      </p>
      {body.t === 'concern' && <Told body={body} now={inbox.now()} />}
      {'text' in body && body.text !== '' && (
        <p class={look.note} dir="auto">
          {body.text}
        </p>
      )}
      {body.t === 'reply' &&
        body.attachments?.map((attachment) => <AttachmentView key={attachment.id} inbox={inbox} attachment={attachment} secret={entry.secret} letters={letters} />)}
      {body.t === 'theme' && <p>{w(`theme.${approvalOf(opened, entry.id)}`)}</p>}
      {entry.where === 'onThisPhone' && <StateWord state="onThisPhone" says={w('state.here')} />}
      {entry.where === 'delivered' && entry.personId === inbox.personId && <StateWord state="delivered" says={w('state.delivered')} />}
      {entry.where === 'needsYou' && <Refused inbox={inbox} letter={entry.letter} why={entry.why} />}
    </>
  );
}

function Told({ body, now }: { body: Extract<ReaderBody, { t: 'concern' }>; now: string }) {
  return (
    <>
      <p>{body.toldFirst ? w('concern.toldFirst') : `${w('concern.notToldFirst')} ${body.whyNot ?? ''}`}</p>
      {body.told.length > 0 && (
        <ul>
          {body.told.map(({ who, at, name }) => (
            <li key={`${who}${at}`}>
              {w(`told.${who}`)} {name && <bdi>({name})</bdi>} {sayWhen(at, now)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The server would not take it. It stays until its reader decides. */
function Refused({ inbox, letter, why }: { inbox: Inbox; letter: string | null; why: string | null }) {
  const { shelf, line, now } = inbox;
  const again = async () => {
    if (letter === null) return;
    await shelf.settleLetter(letter, { is: 'later', notBefore: now() });
    line.wake();
  };
  return (
    <>
      <StateWord state="needsYou" says={w(why === 'changedMeanwhile' ? 'state.changed' : why === 'notFound' ? 'state.notFound' : 'state.needsYou')} />
      <div>
        <Button kind="quiet" onClick={() => void again()}>
          {w('state.again')}
        </Button>{' '}
        <Button kind="quiet" onClick={() => letter !== null && void shelf.dropLetter(letter)}>
          {w('state.drop')}
        </Button>
      </div>
    </>
  );
}

function approvalOf(opened: Opened, theme: string): 'mayUse' | 'mayNotUse' | 'asked' {
  const said = opened.entries.findLast((entry) => entry.kind === 'answer' && entry.body.re === theme);
  if (said?.kind !== 'answer') return 'asked';
  return said.body.says === 'mayUse' || said.body.says === 'mayNotUse' ? said.body.says : 'asked';
}
