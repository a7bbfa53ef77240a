/**
 * The protocol version. Raise it, add a line and update the fingerprint in test/house when a
 * wire schema changes.
 *
 * 1 (2026-11): hello, push, pull, receipts; the people, home and training facts.
 *
 * The floor must not rise lightly: a phone may have been away for eighteen months with work on
 * it, and a push is never refused for age. Only pull and start may ask for a newer app.
 */
export const PROTOCOL = 1;
export const PROTOCOL_FLOOR = 1;

/** The content type of every sync message both ways. A reply without it is "no network". */
export const SYNC_TYPE = 'application/vnd.hearth-sync+json';
