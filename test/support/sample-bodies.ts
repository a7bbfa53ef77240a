import type { Bodies, FactKind } from '../../src/shared/wire/kinds.ts';

/** The kinds of the manager's job, about a person or about a home, and of the academy's. */
export type SampleKind = Exclude<
  FactKind,
  | `training.attempt.${string}`
  | 'training.completion.recorded'
  | 'training.practice.signed'
  | `people.p${string}`
  | `people.invitation.${string}`
  | `people.account.${string}`
  | 'home.slot.filled'
>;

/** A small body of that kind that the rules of its kind let through. */
export function sampleBody<Kind extends SampleKind>(kind: Kind, { personId, ownerId, homeId }: { personId: string; ownerId: string; homeId: string }): Bodies[Kind] {
  const on = '2026-11-20';
  const later = '2027-01-31';
  const key = { keyId: 'key-1', publicKey: 'k'.repeat(43), signature: 's'.repeat(86) };
  const observation = {
    observationId: 'o-1',
    personId,
    assessorId: personId === ownerId ? 'somebody' : ownerId,
    courseId: 'T1',
    courseVersion: 1,
    practicalId: 'T1-P1',
    on,
    steps: ['met' as const],
    met: true,
    note: '',
    evidence: [],
    authorityOn: on,
  };
  const bodies: { [Each in SampleKind]: Bodies[Each] } = {
    'training.practice.observed': { observation, assessor: key },
    'training.practice.agreed': { observation, assessor: key, carer: { ...key, agrees: true, comment: '' } },
    'training.assessor.named': { personId, homeId, courses: [], until: later },
    'training.assessor.ended': { personId, homeId, endsOn: on },
    'training.waiver.given': { waiverId: 'w-1', personId, courseId: 'T1', reason: 'doesNotApply', rationale: 'No such work here.', from: on, endsOn: later, reviewOn: later },
    'training.waiver.ended': { waiverId: 'w-1', personId, endsOn: on, rationale: 'Such work has begun.' },
    'training.completion.revoked': { personId, courseId: 'T1', completionId: 'c-1', rationale: 'It was somebody else’s.' },
    'training.record.imported': { recordId: 'r-1', personId, courseId: 'T1', on, expiresOn: null, number: '', provider: '', importId: 'i-1', row: 2 },
    'training.record.verified': { recordId: 'r-1', personId, holds: true, seen: 'original', note: '' },
    'training.passport.accepted': { acceptanceId: 'a-1', personId, homeId, passport: 'abc', courses: [] },
    'training.passport.withdrawn': { personId, rationale: 'Its picture got about.' },
    'people.device.keyed': { keyId: 'key-1', publicKey: 'k'.repeat(43) },
    'people.qualification.recorded': { personId, diploma: 'level3', state: 'enrolled', title: '', on, rationale: '' },
    'people.clock.deferred': { deferralId: 'd-1', personId, diploma: 'level3', reason: 'partTime', rationale: 'Ten hours a week.', until: later, reviewOn: later },
    'people.deferral.reviewed': { deferralId: 'd-1', personId, goesOn: true, reviewOn: later, rationale: 'As before.' },
    'people.milestone.recorded': { personId, homeId, what: 'induction', outcome: 'met', on, until: null, note: '' },
    'people.meeting.planned': { meetingId: 'm-1', personId, kind: 'supervision', on: later },
    'people.meeting.recorded': { meetingId: 'm-1', personId, kind: 'supervision', on, minutes: 60, agenda: ['wellbeing'], notes: '', actions: [], contributions: [], next: later },
    'people.meeting.confirmed': { meetingId: 'm-1', factId: 'f-1', agrees: true, comment: '' },
    'home.needs.set': { homeId, needs: ['epilepsy'], from: on },
    'home.interval.set': { homeId, courseId: 'T1', months: 6, from: on },
    'home.requirement.added': { requirementId: 'q-1', homeId, courseId: 'T1', roles: ['carer'], need: null, dueDays: 30, from: on },
    'home.requirement.ended': { requirementId: 'q-1', homeId, endsOn: on },
    'home.rota.set': { homeId, weekOf: '2026-11-23', people: [], shifts: [], loneAssessedOn: null, roundTheClock: true },
    'home.document.dated': { homeId, what: 'workforcePlan', where: 'In the office.', reviewedOn: on },
    'home.note.written': { homeId, about: 'level3', text: 'Two start in May.' },
    'home.inspector.admitted': { grantId: 'g-1', homeId, secretHash: 'h'.repeat(43), pinHash: 'p'.repeat(43) },
    'home.inspector.ended': { grantId: 'g-1', homeId },
    'academy.version.proposed': {
      proposalId: 'p-1',
      courseId: 'T1',
      baseVersion: 1,
      version: 2,
      changeClass: 'editorial',
      from: on,
      why: 'A clearer title.',
      whatChanged: '',
      changes: { top: { title: 'Ringing for help early' } },
    },
    'academy.version.approved': { proposalId: 'p-1', courseId: 'T1', version: 2, hash: 'h'.repeat(43) },
    'academy.version.sentBack': { proposalId: 'p-1', courseId: 'T1', why: 'The source is older.' },
    'academy.question.reviewed': { courseId: 'T1', version: 1, questionId: 'T1-Q1', note: 'The wording is clear; the lesson says it too late.' },
    'home.inspector.viewed': { grantId: 'g-1', homeId, what: 'level3Held', asAt: on },
  };
  return (bodies as Pick<Bodies, SampleKind>)[kind] as Bodies[Kind];
}
