import { currentLocale } from '../../words/phrasebook.ts';
import { readAloud } from '../read-aloud.ts';

/** With the words hidden a picture says its word when it is picked. */
export function sayPicked(button: HTMLElement): void {
  if (button.closest('[data-words="hidden"]')) readAloud(button, currentLocale());
}
