import { createHash } from 'node:crypto';
import { uuidV7 } from '../../../shared/basics/id.ts';
import type { Fact } from '../../../shared/wire/fact.ts';
import { factText } from '../../../shared/wire/fact.ts';
import type { Bodies, FactKind } from '../../../shared/wire/kinds.ts';
import { kinds } from '../../../shared/wire/kinds.ts';
import type { Dice } from './dice.ts';

/** A pretend phone that writes facts exactly as a real one does: ids, order, hash and claimed time. */
export type Phone = {
  owner: string;
  deviceId: string;
  newId(at: Date): string;
  write<Kind extends FactKind>(kind: Kind, about: string, body: Bodies[Kind], at: Date, deps?: string[]): Fact;
};

export function makePhone(owner: string, deviceId: string, dice: Dice): Phone {
  const lastAbout = new Map<string, string>();
  let seq = 0;
  const newId = (at: Date) => uuidV7(at.getTime(), dice.bytes(10));
  return {
    owner,
    deviceId,
    newId,
    write(kind, about, body, at, deps = []) {
      seq += 1;
      const core = { factId: newId(at), kind, v: kinds[kind].v, about, body };
      const hash = createHash('sha256').update(factText(core)).digest('base64url');
      const fact: Fact = {
        ...core,
        hash,
        owner,
        deviceId,
        seq,
        prev: lastAbout.get(about) ?? null,
        base: null,
        deps: deps.map((id) => ({ fact: id })),
        replaces: null,
        at: at.toISOString(),
        off: 0,
      };
      lastAbout.set(about, core.factId);
      return fact;
    },
  };
}
