import { useState } from 'preact/hooks';
import type { SealedAttachment } from '../../shared/voice/sealed-body.ts';
import { CHUNK_BYTES } from '../../shared/wire/sealed.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { w } from '../../words/say.ts';
import { Play } from '../say/play.tsx';
import type { Talk } from '../talk.ts';

type TheirVoiceProps = { talk: Talk; mailbox: number; attachment: SealedAttachment; secret: Uint8Array };

/** Fetched when it is asked for, opened here, kept nowhere. */
export function TheirVoice({ talk, mailbox, attachment, secret }: TheirVoiceProps) {
  const [state, setState] = useState<'there' | 'busy' | 'failed'>('there');
  const [bytes, setBytes] = useState<Uint8Array | null>(null);
  const get = async () => {
    setState('busy');
    const opened = await fetchAttachment(talk, mailbox, attachment, secret).catch(() => null);
    setBytes(opened);
    setState(opened ? 'there' : 'failed');
  };
  if (bytes) return <Play bytes={bytes} type={attachment.type} wave={[]} />;
  return (
    <>
      <p>{w('thread.attachment')}</p>
      {state === 'failed' && (
        <Notice tone="warn" role="alert">
          {w('thread.getFailed')}
        </Notice>
      )}
      <Button kind="quiet" busy={state === 'busy'} onClick={get}>
        {w(state === 'busy' ? 'thread.getting' : 'thread.get')}
      </Button>
    </>
  );
}

async function fetchAttachment(talk: Talk, mailbox: number, attachment: SealedAttachment, secret: Uint8Array): Promise<Uint8Array | null> {
  const box = (await talk.keeper.mailboxes(mailbox + 1))[mailbox];
  if (!box) return null;
  const chunks: Uint8Array[] = [];
  for (let n = 0; n < Math.ceil(attachment.bytes / CHUNK_BYTES); n += 1) {
    const chunk = await talk.line.chunk(attachment.id, n, box.secret);
    if (!chunk.ok) return null;
    chunks.push(chunk.value);
  }
  return talk.keeper.openChunks(attachment, secret, chunks);
}
