import * as z from 'zod/mini';
import { documentDatedSchema, inspectorAdmittedSchema, inspectorEndedSchema, inspectorViewedSchema, noteWrittenSchema } from '../home/inspection.ts';
import { rotaSetSchema } from '../home/rota.ts';
import { intervalSetSchema, needsSetSchema, requirementAddedSchema, requirementEndedSchema } from '../home/rules.ts';
import { accountClosedSchema, accountReopenedSchema } from '../people/account.ts';
import { deviceKeyedSchema } from '../people/device-key.ts';
import { meetingConfirmedSchema, meetingPlannedSchema, meetingRecordedSchema } from '../people/meeting.ts';
import { invitationMadeSchema, personAddedSchema, placementEndedSchema, placementStartedSchema } from '../people/person.ts';
import { placeOpenedSchema, slotFilledSchema } from '../people/place.ts';
import { clockDeferredSchema, deferralReviewedSchema, milestoneRecordedSchema, qualificationRecordedSchema } from '../people/qualification.ts';
import { attemptAnsweredSchema, attemptFinishedSchema, attemptStartedSchema } from '../training/attempt.ts';
import { completionRecordedSchema } from '../training/completion.ts';
import { passportAcceptedSchema, passportWithdrawnSchema, recordImportedSchema, recordVerifiedSchema } from '../training/imported.ts';
import { assessorEndedSchema, assessorNamedSchema, practiceAgreedSchema, practiceObservedSchema } from '../training/practice.ts';
import { questionReviewedSchema, versionApprovedSchema, versionProposedSchema, versionSentBackSchema } from '../training/publishing.ts';
import { practiceSignedSchema } from '../training/sign-off.ts';
import { completionRevokedSchema, waiverEndedSchema, waiverGivenSchema } from '../training/waiver.ts';
import { upcast } from './upcast.ts';

/**
 * Every kind of fact, with the version this build writes and its body. To change the meaning of
 * a kind, give it a new name; to add to a body, raise `v`, keep the new field optional and add
 * an upcaster with a golden file.
 */
export const kinds = {
  'people.place.opened': { v: 1, body: placeOpenedSchema },
  'people.person.added': { v: 1, body: personAddedSchema },
  'people.placement.started': { v: 1, body: placementStartedSchema },
  'people.placement.ended': { v: 1, body: placementEndedSchema },
  'people.invitation.made': { v: 1, body: invitationMadeSchema },
  'people.account.closed': { v: 1, body: accountClosedSchema },
  'people.account.reopened': { v: 1, body: accountReopenedSchema },
  'home.slot.filled': { v: 1, body: slotFilledSchema },
  'training.attempt.started': { v: 1, body: attemptStartedSchema },
  'training.attempt.answered': { v: 1, body: attemptAnsweredSchema },
  'training.attempt.finished': { v: 1, body: attemptFinishedSchema },
  'training.completion.recorded': { v: 1, body: completionRecordedSchema },
  'training.practice.signed': { v: 2, body: practiceSignedSchema },
  'training.practice.observed': { v: 1, body: practiceObservedSchema },
  'training.practice.agreed': { v: 1, body: practiceAgreedSchema },
  'training.assessor.named': { v: 1, body: assessorNamedSchema },
  'training.assessor.ended': { v: 1, body: assessorEndedSchema },
  'training.waiver.given': { v: 1, body: waiverGivenSchema },
  'training.waiver.ended': { v: 1, body: waiverEndedSchema },
  'training.completion.revoked': { v: 1, body: completionRevokedSchema },
  'training.record.imported': { v: 1, body: recordImportedSchema },
  'training.record.verified': { v: 1, body: recordVerifiedSchema },
  'training.passport.accepted': { v: 1, body: passportAcceptedSchema },
  'training.passport.withdrawn': { v: 1, body: passportWithdrawnSchema },
  'people.device.keyed': { v: 1, body: deviceKeyedSchema },
  'people.qualification.recorded': { v: 1, body: qualificationRecordedSchema },
  'people.clock.deferred': { v: 1, body: clockDeferredSchema },
  'people.deferral.reviewed': { v: 1, body: deferralReviewedSchema },
  'people.milestone.recorded': { v: 1, body: milestoneRecordedSchema },
  'people.meeting.planned': { v: 1, body: meetingPlannedSchema },
  'people.meeting.recorded': { v: 1, body: meetingRecordedSchema },
  'people.meeting.confirmed': { v: 1, body: meetingConfirmedSchema },
  'home.needs.set': { v: 1, body: needsSetSchema },
  'home.interval.set': { v: 1, body: intervalSetSchema },
  'home.requirement.added': { v: 1, body: requirementAddedSchema },
  'home.requirement.ended': { v: 1, body: requirementEndedSchema },
  'home.rota.set': { v: 1, body: rotaSetSchema },
  'home.document.dated': { v: 1, body: documentDatedSchema },
  'home.note.written': { v: 1, body: noteWrittenSchema },
  'home.inspector.admitted': { v: 1, body: inspectorAdmittedSchema },
  'home.inspector.ended': { v: 1, body: inspectorEndedSchema },
  'home.inspector.viewed': { v: 1, body: inspectorViewedSchema },
  'academy.version.proposed': { v: 1, body: versionProposedSchema },
  'academy.version.approved': { v: 1, body: versionApprovedSchema },
  'academy.version.sentBack': { v: 1, body: versionSentBackSchema },
  'academy.question.reviewed': { v: 1, body: questionReviewedSchema },
} as const;

/**
 * The oldest version still read, where it is not 1. A version may fall off only 18 months after the
 * last release that wrote it; its facts are then held, never refused (sync reference, section 12).
 */
export const OLDEST: Partial<Record<keyof typeof kinds, number>> = {};

export type FactKind = keyof typeof kinds;
export type Bodies = { [Kind in FactKind]: z.infer<(typeof kinds)[Kind]['body']> };

export function isFactKind(kind: string): kind is FactKind {
  return Object.hasOwn(kinds, kind);
}

export type ParsedBody = { [Kind in FactKind]: { ok: true; kind: Kind; body: Bodies[Kind] } }[FactKind] | { ok: false; where: string };

/**
 * Reads a body by its kind, brought up from the version it was written in. A newer version than
 * this build knows is not read here.
 */
export function parseBody(kind: FactKind, v: number, body: unknown): ParsedBody {
  const result = z.safeParse(kinds[kind].body, upcast(kind, v, kinds[kind].v, body));
  if (result.success) return { ok: true, kind, body: result.data } as ParsedBody;
  return { ok: false, where: result.error.issues[0]?.path.join('.').slice(0, 100) || 'body' };
}
