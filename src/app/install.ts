/** Chromium's own prompt, held back until the person asks (experience reference, 3.2). */
type InstallPrompt = Event & { prompt(): Promise<void>; userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }> };

let held: InstallPrompt | null = null;
let tell: (() => void) | null = null;

export function holdInstallPrompt(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    held = event as InstallPrompt;
    tell?.();
  });
  addEventListener('appinstalled', () => {
    held = null;
    tell?.();
  });
}

export function onInstallChange(listener: () => void): () => void {
  tell = listener;
  return () => {
    tell = null;
  };
}

export function canInstall(): boolean {
  return held !== null;
}

export function isInstalled(): boolean {
  return matchMedia('(display-mode: standalone)').matches || (navigator as Navigator & { standalone?: boolean }).standalone === true;
}

/** An iPhone's browser tab, which clears storage after seven days without a visit. */
export function isIosTab(): boolean {
  return (navigator as Navigator & { standalone?: boolean }).standalone === false;
}

export async function install(): Promise<void> {
  await held?.prompt();
  held = null;
  tell?.();
}
