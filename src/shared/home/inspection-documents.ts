import { toldOf } from '../training/person-record.ts';
import type { Bodies } from '../wire/kinds.ts';
import { inOrder, sourceFrom } from './inspection-look.ts';
import type { Look } from './inspection-numbers.ts';
import { sumOf } from './inspection-people.ts';
import type { Evidence, NumberWithEvidence } from './inspection-sheet.ts';

export type DocumentWhat = Bodies['home.document.dated']['what'];

/** Where each rests: Guide 10.8 and 10.18, regulation 16. */
export const DOCUMENTS: readonly DocumentWhat[] = ['workforcePlan', 'contingencyPlan', 'statementOfPurpose', 'loneWorking'];

/** The last word about each document by the day. */
export function documentsOf({ look, asAt }: Pick<Look, 'look' | 'asAt'>) {
  const told = inOrder(toldOf({ told: look.told }, 'home.document.dated').filter(({ body }) => body.homeId === look.homeId && body.reviewedOn <= asAt));
  return DOCUMENTS.map((what) => ({ what, fact: told.filter(({ body }) => body.what === what).at(-1) ?? null }));
}

/** Where the plans are and when each was last looked at. */
export function documentsNumber(at: Look): NumberWithEvidence {
  const { look, posts, asAt } = at;
  // The workforce plan is updated with each new qualification (Guide 10.8).
  const lastDiploma = posts
    .flatMap(({ person }) => toldOf(person, 'people.qualification.recorded'))
    .flatMap(({ body }) => ((body.state === 'held' || body.state === 'equivalent') && body.on <= asAt ? [body.on] : []))
    .sort()
    .at(-1);
  let isOld = false;
  const rows = documentsOf(at).map(({ what, fact }): Evidence => {
    const isOlder = what === 'workforcePlan' && fact !== null && lastDiploma !== undefined && lastDiploma > fact.body.reviewedOn;
    if (isOlder) isOld = true;
    return {
      id: what,
      name: what,
      role: null,
      cells: [
        { type: 'text', text: fact?.body.where ?? '' },
        { type: 'day', day: fact?.body.reviewedOn ?? null },
        { type: 'word', word: fact === null ? 'notRecorded' : isOlder ? 'planOlder' : 'met' },
      ],
      counted: fact === null ? 0 : 1,
      of: 1,
      source: sourceFrom(look, fact ?? undefined),
      lead: null,
    };
  });
  return sumOf('documents', ['where', 'reviewedOn', 'check'], rows, { isShare: true, tone: isOld || rows.some((row) => row.counted === 0) ? 'warn' : 'good' });
}
