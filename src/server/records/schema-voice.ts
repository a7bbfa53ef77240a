/**
 * The tables of the sealed lane. None of them names a young person, a phone or an address; times are cut to
 * the hour where the view is not flagged, to the day where an hour is of no use. Nothing in `sealed_letter` can be
 * opened by this server.
 */
export type VoiceTables = {
  join_code: { selector: string; salt: string; hash: string; unit: string; tries: number; expires_at: string };
  /** `given` counts the capabilities given on `given_on`; nothing says which. */
  membership: { hash: string; unit: string; made_on: string; given_on: string | null; given: number; revoked_on: string | null };
  capability: { hash: string; unit: string; made_on: string; spent_by: string | null };
  work_challenge: { hash: string; unit: string; bits: number; ends_at: string };
  /** Everything a young person sends: the first in a mailbox is the view, what follows answers. */
  sealed_letter: LetterRow;
  /** One row for each audience a letter is addressed to, and for no other. `thread` is the letter under which that audience reads it. */
  letter_audience: { letter: string; a: string; thread: string };
  view_audience: ViewAudienceRow;
  /** What readers send, sealed to the thread, their audience or both. */
  sealed_message: MessageRow;
  sealed_share: ShareRow;
  /** `letter` is null until its envelope came; `by` is the capability's hash or the reader's id until then. */
  sealed_chunk: { attachment: string; n: number; letter: string | null; by: string | null; hash: string; content: Uint8Array; day: string };
  /** Every audience counts for itself, so that no other's number jumps. */
  audience_counter: { a: string; value: number };
  escalation: { thread: string; from_a: string; to_a: string; step: 'reminder' | 'escalation'; what: string; since: string; change_no: number };
  key_directory: { version: number; signed: string; state: 'proposed' | 'current' | 'past'; at: string };
  /** Whose signature stands under a version: one person signs once, whatever keys they hold. */
  directory_signature: { version: number; k: string; person_id: string };
  reader_device: { d: string; person_id: string; dk: string; dsk: string; asked_at: string };
  /** Public halves that a reader's device vouches for, until a directory lists them. */
  epoch_offer: { a: string; e: number; pub: string; d: string; sig: string; person_id: string; at: string };
  kept_key: { a: string; e: number; d: string; sealed: string; by: string };
  /** `wrapped` is deleted when it is handed over. */
  key_invitation: { id: string; meta: string; iv: string; wrapped: string | null; invitee: string; a: string; made_by: string; expires_at: string; redeemed_at: string | null };
  /** A chain for each scope, so that the rows of one leave no gap in another (security reference, section 22). Never changed. */
  voice_audit: AuditRow;
  voice_report: { kind: string; day: string; count: number };
};

export type LetterRow = {
  id: string;
  mbox: string;
  unit: string;
  is_answer: number;
  /** JSON of the envelope; once gone, chance in the place of its body and slots. */
  wire: string;
  hash: string;
  received_at: string;
  safety: number;
  cat: string | null;
  bucket: number;
  gone: 'withdrawn' | 'expired' | null;
};

export type ViewAudienceRow = {
  letter: string;
  a: string;
  e: number;
  /** The share that brought it here; null when the young person chose this audience. */
  share: string | null;
  state: 'new' | 'read' | 'replied' | 'closed';
  received_at: string;
  waiting_since: string | null;
  is_flagged: number;
  is_worry: number;
  duty: 'none' | 'open' | 'met';
  duty_since: string | null;
  closed_at: string | null;
  reminded_at: string | null;
  change_no: number;
};

export type MessageRow = { id: string; mbox: string; thread: string; a: string; sender: string; act: string; aud: string; wire: string; hash: string; received_at: string };
export type ShareRow = { hash: string; letter: string; from_a: string; to_a: string; withheld: number; wire: string; received_at: string };
export type AuditRow = { scope: string; no: number; at: string; actor: string; act: string; object: string; outcome: string; prev: string; hash: string };
