/** Where the worker keeps pictures of courses: the first thing to go when the phone is full. */
export const MEDIA_CACHE = 'hearth-course-media';
