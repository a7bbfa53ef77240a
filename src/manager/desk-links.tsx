import { w } from '../words/manager.ts';
import { DATES_PATH, IMPORT_PATH, INSPECTION_PATH, MEETINGS_PATH, PASSPORT_PATH, PRACTICE_PATH, ROTA_PATH, RULES_PATH } from './paths.ts';
import styles from './desk-links.module.css';

const LINKS = [
  [INSPECTION_PATH, 'desk.inspection'],
  [PRACTICE_PATH, 'desk.practice'],
  [ROTA_PATH, 'desk.rota'],
  [DATES_PATH, 'desk.dates'],
  [MEETINGS_PATH, 'desk.meetings'],
  [RULES_PATH, 'desk.rules'],
  [IMPORT_PATH, 'desk.import'],
  [PASSPORT_PATH, 'desk.passport'],
] as const;

/** The rest of the manager's job, one touch from the home's training. */
export function DeskLinks() {
  return (
    <nav aria-label={w('desk.title')} class="no-print">
      <ul class={styles.list}>
        {LINKS.map(([path, says]) => (
          <li key={path}>
            <a class={styles.link} href={path}>
              {w(says)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
