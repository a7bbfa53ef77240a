import { createPublicKey, verify } from 'node:crypto';
import { isDay } from '../../shared/basics/day.ts';
import type { Actor } from '../../shared/people/access.ts';
import { grantsOf, mayAssessOn } from '../../shared/practice/authority.ts';
import { agreedText, isSameObservation, observedText } from '../../shared/practice/signed-text.ts';
import type { Observation } from '../../shared/training/practice.ts';
import { attachmentDeps } from '../../shared/wire/fact.ts';
import type { Bodies } from '../../shared/wire/kinds.ts';
import type { Known } from './known.ts';
import type { Circumstances, Decision } from './plan-rules.ts';
import { bodyKey } from './practice-known.ts';
import type { ReadFact } from './read-facts.ts';

const RECORD: Decision = { is: 'record' };
/** Known already, letter by letter: kept as a fact, and nothing more comes of it. */
const REPEAT: Decision = { is: 'record', isRepeat: true };
const refuse = (kind: 'notAllowed' | 'notValid' | 'idReuse', where: string): Decision => ({ is: 'refuse', kind, where });

type Signer = { keyId: string; publicKey: string; signature: string };

/** Ed25519 over the UTF-8 of the text. False for whatever is no key or no signature. */
function isSigned({ publicKey, signature }: Signer, text: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

/** A key told by the person's own phone must be that key. One not told yet leaves the observation unconfirmed. */
function isOthersKey(known: Known, personId: string, { keyId, publicKey }: Signer): boolean {
  const told = known.practice.keys.get(personId)?.get(keyId);
  return told !== undefined && told !== publicKey;
}

/** Had the assessor the right, today or on the day? A list may be days old, and a right may have ended on the way here. */
function hadRight({ known, today }: Circumstances, { personId, assessorId, courseId, on }: Observation): boolean {
  const of = (id: string): Actor => known.people.get(id) ?? { personId: id, placements: [] };
  const grants = grantsOf(known.practice.namings.get(assessorId) ?? []);
  return [today, on].some((day) => mayAssessOn(of(assessorId), of(personId), grants, courseId, day, known.tree));
}

/** The checklist of that version, where this server knows it, and a verdict that follows from it. */
function faultIn(observation: Observation, { findCourse }: Circumstances): string | null {
  const { courseId, courseVersion, practicalId, on, steps, met } = observation;
  if (!isDay(on)) return 'on';
  const course = findCourse(courseId, courseVersion);
  if (course && course.practical?.id !== practicalId) return 'practicalId';
  if (course?.practical && course.practical.steps.length !== steps.length) return 'steps';
  return met && steps.includes('notYet') ? 'met' : null;
}

/**
 * An observation by two people (wire/README, section 4). Rights come first, so that a stranger's id and
 * a missing one are answered alike. Whichever phone comes second changes nothing.
 */
export function judgePractice(read: ReadFact, at: Circumstances): Decision {
  const { fact, known } = read;
  if (known.kind !== 'training.practice.observed' && known.kind !== 'training.practice.agreed') return RECORD;
  const { observation, assessor } = known.body;
  const { observationId, personId, assessorId, evidence } = observation;
  if (!at.known.people.has(personId) || !hadRight(at, observation)) return refuse('notAllowed', 'fact');
  if (fact.about !== observationId) return refuse('notValid', 'about');
  const fault = faultIn(observation, at);
  if (fault) return refuse('notValid', `body.observation.${fault}`);
  if (isOthersKey(at.known, assessorId, assessor) || !isSigned(assessor, observedText(observation))) return refuse('notValid', 'body.assessor.signature');
  const { bodies } = at.known.practice;
  const half = bodies.get(bodyKey('training.practice.observed', observationId));
  const whole = bodies.get(bodyKey('training.practice.agreed', observationId));
  const isOther = (text: string | undefined) => text !== undefined && !isSameObservation((JSON.parse(text) as Bodies['training.practice.observed']).observation, observation);
  if (isOther(half) || isOther(whole)) return refuse('idReuse', 'body.observation.observationId');
  if (known.kind === 'training.practice.observed') {
    const attached = attachmentDeps(fact.deps);
    if (!evidence.every(({ sha256 }) => attached.includes(sha256))) return refuse('notValid', 'deps');
    return half === undefined ? RECORD : REPEAT;
  }
  const { carer } = known.body;
  if (isOthersKey(at.known, personId, carer) || !isSigned(carer, agreedText(observation, assessor, carer.agrees, carer.comment))) return refuse('notValid', 'body.carer.signature');
  if (whole === undefined) return RECORD;
  return whole === read.bodyText ? REPEAT : refuse('idReuse', 'body.observation.observationId');
}

/** One key has one name and one owner; told twice it is the same. */
export function judgeKey({ fact, known }: ReadFact, at: Circumstances): Decision {
  if (known.kind !== 'people.device.keyed') return RECORD;
  const { keyId, publicKey } = known.body;
  if (fact.about !== keyId) return refuse('notValid', 'about');
  const told = at.known.practice.keys.get(fact.owner)?.get(keyId);
  if (told === undefined) return RECORD;
  return told === publicKey ? REPEAT : refuse('idReuse', 'body.keyId');
}
