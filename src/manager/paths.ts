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
