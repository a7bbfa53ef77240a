import { canonicalJson } from '../shared/basics/canonical.ts';
import type { Directory } from '../shared/voice/directory.ts';
import type { Share, ShareStatement } from '../shared/voice/share.ts';
import { shareSchema, shareStatementSchema } from '../shared/voice/share.ts';
import type { Bytes } from './bytes.ts';
import { b64, bytesOf, joined, sha256, utf8 } from './bytes.ts';
import { jsonOf } from './shapes.ts';
import { isSigned, maySpeak, sign } from './signed.ts';

const shareText = (statement: Uint8Array): Bytes => joined(utf8('hearth/v1/share|'), statement);
/** Of the slot as it is written, so that it belongs to one statement and no other. */
const slotHash = async (slot: string) => b64(await sha256(utf8(slot)));

export async function signShare(device: { d: string; key: CryptoKey }, statement: Omit<ShareStatement, 'v' | 'slot'>, slot: string): Promise<Share> {
  const bytes = utf8(canonicalJson({ v: 1, ...statement, slot: await slotHash(slot) }));
  return { statement: b64(bytes), slot, cert: device.d, sig: await sign(device.key, shareText(bytes)) };
}

/** What the share says, once its device, its audience, its signature and its slot were found right. Else null. */
export async function checkShare(given: unknown, directory: Directory): Promise<ShareStatement | null> {
  const share = shareSchema.safeParse(given);
  if (!share.success) return null;
  const bytes = bytesOf(share.data.statement);
  const device = directory.devices.find(({ d }) => d === share.data.cert);
  if (!bytes || !device || !(await isSigned(device.dsk, share.data.sig, shareText(bytes)))) return null;
  const statement = shareStatementSchema.safeParse(jsonOf(bytes));
  if (!statement.success || statement.data.slot !== (await slotHash(share.data.slot))) return null;
  return maySpeak(device, statement.data.from.a, statement.data.at) ? statement.data : null;
}
