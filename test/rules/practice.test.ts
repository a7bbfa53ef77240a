import { createHash } from 'node:crypto';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import type { Naming } from '../../src/shared/practice/authority.ts';
import { grantsOf, mayAssessOn, rightOn } from '../../src/shared/practice/authority.ts';
import { nameTask, taskOfCode } from '../../src/shared/practice/make-task.ts';
import { daysSeen, observationsOf } from '../../src/shared/practice/observations.ts';
import type { PassedOn } from '../../src/shared/practice/passed-on.ts';
import { NOTE_LIMIT, passOn, readPassedOn } from '../../src/shared/practice/passed-on.ts';
import { readShortCode, shortCode } from '../../src/shared/practice/short-code.ts';
import { agreedText, observedText } from '../../src/shared/practice/signed-text.ts';
import { codeOfObserved, isSameCode } from '../../src/shared/practice/task.ts';
import { standingFor } from '../../src/shared/training/person-record.ts';
import type { KnownFact } from '../../src/shared/wire/fact.ts';
import { completedOn, personOf } from '../support/manager-cabinet.ts';
import { agreedBody, isSigned, makeKey, observationOf, observedBody } from '../support/practice.ts';
import { cardOf, smallCourse } from '../support/small-course.ts';

const hash = async (text: string) => new Uint8Array(createHash('sha256').update(text).digest());
const AMARA = '019f3b1c-5d29-7000-8000-1a2b3c4d5e6f';
const JO = '019f3b1c-5d29-7000-8000-1a2b3c4d5e70';
const [carerKey, joKey] = [makeKey(), makeKey()];
const picture = (of: string) => ({ sha256: createHash('sha256').update(of).digest('base64url'), bytes: 400_000, type: 'image/jpeg' as const });

describe('what two phones show each other', () => {
  const task: PassedOn = {
    ...{ is: 'task', personId: AMARA, name: 'Amara Exämple', courseId: 'C6', courseVersion: 3, practicalId: 'C6-P1', on: '2026-11-22', nonce: 1_048_575 },
    ...{ keyId: carerKey.keyId, publicKey: carerKey.publicKey },
  };
  const observation = observationOf(AMARA, JO, { steps: ['met', 'notYet'], met: false, evidence: [picture('one')], note: 'Sehr gut – 很好' });

  it('comes out as it went in, every letter and every byte', () => {
    const body = agreedBody(observation, joKey, carerKey, { agrees: false, comment: 'I asked first.' });
    const observed: PassedOn = { is: 'observed', observation, assessor: body.assessor, assessorName: 'Jo Example' };
    const answer: PassedOn = { is: 'answer', observationId: observation.observationId, carer: body.carer };
    for (const passed of [task, observed, answer]) expect(readPassedOn(passOn(passed))).toEqual(passed);
  });

  it('is nothing where a letter is missing, another letter stands, or somebody else made it', () => {
    const text = passOn(task);
    for (const broken of ['', 'hello', 'HEARTH1T:', text.slice(0, -2), text.replace('HEARTH1T', 'HEARTH1O'), text.replace('HEARTH1T', 'HEARTH2T'), `${text}!`])
      expect(readPassedOn(broken), broken).toBeNull();
  });

  it('fits one code of at most 177 squares with the longest note, forty steps and five pictures', () => {
    const full = observationOf(AMARA, JO, {
      steps: Array.from({ length: 40 }, () => 'met' as const),
      note: '漢'.repeat(NOTE_LIMIT),
      evidence: ['a', 'b', 'c', 'd', 'e'].map(picture),
    });
    const observed = passOn({ is: 'observed', ...observedBody(full, joKey), assessorName: 'J'.repeat(80) });
    expect(encode(observed, { ecc: 'L', border: 0 }).size).toBeLessThanOrEqual(177);
    const usual = passOn({ is: 'observed', ...observedBody(observationOf(AMARA, JO, { note: 'Calm and exact. '.repeat(6) }), joKey), assessorName: 'Jo Example' });
    expect(encode(usual, { ecc: 'L', border: 0 }).size).toBeLessThanOrEqual(85);
  });
});

describe('twelve letters read out', () => {
  it('one wrong letter is noticed, and small letters, dashes and look-alikes do not matter', () => {
    const code = shortCode(Uint8Array.of(1, 2, 3, 4, 5, 6, 7));
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(readShortCode(code)).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6, 6));
    expect(readShortCode(code.toLowerCase().replaceAll('0', 'o').replaceAll('-', ' '))).toEqual(readShortCode(code));
    for (const [index, letter] of Array.from(code).entries())
      if (letter !== '-')
        for (const other of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') expect(readShortCode(code.slice(0, index) + other + code.slice(index + 1)) === null).toBe(other !== letter);
  });

  it('name one task alone: another person, course or day is another', async () => {
    const core = { personId: AMARA, courseId: 'C6', practicalId: 'C6-P1', on: '2026-11-22' };
    const { code, observationId } = await nameTask({ ...core, nonce: 4711 }, hash);
    expect(await taskOfCode(code, core, hash)).toEqual({ ...core, nonce: 4711 });
    expect(observationId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const change of [{ personId: JO }, { courseId: 'C9' }, { practicalId: 'C9-P1' }, { on: '2026-11-23' }])
      expect(await taskOfCode(code, { ...core, ...change }, hash)).toBe('other');
    expect(
      await taskOfCode(
        code.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
        core,
        hash,
      ),
    ).toBe('wrong');
    expect((await nameTask({ ...core, nonce: 4712 }, hash)).observationId).not.toBe(observationId);
  });

  it('stand for one record alone', async () => {
    const observation = observationOf(AMARA, JO);
    const code = codeOfObserved(await hash(observedText(observation)));
    expect(isSameCode(code, code.toLowerCase())).toBe(true);
    expect(isSameCode(code, codeOfObserved(await hash(observedText({ ...observation, note: 'x' }))))).toBe(false);
    expect(isSameCode('', '')).toBe(false);
  });
});

describe('what is signed', () => {
  it('is fixed to the letter, so that no release makes an earlier signature void', () => {
    const observation = observationOf('p', 'a', { observationId: 'o' });
    expect(observedText(observation)).toBe(
      'hearth practice observed 1\n{"assessorId":"a","authorityOn":"2026-11-19","courseId":"T1","courseVersion":7,"evidence":[],"met":true,"note":"Calm and exact.","observationId":"o","on":"2026-11-20","personId":"p","practicalId":"T1-P1","steps":["met","met"]}',
    );
    const assessor = { keyId: 'k', publicKey: 'P', signature: 'S' };
    expect(agreedText(observation, assessor, false, 'No')).toBe(
      `hearth practice agreed 1\n{"agrees":false,"assessor":{"keyId":"k","publicKey":"P","signature":"S"},"comment":"No","observation":${observedText(observation).split('\n')[1]}}`,
    );
  });

  it('one person’s signature never stands for the other’s', () => {
    const body = agreedBody(observationOf(AMARA, JO), joKey, carerKey);
    expect(isSigned(body.assessor.publicKey, agreedText(body.observation, body.assessor, true, ''), body.assessor.signature)).toBe(false);
  });
});

describe('who may sign practice', () => {
  const at = (personId: string, role: 'carer' | 'senior', endsOn: string | null = null) => ({
    personId,
    placements: [{ placementId: `p-${personId}`, placeId: 'home-1', role, startsOn: '2026-01-01', careRoleStartedOn: null, endsOn }],
  });
  const named = (day: string, courses: string[], until: string): Naming => ({ kind: 'training.assessor.named', day, body: { personId: 'jo', homeId: 'home-1', courses, until } });
  const ended = (day: string, endsOn: string): Naming => ({ kind: 'training.assessor.ended', day, body: { personId: 'jo', homeId: 'home-1', endsOn } });
  const may = (namings: Naming[], day: string, courseId = 'C6') => mayAssessOn(at('jo', 'carer'), at('amara', 'carer'), grantsOf(namings), courseId, day);

  it('a senior may while they work there; somebody named may for those courses, from that day until that day', () => {
    expect(mayAssessOn(at('jo', 'senior'), at('amara', 'carer'), [], 'C6', '2026-11-20')).toBe(true);
    expect(mayAssessOn(at('jo', 'senior', '2026-11-19'), at('amara', 'carer'), [], 'C6', '2026-11-20')).toBe(false);
    const one = [named('2026-11-10', ['C6'], '2027-03-03')];
    expect([may(one, '2026-11-09'), may(one, '2026-11-10'), may(one, '2027-03-03'), may(one, '2027-03-04'), may(one, '2026-11-20', 'C9')]).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(mayAssessOn(at('jo', 'carer', '2026-11-19'), at('amara', 'carer'), grantsOf(one), 'C6', '2026-11-20')).toBe(false);
    expect(mayAssessOn(at('jo', 'senior'), at('jo', 'senior'), grantsOf(one), 'C6', '2026-11-20')).toBe(false);
  });

  it('a manager or deputy placed above a home may there as in their own; a senior placed above, or anybody beside or below, may not', () => {
    const tree = new Map([
      ['home-1', 'provider'],
      ['provider', 'kent'],
      ['home-2', 'kent'],
    ]);
    const placed = (role: 'manager' | 'deputy' | 'senior', placeId: string) => ({
      personId: 'ana',
      placements: [{ placementId: 'p-ana', placeId, role, startsOn: '2026-01-01', careRoleStartedOn: null, endsOn: '2026-11-30' }],
    });
    const from = (role: 'manager' | 'deputy' | 'senior', placeId: string, day = '2026-11-20') => mayAssessOn(placed(role, placeId), at('amara', 'carer'), [], 'C6', day, tree);
    expect([from('manager', 'kent'), from('deputy', 'provider'), from('manager', 'home-1')]).toEqual([true, true, true]);
    expect([from('senior', 'kent'), from('manager', 'home-2'), from('manager', 'kent', '2026-12-01')]).toEqual([false, false, false]);
    // Without the tree nothing is known to lie above anything.
    expect(mayAssessOn(placed('manager', 'kent'), at('amara', 'carer'), [], 'C6', '2026-11-20')).toBe(false);
  });

  it('an end counts for what was named before it, and not for what is named after', () => {
    const over = [named('2026-11-01', [], '2027-03-03'), ended('2026-11-10', '2026-11-12')];
    expect([may(over, '2026-11-12'), may(over, '2026-11-13')]).toEqual([true, false]);
    expect(may([...over, named('2026-11-15', ['C6'], '2026-12-01')], '2026-11-20')).toBe(true);
  });

  it('a list is asked for the course, the day and the home', () => {
    const jo = { personId: 'jo', name: 'Jo', homeId: 'home-1', role: null, courses: ['C6'], until: '2027-03-03', keys: [] };
    const list = { assessors: [jo, { ...jo, courses: ['C9'], until: '2026-12-01' }] };
    expect(rightOn(list, 'jo', 'C6', '2027-03-03')?.until).toBe('2027-03-03');
    expect(rightOn(list, 'jo', 'C9', '2026-12-02')).toBeNull();
    expect(rightOn(list, 'jo', 'C6', '2026-12-02', ['home-2'])).toBeNull();
    expect(rightOn(list, 'amara', 'C6', '2026-12-02')).toBeNull();
  });
});

describe('what counts', () => {
  const practical = { id: 'T1-P1', title: 'Giving medicine', times: 3, steps: ['Looks', 'Gives'], facts: [] };
  const card = cardOf(smallCourse({ practical }));
  const told = (on: string, change: Partial<KnownFact> & { agrees?: boolean; met?: boolean; authorityOn?: string | null } = {}): KnownFact => {
    const { agrees = true, met = true, authorityOn = on, ...over } = change;
    const observation = observationOf('amara', 'jo', { on, met, authorityOn });
    const fact = { factId: observation.observationId, kind: 'training.practice.agreed', about: observation.observationId, owner: 'amara' };
    return { ...fact, at: `${on}T10:00:00.000Z`, off: 0, recordedAt: `${on}T11:00:00.000Z`, body: agreedBody(observation, joKey, carerKey, { agrees }), ...over } as KnownFact;
  };
  const leftAfter = (...facts: KnownFact[]) =>
    standingFor(personOf('amara', 'Amara', { completions: [completedOn('2026-11-01', 'T1')], told: facts }), card, null, '2026-11-22').signOffsLeft;

  it('three days count, twice on one day counts once, and both phones’ copies are one', () => {
    const twice = told('2026-11-10');
    expect(leftAfter(told('2026-11-10'), told('2026-11-10'), told('2026-11-11'))).toBe(1);
    expect(leftAfter(twice, { ...twice, factId: 'the other phone’s', owner: 'jo' } as KnownFact)).toBe(2);
    expect(leftAfter(told('2026-11-10'), told('2026-11-11'), told('2026-11-12'))).toBe(0);
  });

  it('not yet, a disagreement, an unknown key and an old list do not count, until the server has looked', () => {
    for (const change of [
      { agrees: false },
      { met: false },
      { unconfirmed: ['assessor' as const] },
      { recordedAt: null, authorityOn: null },
      { recordedAt: null, authorityOn: '2026-11-02' },
    ])
      expect(leftAfter(told('2026-11-10', change)), JSON.stringify(change)).toBe(3);
    expect(leftAfter(told('2026-11-10', { recordedAt: null, authorityOn: '2026-11-03' }))).toBe(2);
    expect(leftAfter(told('2026-11-10', { authorityOn: null }))).toBe(2);
  });

  it('an observation is one entry whatever came of it, and says what it waits for', () => {
    const whole = told('2026-11-10', { agrees: false });
    const half = { ...whole, kind: 'training.practice.observed', factId: 'h', owner: 'jo', missing: ['x'] } as KnownFact;
    const waiting = { ...half, about: 'other', factId: 'w' } as KnownFact;
    const seen = observationsOf({ told: [half, whole, waiting] });
    expect(seen).toHaveLength(2);
    expect(seen.find((entry) => entry.observationId === whole.about)).toMatchObject({ half, whole, counts: false, missing: ['x'] });
    expect(seen.find((entry) => entry.observationId === 'other')).toMatchObject({ half: waiting, whole: null, counts: false });
    expect(daysSeen({ told: [half], signOffs: [] }, 'T1', 'likely')).toEqual(['2026-11-10']);
    expect(daysSeen({ told: [half, whole], signOffs: [] }, 'T1', 'likely')).toEqual([]);
  });
});
