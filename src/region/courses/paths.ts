export const COURSES_PATH = '/region/courses';

export function coursePath(courseId: string): string {
  return `${COURSES_PATH}/${encodeURIComponent(courseId)}`;
}

export function editPath(courseId: string): string {
  return `${coursePath(courseId)}/edit`;
}

export function proposePath(courseId: string): string {
  return `${coursePath(courseId)}/propose`;
}

export function proposalPath(courseId: string, proposalId: string): string {
  return `${coursePath(courseId)}/proposals/${encodeURIComponent(proposalId)}`;
}

/** A module of the draft as a carer would see it; app draws it with the academy’s own player. */
export function previewPath(courseId: string, moduleId: string, proposalId?: string): string {
  return `${proposalId ? proposalPath(courseId, proposalId) : coursePath(courseId)}/preview/${encodeURIComponent(moduleId)}`;
}
