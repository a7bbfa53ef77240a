/** Names the environment variables by which a test tells the preload what to do. */
export const FAILPOINT = 'HEARTH_TEST_FAILPOINT';
export const FULL_FLAG = 'HEARTH_TEST_FULL_FLAG';
/** Written by the preload to the standard output, with the port that the server got. */
export const LISTENING = 'failpoints: listening on ';

/**
 * Where a server process kills itself, once it has been asked for this many pushes (0: from its
 * start). A statement is matched by how it begins. `sent` is before its outcome is heard, which
 * only a database in another process can tell from `after`; `answer` is half-way through a reply.
 */
export type Failpoint = { when: 'before' | 'after' | 'sent'; statement: string; fromPush: number } | { when: 'answer'; fromPush: number };
