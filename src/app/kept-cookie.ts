/**
 * What a browser still says after it has cleared everything else: which device this was, how much
 * was not delivered, the last counter given and the day of it. No person and no content.
 */
export type Kept = { deviceId: string; open: number; seq: number; day: string };

const NAME = 'hearth-kept';
/** The longest a browser keeps a cookie. */
const LASTS_S = 400 * 24 * 60 * 60;

export function readKept(cookies: string): Kept | null {
  const value = new RegExp(`(?:^|; )${NAME}=([\\w-]{1,36})\\.(\\d{1,9})\\.(\\d{1,9})\\.(\\d{4}-\\d{2}-\\d{2})(?:;|$)`).exec(cookies);
  if (!value) return null;
  const [, deviceId = '', open, seq, day = ''] = value;
  return { deviceId, open: Number(open), seq: Number(seq), day };
}

export function sayKept({ deviceId, open, seq, day }: Kept, isSecure: boolean): string {
  return `${NAME}=${deviceId}.${open}.${seq}.${day}; path=/; max-age=${LASTS_S}; samesite=strict${isSecure ? '; secure' : ''}`;
}
