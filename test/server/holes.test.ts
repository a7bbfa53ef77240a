import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fact } from '../../src/shared/wire/fact.ts';
import type { Office, Phone } from '../support/server.ts';
import { attemptFacts, databases, openOffice } from '../support/server.ts';

describe.each(databases())('what a phone made that never arrived, on $name', (database) => {
  let office: Office;
  let carer: Phone;

  beforeEach(async () => {
    office = await openOffice(database);
    carer = await office.phone(await office.add('Asha Example', 'carer', await office.openHome()));
  });
  afterEach(() => office.close());

  it('F17 I2 is counted for the phone that made it, and for no other', async () => {
    const facts = attemptFacts(carer);
    expect((await carer.pull()).holes).toBeUndefined();
    await carer.push([facts[0], facts[3], facts[4]]);
    expect((await carer.pull()).holes).toBe(2);
    expect((await (await office.phone(carer.personId)).pull()).holes).toBeUndefined();
    await carer.push([facts[1]]);
    expect((await carer.pull()).holes).toBe(1);
    await carer.push(facts);
    expect((await carer.pull()).holes).toBeUndefined();
  });

  it('F2 F4 a fact sent twice arrived once, whoever carried it', async () => {
    const facts = attemptFacts(carer);
    await carer.push([facts[0], facts[0], facts[4]]);
    await carer.push([facts[0], facts[4]]);
    const other = await office.phone(carer.personId);
    await other.push([facts[0], facts[4], facts[3]]);
    expect((await carer.pull()).holes).toBe(2);
    expect((await other.pull()).holes).toBeUndefined();
  });

  it('F24 a fact that was refused has arrived', async () => {
    const [first, second, third] = attemptFacts(carer) as [Fact, Fact, Fact];
    await carer.push([first, { ...second, hash: 'B'.repeat(43) }, { ...third, at: 'yesterday' }]);
    expect((await carer.pull()).holes).toBeUndefined();
  });
});
