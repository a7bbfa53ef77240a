import type { ReaderBody, SealedBody } from '../shared/voice/sealed-body.ts';

/** What a reader says, which must be signed; a young person's words never are. */
export function isFromReader(body: SealedBody): body is ReaderBody {
  return body.t !== 'view' && body.t !== 'answer';
}
