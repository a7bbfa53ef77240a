/** Beside the secret of a demonstration's link: 32 bytes that its reader's device is made of. */
export const DEMO_DEVICE = 'hearth.demo-device';

/** Kept for this tab alone. Whoever asks must know that the root says it is a demonstration. */
export function readDemoDevice(): string | null {
  try {
    return sessionStorage.getItem(DEMO_DEVICE) || null;
  } catch {
    return null;
  }
}
