/** All that a push ever says (security reference, D2): no name, no course, no count. */
export const NUDGE = { title: 'Hearth', body: 'Something is waiting for you.', tag: 'hearth-nudge', lang: 'en-GB' } as const;
