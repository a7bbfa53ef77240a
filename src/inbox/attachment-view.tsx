import { useEffect, useState } from 'preact/hooks';
import type { SealedAttachment } from '../shared/voice/sealed-body.ts';
import { CHUNK_BYTES } from '../shared/wire/sealed.ts';
import type { Letter } from '../store/quiet/shelf.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { LocalPicture } from '../ui/picture.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { w } from '../words/inbox.ts';
import type { Inbox } from './inbox.ts';
import { Player } from './player.tsx';

/** Anything else is not shown: what a recorder and a drawing pad make, and nothing that could be a page. */
const SHOWN: Record<SealedAttachment['kind'], RegExp> = { voice: /^audio\/(webm|mp4|ogg|mpeg)(;|$)/, drawing: /^image\/(png|jpeg|webp)$/ };

type Got = { is: 'getting' } | { is: 'there'; bytes: Uint8Array } | { is: 'not'; why: 'noSignal' | 'notYet' | 'broken' | 'kind' };

/** One’s own is still on this phone until it is delivered. */
function kept(letters: readonly Letter[], { id, bytes }: SealedAttachment): Uint8Array[] | null {
  const chunks = letters.flatMap(({ content }) => (content.kind === 'chunk' && content.attachment === id ? [content] : [])).sort((one, other) => one.n - other.n);
  return chunks.length === chunkCount(bytes) ? chunks.map((chunk) => chunk.bytes) : null;
}
const chunkCount = (bytes: number) => Math.max(1, Math.ceil(bytes / CHUNK_BYTES));

async function fetchIt({ keeper, line }: Inbox, attachment: SealedAttachment, secret: Uint8Array, letters: readonly Letter[]): Promise<Got> {
  if (!SHOWN[attachment.kind].test(attachment.type)) return { is: 'not', why: 'kind' };
  const chunks = kept(letters, attachment) ?? [];
  for (let n = chunks.length; n < chunkCount(attachment.bytes); n += 1) {
    const answer = await line.chunk(attachment.id, n);
    // Chunks travel after the words they belong to.
    if (!answer.ok) return { is: 'not', why: answer.why === 'refused' ? 'notYet' : 'noSignal' };
    chunks.push(answer.value);
  }
  const bytes = await keeper.openChunks(attachment, secret, chunks);
  return bytes ? { is: 'there', bytes } : { is: 'not', why: 'broken' };
}

type AttachmentProps = { inbox: Inbox; attachment: SealedAttachment; secret: Uint8Array; letters: readonly Letter[] };

/** A voice note or a drawing, opened in memory alone: it is not kept on this phone. */
export function AttachmentView({ inbox, attachment, secret, letters }: AttachmentProps) {
  const [got, setGot] = useState<Got>({ is: 'getting' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isLive = true;
    setGot({ is: 'getting' });
    fetchIt(inbox, attachment, secret, letters).then(
      (made) => isLive && setGot(made),
      () => isLive && setGot({ is: 'not', why: 'broken' }),
    );
    return () => {
      isLive = false;
    };
  }, [attachment.id, tries]);

  if (got.is === 'getting') return <Skeleton height={attachment.kind === 'voice' ? '3.5rem' : '12rem'} />;
  if (got.is === 'there') {
    return attachment.kind === 'voice' ? (
      <Player bytes={got.bytes} type={attachment.type} says={w('part.voice', { seconds: attachment.seconds ?? 0 })} />
    ) : (
      <LocalPicture bytes={got.bytes} type={attachment.type} says={w('part.drawing')} />
    );
  }
  return (
    <Notice tone={got.why === 'broken' || got.why === 'kind' ? 'danger' : 'info'}>
      <p>
        {w(attachment.kind === 'voice' ? 'part.voice' : 'part.drawing', { seconds: attachment.seconds ?? 0 })} {w(`part.${got.why}`)}
      </p>
      {got.why !== 'kind' && (
        <Button kind="quiet" onClick={() => setTries(tries + 1)}>
          {w('part.again')}
        </Button>
      )}
    </Notice>
  );
}
