import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { Day } from '../../../shared/basics/day.ts';
import { addDays } from '../../../shared/basics/day.ts';
import { agreedText, observedText } from '../../../shared/practice/signed-text.ts';
import type { Course } from '../../../shared/training/course.ts';
import type { Observation } from '../../../shared/training/practice.ts';
import type { Dice } from './dice.ts';
import type { Delivery } from './history.ts';
import type { DemoHome, DemoPerson } from './region.ts';
import { CARER_NAME } from './region.ts';

/** Medicines: three rounds watched, on different days. */
const COURSE = 'C6';
/** What stands before the 32 bytes of an Ed25519 private key in PKCS 8 (RFC 8410, section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key made of the demonstration's dice: no use for secrets, and the same every time. */
function keyOf({ phone }: DemoPerson, at: Date, dice: Dice) {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, dice.bytes(32)]), format: 'der', type: 'pkcs8' });
  const named = { keyId: phone.newId(at), publicKey: createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '' };
  return { named, signed: (text: string) => ({ ...named, signature: sign(null, Buffer.from(text), privateKey).toString('base64url') }) };
}

type Watched = { daysAgo: number; met: boolean; note: string; agrees: boolean; comment: string };

const STORY: Watched[] = [
  { daysAgo: 6, met: true, note: 'Checked name, dose and time aloud before opening the box.', agrees: true, comment: '' },
  { daysAgo: 4, met: true, note: 'Calm and exact. Signed the chart at once.', agrees: true, comment: 'Thank you for taking the time.' },
  { daysAgo: 2, met: false, note: 'The second signature came late.', agrees: false, comment: 'I was called to the door. I would like to do this one again.' },
];

/** The carer of the links, watched by a colleague who was named for it: two rounds agreed, one not. */
export function practiceStory(home: DemoHome, courses: ReadonlyMap<string, Course>, today: Day, dice: Dice): Delivery[] {
  const course = courses.get(COURSE);
  const carer = home.staff.find((person) => person.name === CARER_NAME);
  const named = home.staff.find((person) => person.role === 'carer' && person.name !== CARER_NAME && person.startsOn <= addDays(today, -20)) ?? home.staff[1];
  if (!course?.practical || !carer || !named || named === carer) return [];
  const { practical } = course;
  const on = (daysAgo: number, hour: number) => new Date(`${addDays(today, -daysAgo)}T${String(hour).padStart(2, '0')}:20:00Z`);
  const naming = { personId: named.personId, homeId: home.homeId, courses: [COURSE], until: addDays(today, 101) };
  const [carerKey, namedKey] = [keyOf(carer, on(12, 9), dice), keyOf(named, on(12, 9), dice)];
  const tell = (person: DemoPerson, { named: key }: typeof carerKey): Delivery => ({
    at: on(12, 9),
    person,
    facts: [person.phone.write('people.device.keyed', key.keyId, key, on(12, 9))],
  });
  const watched = STORY.flatMap(({ daysAgo, met, note, agrees, comment }): Delivery[] => {
    const at = on(daysAgo, 18);
    const observation: Observation = {
      ...{ observationId: named.phone.newId(at), personId: carer.personId, assessorId: named.personId, courseId: COURSE, courseVersion: course.version, practicalId: practical.id },
      ...{
        on: addDays(today, -daysAgo),
        steps: practical.steps.map((_, index) => (met || index > 0 ? 'met' : 'notYet')),
        met,
        note,
        evidence: [],
        authorityOn: addDays(today, -daysAgo),
      },
    };
    const half = { observation, assessor: namedKey.signed(observedText(observation)) };
    const body = { ...half, carer: { ...carerKey.signed(agreedText(observation, half.assessor, agrees, comment)), agrees, comment } };
    const signedAt = new Date(at.getTime() + 5 * 60_000);
    return [
      { at, person: named, facts: [named.phone.write('training.practice.observed', observation.observationId, half, at)] },
      { at: signedAt, person: carer, facts: [carer.phone.write('training.practice.agreed', observation.observationId, body, signedAt)] },
    ];
  });
  const namedAt = on(14, 10);
  return [
    { at: namedAt, person: home.manager, facts: [home.manager.phone.write('training.assessor.named', named.personId, naming, namedAt)] },
    tell(carer, carerKey),
    tell(named, namedKey),
    ...watched,
  ];
}
