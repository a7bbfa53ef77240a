import { useEffect, useState } from 'preact/hooks';
import type { ViewBody } from '../shared/voice/sealed-body.ts';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/inbox.ts';
import { AttachmentView } from './attachment-view.tsx';
import type { Inbox } from './inbox.ts';
import type { Opened } from './opened.ts';
import { messagesOf } from './opened.ts';
import type { Row } from './rows.ts';
import look from './view.module.css';
import { sayWhen } from './when.ts';

/** Exactly what they said, in their words. What they typed is shown as text and never as a page. */
export function SaidCard({ inbox, opened, row }: { inbox: Inbox; opened: Opened; row: Row }) {
  const { view } = opened;
  const isFrozen = messagesOf(opened.entries, 'concern').length > 0;
  const name = view.t === 'view' ? view.name : undefined;
  return (
    <Card tone={row.isFlagged ? 'danger' : 'accent'}>
      <Stack>
        <h2 class={look.head}>{view.t === 'view' ? w(`kind.${view.kind}`) : w(`says.${view.says}`)}</h2>
        {row.isFlagged && <p class={look.flag}>{w('said.hurt')}</p>}
        {view.t === 'view' && view.danger === 'yes' && (
          <Notice tone="danger" title={w('said.danger')}>
            <p>{w('said.dangerDo')}</p>
          </Notice>
        )}
        {view.t === 'view' && view.danger === 'notSure' && <p class={look.flag}>{w('said.dangerNotSure')}</p>}
        {view.t === 'view' && view.aboutStaff && <p class={look.flag}>{w('said.aboutStaff')}</p>}
        {view.t === 'view' && <Picked view={view} />}
        {view.text && (
          <blockquote class={look.words} dir="auto">
            {view.text}
          </blockquote>
        )}
        {view.attachments?.map((attachment) => (
          <AttachmentView key={attachment.id} inbox={inbox} attachment={attachment} secret={opened.secret} letters={[]} />
        ))}
        <dl class={look.facts}>
          <dt>{w('said.from')}</dt>
          <dd>{name ? <bdi>{name}</bdi> : w('said.noName')}</dd>
          <dt>{w('said.at')}</dt>
          <dd>{w('said.theirClock', { when: sayWhen(view.at, inbox.now()) })}</dd>
          {view.t === 'view' && (
            <>
              <dt>{w('said.use')}</dt>
              <dd>{w(`use.${view.use}`)}</dd>
              {view.helped && (
                <>
                  <dt>{w('said.helped')}</dt>
                  <dd>{w('said.helpedSays')}</dd>
                </>
              )}
            </>
          )}
        </dl>
        {isFrozen && view.text !== undefined && <Frozen text={view.text} />}
      </Stack>
    </Card>
  );
}

function Picked({ view }: { view: ViewBody }) {
  const feelings = view.feelings ?? [];
  return (
    <>
      {feelings.length > 0 && (
        <ul class={`plain-list ${look.picked}`} aria-label={w('said.feelings')}>
          {feelings.map(({ f, size }) => (
            <li key={f} class={`${look.feeling} ${look[size]}`}>
              {w(`feeling.${f}`)} <span class={look.small}>{w(`size.${size}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {view.pictures && view.pictures.length > 0 && (
        <p>
          <strong>{w('said.pictures')}</strong> {view.pictures.map((picture) => w(`picture.${picture}`)).join(' · ')}
        </p>
      )}
      {view.about && view.about.length > 0 && (
        <p>
          <strong>{w('said.about')}</strong> {view.about.map((about) => w(`about.${about}`)).join(' · ')}
        </p>
      )}
    </>
  );
}

/** SHA-256 of the words as they came, so that whoever is told can prove that not a letter was changed. */
function Frozen({ text }: { text: string }) {
  const [hash, setHash] = useState('');
  useEffect(() => {
    void crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)).then((made) => {
      const hex = Array.from(new Uint8Array(made), (byte) => byte.toString(16).padStart(2, '0')).join('');
      setHash(hex.replace(/(.{8})(?!$)/g, '$1 '));
    });
  }, [text]);
  return (
    <div>
      <p>{w('said.frozen')}</p>
      <p>
        <code dir="ltr" class={look.hash}>
          {hash}
        </code>
      </p>
    </div>
  );
}
