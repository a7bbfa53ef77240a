import { base64url } from '../../shared/basics/base64url.ts';

const ID_BYTES = 16;

function bytesOf(secret: string): Uint8Array {
  return Uint8Array.from(atob(secret.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

/** The id that a mailbox secret stands for: what comes under any other was not asked for. */
export async function mailboxId(subtle: SubtleCrypto, secret: string): Promise<string> {
  const label = new TextEncoder().encode('voice/v1/mailbox');
  const bytes = bytesOf(secret);
  const both = new Uint8Array(label.length + bytes.length);
  both.set(label);
  both.set(bytes, label.length);
  return base64url(new Uint8Array(await subtle.digest('SHA-256', both)).subarray(0, ID_BYTES));
}
