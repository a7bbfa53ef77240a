/**
 * The protocol version. Raise it, add a line and update the fingerprint in test/house when a
 * wire schema changes.
 *
 * 1 (2026-11): hello, push, pull, receipts; the people, home and training facts.
 * 2 (2026-11): attachments and their deps; evidence on a sign-off (version 2 of its body); closed
 *   accounts; holes and missing attachments told by pull. All of it optional to a reader of 1.
 * 3 (2026-11): two more roles, `reader` and `directoryOfficer`; requests turned away with `idReuse` or
 *   `changedMeanwhile`, in the sealed lane alone.
 * 4 (2026-11): the facts of the manager's job: rules, needs and rota of a home, waivers, dates, meetings,
 *   observations signed by two, old records, inspectors. New kinds, and `unconfirmed` on a pulled observation.
 * 5 (2026-11): the academy publishes: versions of courses proposed, approved, sent back, and questions
 *   reviewed. New kinds; a card of the catalogue may name what changed and a patch.
 *
 * The floor must not rise lightly: a phone may have been away for eighteen months with work on
 * it, and a push is never refused for age. Only pull and start may ask for a newer app.
 */
export const PROTOCOL = 5;
export const PROTOCOL_FLOOR = 1;

/** The content type of every sync message both ways. A reply without it is "no network". */
export const SYNC_TYPE = 'application/vnd.hearth-sync+json';
