import { addMs } from '../../shared/basics/moment.ts';
import type { Moment } from '../../shared/basics/moment.ts';
import { INSPECTOR_LASTS_MS, PIN_TRIES } from '../../shared/home/inspector-wire.ts';
import { toldOf } from '../../shared/training/person-record.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';

export type Seen = { factId: string; what: string; asAt: string | null; at: Moment };
export type Admitted = {
  grantId: string;
  madeAt: Moment;
  /** Null until the server has it: only then its 48 hours begin. */
  endsAt: Moment | null;
  state: 'notYet' | 'open' | 'over' | 'ended' | 'stopped';
  seen: Seen[];
};

/** Every admission of a home, newest first, with all that was seen. Times of looks are the server's own. */
export function admittedTo(home: { told?: readonly KnownFact[] }, now: Moment): Admitted[] {
  const ended = new Set(toldOf(home, 'home.inspector.ended').map(({ body }) => body.grantId));
  const viewed = toldOf(home, 'home.inspector.viewed');
  return toldOf(home, 'home.inspector.admitted')
    .map(({ body: { grantId }, at, recordedAt }): Admitted => {
      const seen = viewed
        .filter(({ body }) => body.grantId === grantId)
        .map((fact) => ({ factId: fact.factId, what: fact.body.what, asAt: fact.body.asAt, at: fact.recordedAt ?? fact.at }));
      const endsAt = recordedAt === null ? null : addMs(recordedAt, INSPECTOR_LASTS_MS);
      const wrong = seen.filter(({ what }) => what === 'wrongPin').length;
      const state = ended.has(grantId) ? 'ended' : wrong >= PIN_TRIES ? 'stopped' : endsAt === null ? 'notYet' : endsAt <= now ? 'over' : 'open';
      return { grantId, madeAt: at, endsAt, state, seen: seen.sort((one, other) => other.at.localeCompare(one.at)) };
    })
    .sort((one, other) => other.madeAt.localeCompare(one.madeAt));
}
