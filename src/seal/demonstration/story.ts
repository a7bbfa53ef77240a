import type { AudienceKind } from '../../shared/voice/directory.ts';
import type { AnswerBody, ReaderBody, ViewBody } from '../../shared/voice/sealed-body.ts';

type Concern = Extract<ReaderBody, { t: 'concern' }>;
type Outcome = Extract<ReaderBody, { t: 'outcome' }>;
type Shared = Extract<ReaderBody, { t: 'shared' }>;

/** What is done with a view, so many hours after the step before. */
export type Step = { after: number } & (
  | { by: 'young'; says: AnswerBody['says']; text?: string }
  | { by: 'young'; does: 'withdraw' }
  | { by: AudienceKind; does: 'read' | 'dutyMet' }
  | { by: AudienceKind; does: 'reply' | 'ask' | 'theme'; text: string }
  | { by: AudienceKind; does: 'passOn'; to: AudienceKind; why: Shared['why']; toldFirst: boolean; text: string }
  | { by: AudienceKind; does: 'concern'; level: Concern['level']; told: Concern['told'][number]['who'][]; toldFirst: boolean; isDuty?: true; text: string }
  | { by: AudienceKind; does: 'close'; outcome: Outcome['outcome']; text: string }
);

/** One view of a made-up young person. Nobody in these stories is, or was drawn from, anybody. */
export type Story = {
  /** Which of the dozen says it. */
  young: number;
  /** How long before now it was sent, in days, and the hour of the day. */
  days: number;
  hour: number;
  says: Pick<ViewBody, 'kind' | 'feelings' | 'about' | 'pictures' | 'text' | 'name' | 'aboutStaff' | 'danger' | 'helped'> & { use?: ViewBody['use'] };
  to: AudienceKind[];
  /** The tick that somebody could get hurt. */
  isFlagged?: true;
  drawing?: true;
  voice?: number;
  steps?: Step[];
};
