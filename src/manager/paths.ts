/** The addresses of this room, in one place. */
export const HOME_PATH = '/manager';
export const PEOPLE_PATH = '/manager/people';
export const INVITE_PATH = '/manager/people/invite';

export function personPath(personId: string): string {
  return `${PEOPLE_PATH}/${encodeURIComponent(personId)}`;
}

export function evidencePath(personId: string, courseId: string): string {
  return `${personPath(personId)}/courses/${encodeURIComponent(courseId)}`;
}

export function newLinkPath(personId: string): string {
  return `${personPath(personId)}/link`;
}

export const PRACTICE_PATH = '/manager/practice';
export const INSPECTION_PATH = '/manager/inspection';
export const ROTA_PATH = '/manager/rota';
export const DATES_PATH = '/manager/dates';
export const MEETINGS_PATH = '/manager/meetings';
export const RULES_PATH = '/manager/rules';
export const IMPORT_PATH = '/manager/import';
export const UNVERIFIED_PATH = '/manager/import/unverified';
export const PASSPORT_PATH = '/manager/passport';

export function datesPath(personId: string): string {
  return `${personPath(personId)}/dates`;
}

export function meetingsPath(personId: string): string {
  return `${personPath(personId)}/meetings`;
}
