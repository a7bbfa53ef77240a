/** A new version of a course, told to whoever learnt an older one. */
export const changes = {
  'tiles.title': 'What changed in your courses',
  'tile.title': 'What changed in {course}',
  'tile.minutes': '{count, plural, one {About # minute} other {About # minutes}}',
  'tile.stays': 'What you have done counts as before.',
  'tile.by': 'Read it by {day}. After that day your certificate stops counting until you have.',
  'tile.since': 'Your certificate has not counted since {day}. Read this, and it counts again.',
  'tile.read': 'Read what changed',
  'tile.continue': 'Continue',
  'again.title': '{course} is new. Do it again',
  'again.by': 'Do it again by {day}. Until then your certificate counts.',
  'again.since': 'Your certificate has not counted since {day}. Do this course again.',
} as const;
