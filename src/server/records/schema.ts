import type { VoiceTables } from './schema-voice.ts';

/**
 * The tables, the same on SQLite and PostgreSQL. Moments are ISO text from the server's clock,
 * yes and no are 1 and 0, JSON is text. What a person may see follows from `change.scope`.
 */
export type Tables = VoiceTables & {
  /** Single named values: the epoch, the key that signs cursors, how far the backup and the pruned history reach. */
  mark: { name: string; value: string };
  /** Counter rows, not sequences: sequences commit out of order and a pull would skip a row for ever. */
  counter: { name: string; value: number };
  place: { place_id: string; kind: string; parent_id: string | null; name: string };
  /** `closed_at` is null while the account is open. */
  person: { person_id: string; name: string; closed_at: string | null };
  placement: {
    placement_id: string;
    person_id: string;
    place_id: string;
    role: string;
    starts_on: string;
    care_role_started_on: string | null;
    ends_on: string | null;
  };
  invitation: {
    invitation_id: string;
    person_id: string;
    made_by: string;
    secret_hash: string;
    made_at: string;
    expires_at: string;
    used_at: string | null;
  };
  /** Who may look at one home until `ends_at`. `tries` counts wrong PINs; a row of one ended before it was known has no secret. */
  inspector_grant: {
    grant_id: string;
    home_id: string;
    made_by: string;
    secret_hash: string;
    pin_hash: string;
    made_at: string;
    ends_at: string;
    tries: number;
    ended_at: string | null;
  };
  /** A sign-in that can look and nothing else; kept by hash, as sessions are. */
  inspector_look: { id_hash: string; grant_id: string; seen_at: string; ends_at: string };
  passkey: { credential_id: string; person_id: string; public_key: string; counter: number; transports: string; made_at: string; used_at: string | null };
  challenge: { challenge: string; purpose: string; person_id: string | null; ends_at: string };
  /** Only the SHA-256 of a cookie is kept, so that a copy of the table signs nobody in. */
  session: { id_hash: string; kind: 'session' | 'delivery'; person_id: string; made_at: string; seen_at: string; ends_at: string };
  /** `received` counts the facts of this person and device in the log; below `last_seq` something never arrived. */
  device: { device_id: string; person_id: string; seen_at: string; last_seq: number; received: number };
  fact_log: FactRow;
  change: ChangeRow;
  attempt: AttemptRow;
  /**
   * Records that were erased, by id alone and for good: what still comes about them is refused (I11),
   * unless it is `shared`, an id that somebody else's facts stand under too.
   * `server_seq` is their tombstone's number, null once that is pruned.
   */
  erased: { about: string; kind: 'person' | 'record' | 'shared'; erased_at: string; server_seq: number | null };
  /**
   * What one person has brought of one attachment: `offset` of `bytes` bytes. Keyed by person as well, so
   * that nobody learns or touches what another brought. `seen_at` is when its phone last asked or sent.
   */
  attachment: { owner: string; sha256: string; bytes: number; type: string; offset: number; made_at: string; seen_at: string; completed_at: string | null };
  attachment_chunk: { owner: string; sha256: string; at: number; content: Uint8Array };
  /** Keys that sign passports, both halves: whoever holds this database or a copy of it can sign. */
  issuer_key: { key_id: string; public_key: string; private_key: string; not_before: string; not_after: string; revoked_at: string | null };
  /**
   * Passports given out, by number; what was in one is kept nowhere. A row stands for all numbers up to `through`,
   * which is more than one only for those that a restored copy does not know. Without a person once erased.
   */
  passport: { serial: number; through: number; key_id: string; person_id: string | null; issued_at: string; expires_on: string; withdrawn_at: string | null };
  /** Which fact names which attachment. `owner` is the fact's: only they can bring it. */
  attachment_use: AttachmentUseRow;
  /** Where a browser's push service takes messages for one person. `sign_in` is the hash of the sign-in that gave it: it goes with it. */
  push_address: { endpoint_hash: string; person_id: string; sign_in: string; endpoint: string; p256dh: string; auth: string; made_at: string };
  /** `address` is nobody's until `confirmed_at`; `secret_hash` is that of the link sent to it. */
  nudge_choice: {
    person_id: string;
    quiet_from: string;
    quiet_to: string;
    has_digest: number;
    address: string | null;
    confirmed_at: string | null;
    secret_hash: string | null;
    asked_at: string | null;
  };
  /** Each step is told of once. */
  nudge_sent: { person_id: string; step: string; at: string };
};

type FactState = 'recorded' | 'held' | 'refused';

/** One row per fact id ever answered; refused ones too, so that a seq leaves no hole. */
export type FactRow = {
  fact_id: string;
  owner: string;
  device_id: string;
  seq: number;
  kind: string;
  v: number;
  about: string;
  hash: string;
  /** Canonical JSON as received; empty when refused before it could be read, and once erased. */
  body: string;
  prev: string | null;
  /** JSON list of what it rests on: a fact's id, or `{attachment}`. */
  deps: string;
  at: string;
  off: number | null;
  state: FactState;
  /** Why it waits, and the key whose arrival wakes it. */
  held_for: string | null;
  waits_for: string | null;
  /** JSON of the refusal. */
  refusal: string | null;
  server_seq: number | null;
  received_at: string;
  /** Whose record it belongs to; null for places, and for attempts, which are their owner's. */
  subject_id: string | null;
  attempt_id: string | null;
  /** JSON of the server's own score, on a finished attempt. */
  server_score: string | null;
};

/**
 * One row per scope a fact is shown in. `answer` tells the owner how a held fact was settled; `gone`
 * is a tombstone, and its `fact_id` is the id of the record that was erased.
 */
export type ChangeRow = { server_seq: number; scope: string; fact_id: string; what: 'fact' | 'answer' | 'gone' };

export type AttachmentUseRow = { sha256: string; owner: string; fact_id: string };

/** Keyed by person and attempt: naming somebody else's attempt is the same as naming none. */
export type AttemptRow = {
  person_id: string;
  attempt_id: string;
  course_id: string;
  course_version: number;
  module_id: string;
  is_started: number;
  is_finished: number;
  is_passed: number;
};
