import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ATTACHMENT_LASTS_MS, clearAttachments, dropAttachmentsOf } from '../../src/server/records/attachment-uses.ts';
import { takeSeqs } from '../../src/server/records/marks.ts';
import { HELD_AT_MOST_MS, settleHeld } from '../../src/server/records/settle.ts';
import type { Fact } from '../../src/shared/wire/fact.ts';
import type { PullDown } from '../../src/shared/wire/pull.ts';
import type { Office, Phone } from '../support/server.ts';
import { databases, newId, openStaffedOffice } from '../support/server.ts';
import type { Picture } from '../support/uploads.ts';
import { begin, bring, chunksOf, look, pictureOf, signedWith, upload } from '../support/uploads.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

describe.each(databases())('pictures that belong to a sign-off, on $name', (database) => {
  let office: Office;
  let home: string;
  let carer: Phone;
  let manager: Phone;

  beforeEach(async () => {
    ({ office, home, carer, manager } = await openStaffedOffice(database));
  });
  afterEach(() => office.close());

  const shownIn = (page: PullDown, fact: Fact) => page.changes.flatMap((change) => (change.fact?.factId === fact.factId ? [{ serverSeq: change.serverSeq, ...change.fact }] : []));
  const statusFor = async (phone: Phone, picture: Picture) => (await look(office, phone.cookie, picture.sha256)).statusCode;
  const clear = () => clearAttachments(office.records, office.now.toISOString());
  const rowsOf = async () => (await office.records.db.selectFrom('attachment').select('sha256').execute()).map((row) => row.sha256);
  const record = async (fact: Fact, phone = manager) => {
    const answer = await phone.send(fact);
    expect(answer.receipt?.state).toBe('recorded');
    return answer;
  };

  it('I10 F25: a sign-off is there at once, says what is missing, and comes again when its picture is complete', async () => {
    const picture = pictureOf(3000);
    const fact = signedWith(manager, carer.personId, [picture]);
    const first = await record(fact);
    const phones = [manager, carer];
    const before = await Promise.all(phones.map((phone) => phone.pullAll()));
    for (const page of before) expect(shownIn(page, fact)).toMatchObject([{ missing: [picture.sha256] }]);
    await begin(office, manager.cookie, picture);
    for (const [index, phone] of phones.entries()) expect((await phone.pullAll(before[index]?.cursor)).changes).toEqual([]);

    const heard: string[] = [];
    const stop = office.records.news.listen((scopes) => heard.push(...scopes));
    await upload(office, manager.cookie, picture);
    stop();
    if (database.name === 'SQLite') expect(heard.sort()).toEqual([`home:${home}`, `self:${carer.personId}`]);
    for (const [index, phone] of phones.entries()) {
      const page = await phone.pullAll(before[index]?.cursor);
      const [again] = shownIn(page, fact);
      expect(page.changes).toHaveLength(1);
      expect(again).not.toHaveProperty('missing');
      expect(again?.serverSeq).toBeGreaterThan(shownIn(before[index] ?? page, fact)[0]?.serverSeq ?? 0);
      expect(shownIn(await phone.pullAll(), fact).every((shown) => shown.missing === undefined)).toBe(true);
    }
    expect(await manager.send(fact)).toEqual({ ...first, repeat: true });
  });

  it('F5: a picture that came before its sign-off is not missing from it', async () => {
    const picture = pictureOf(3000);
    await upload(office, manager.cookie, picture);
    const fact = signedWith(manager, carer.personId, [picture]);
    await record(fact);
    for (const phone of [manager, carer]) expect(shownIn(await phone.pullAll(), fact)).toMatchObject([{ factId: fact.factId }]);
    expect(shownIn(await carer.pullAll(), fact)[0]).not.toHaveProperty('missing');
    expect(await statusFor(carer, picture)).toBe(200);
  });

  it('F25: with several pictures the sign-off comes again only once the last is there', async () => {
    const pictures = [pictureOf(3000), pictureOf(4000), pictureOf(5000)];
    const fact = signedWith(manager, carer.personId, pictures);
    await record(fact);
    const { cursor } = await carer.pullAll();
    const left = new Set(pictures.map((picture) => picture.sha256));
    for (const picture of pictures) {
      expect((await carer.pullAll(cursor)).changes).toEqual([]);
      expect(shownIn(await carer.pullAll(), fact)[0]?.missing?.sort()).toEqual([...left].sort());
      await upload(office, manager.cookie, picture);
      left.delete(picture.sha256);
    }
    expect(shownIn(await carer.pullAll(cursor), fact)).toHaveLength(1);
  });

  it('I10: a sign-off and the last part of its picture at the same moment leave nothing missing', async () => {
    for (let round = 0; round < 6; round += 1) {
      const picture = pictureOf(2000 + round);
      const fact = signedWith(manager, carer.personId, [picture]);
      await begin(office, manager.cookie, picture);
      const [chunk] = chunksOf(picture);
      if (!chunk) throw new Error('no part');
      let cursor: string | null = null;
      const seen: (string[] | undefined)[] = [];
      const pulling = (async () => {
        for (let turn = 0; turn < 4; turn += 1) {
          const page: PullDown = await carer.pullAll(cursor);
          ({ cursor } = page);
          seen.push(...shownIn(page, fact).map((shown) => shown.missing));
        }
      })();
      await Promise.all([pulling, record(fact), bring(office, manager.cookie, picture.sha256, chunk)]);
      seen.push(...shownIn(await carer.pullAll(cursor), fact).map((shown) => shown.missing));
      expect(seen.at(-1)).toBeUndefined();
      expect(seen.length).toBeGreaterThan(0);
    }
  });

  it('I10: an upload that ends while a push names it waits for that push, and then shows the sign-off again', async () => {
    const picture = pictureOf(3000);
    const fact = signedWith(manager, carer.personId, []);
    await record(fact);
    await begin(office, manager.cookie, picture);
    const { cursor } = await carer.pullAll();
    const { finishing } = await office.records.db.transaction().execute(async (db) => {
      await takeSeqs(db, 1);
      const last = bring(office, manager.cookie, picture.sha256, { offset: 0, content: picture.content });
      await Promise.race([last, pause(300)]);
      await db.insertInto('attachment_use').values({ sha256: picture.sha256, owner: manager.personId, fact_id: fact.factId }).execute();
      return { finishing: last };
    });
    expect((await finishing).json()).toMatchObject({ receipt: { sha256: picture.sha256 } });
    expect(shownIn(await carer.pullAll(cursor), fact)).toHaveLength(1);
  });

  it('its carer and the managers of their home see the picture, nobody else does', async () => {
    const picture = pictureOf(3000);
    const otherHome = await office.openHome('Alder House');
    const colleague = await office.phone(await office.add('Bo Example', 'carer', home));
    const stranger = await office.phone(await office.add('Cy Example', 'manager', otherHome));
    const deputy = await office.phone(await office.add('Di Example', 'deputy', home));
    const admin = await office.phone(office.region.adminId);
    await upload(office, manager.cookie, picture);
    for (const phone of [carer, deputy]) expect(await statusFor(phone, picture)).toBe(404);
    await record(signedWith(manager, carer.personId, [picture]));
    for (const phone of [manager, carer, deputy]) {
      const seen = await look(office, phone.cookie, picture.sha256);
      expect([seen.statusCode, seen.rawPayload.equals(picture.content)]).toEqual([200, true]);
    }
    for (const phone of [colleague, stranger, admin]) expect(await statusFor(phone, picture)).toBe(404);
  });

  it('whoever names the picture of another in a sign-off of their own gains nothing', async () => {
    const picture = pictureOf(3000);
    await upload(office, manager.cookie, picture);
    await record(signedWith(manager, carer.personId, [picture]));
    const otherHome = await office.openHome('Alder House');
    const stranger = await office.phone(await office.add('Cy Example', 'manager', otherHome));
    const theirs = await office.phone(await office.add('Di Example', 'carer', otherHome));
    const fact = signedWith(stranger, theirs.personId, [picture]);
    await record(fact, stranger);
    expect(shownIn(await stranger.pullAll(), fact)).toMatchObject([{ missing: [picture.sha256] }]);
    for (const phone of [stranger, theirs]) expect(await statusFor(phone, picture)).toBe(404);
  });

  it('a picture goes with the carer to the next home, and a manager who left sees it no more', async () => {
    const picture = pictureOf(3000);
    const fact = signedWith(manager, carer.personId, [picture]);
    await record(fact);
    const nextHome = await office.openHome('Alder House');
    const next = await office.phone(await office.add('Cy Example', 'manager', nextHome));
    const admin = await office.phone(office.region.adminId);
    const placement = { placementId: newId(), placeId: nextHome, role: 'carer' as const, startsOn: '2026-11-20', careRoleStartedOn: null };
    await record(admin.fact('people.placement.started', carer.personId, { personId: carer.personId, placement }), admin);
    const { cursor, changes } = await next.pullAll();
    expect(changes.find((change) => change.fact?.factId === fact.factId)?.fact?.missing).toEqual([picture.sha256]);
    await upload(office, manager.cookie, picture);
    expect(shownIn(await next.pullAll(cursor), fact)).toHaveLength(1);
    expect(await statusFor(next, picture)).toBe(200);

    const deputy = await office.phone(await office.add('Di Example', 'deputy', home));
    expect(await statusFor(deputy, picture)).toBe(200);
    const added = (await manager.pullAll()).changes.find((change) => change.fact?.kind === 'people.person.added' && change.fact.about === deputy.personId);
    const placementId = (added?.fact?.body as { placement: { placementId: string } } | undefined)?.placement.placementId ?? '';
    await record(admin.fact('people.placement.ended', deputy.personId, { personId: deputy.personId, placementId, endsOn: '2026-11-19' }), admin);
    expect(await statusFor(deputy, picture)).toBe(404);
  });

  it('F24: a sign-off must announce every picture it shows, and no more than five', async () => {
    const pictures = Array.from({ length: 6 }, () => pictureOf(100));
    const silent = await manager.send(signedWith(manager, carer.personId, pictures.slice(0, 2), [{ attachment: pictures[0]?.sha256 ?? '' }]));
    expect(silent.refusal).toMatchObject({ kind: 'notValid', where: 'deps' });
    const deps = pictures.map(({ sha256 }) => ({ attachment: sha256 }));
    const many = await manager.send(signedWith(manager, carer.personId, pictures.slice(0, 5), deps));
    expect(many.refusal).toMatchObject({ kind: 'notValid', where: 'deps' });
    const own = await manager.send(signedWith(manager, manager.personId, pictures.slice(0, 1), []));
    expect(own.refusal?.kind).toBe('notAllowed');
    await record(signedWith(manager, carer.personId, pictures.slice(0, 5)));
  });

  it('F21: a sign-off from an older app, which knows no pictures, is recorded as before', async () => {
    const signOffId = newId();
    const fact = manager.fact('training.practice.signed', signOffId, { signOffId, personId: carer.personId, courseId: 'T1', practicalId: 'T1-P1', met: true, note: '' });
    expect(fact.v).toBe(1);
    await record(fact);
    expect(shownIn(await carer.pullAll(), fact)[0]).not.toHaveProperty('missing');
  });

  it('F1 F4: a sign-off sent twice, and two that show the same picture, need it once', async () => {
    const picture = pictureOf(3000);
    const facts = [signedWith(manager, carer.personId, [picture]), signedWith(manager, carer.personId, [picture, picture])];
    for (const fact of [...facts, ...facts]) await record(fact);
    const { cursor } = await carer.pullAll();
    await upload(office, manager.cookie, picture);
    const page = await carer.pullAll(cursor);
    expect(page.changes.map((change) => change.fact?.factId)).toEqual(facts.map((fact) => fact.factId));
    expect(new Set(page.changes.map((change) => change.serverSeq)).size).toBe(2);
  });

  it('I4: a sign-off that was held keeps its pictures, however long it waited', async () => {
    const picture = pictureOf(3000);
    const [missing, late] = [pictureOf(3000), pictureOf(3000)];
    const unseen = manager.fact('training.practice.signed', newId(), { signOffId: newId(), personId: carer.personId, courseId: 'T1', practicalId: 'T1-P1', met: true, note: '' });
    const fact = { ...signedWith(manager, carer.personId, [picture, missing]), prev: unseen.factId };
    expect((await manager.send(fact)).receipt?.state).toBe('held');
    await upload(office, manager.cookie, picture);
    await upload(office, manager.cookie, late);
    expect(await statusFor(carer, picture)).toBe(404);
    office.pass(ATTACHMENT_LASTS_MS + DAY_MS);
    expect(await clear()).toBe(1);
    expect(await rowsOf()).toEqual([picture.sha256]);
    expect(ATTACHMENT_LASTS_MS).toBeGreaterThan(HELD_AT_MOST_MS);
    expect(await settleHeld(office.records, office.now, office.library)).toBe(1);
    const back = await office.phone(carer.personId);
    expect(shownIn(await back.pullAll(), fact)).toMatchObject([{ missing: [missing.sha256] }]);
    expect(await statusFor(back, picture)).toBe(200);
  });

  it('what is named stays, what nobody went on with or named goes after thirty days', async () => {
    const [named, loose, half, alive, refused] = [pictureOf(3000), pictureOf(3000), pictureOf(3000), pictureOf(3000), pictureOf(3000)];
    await record(signedWith(manager, carer.personId, [named]));
    expect((await manager.send(signedWith(manager, manager.personId, [refused]))).refusal?.kind).toBe('notAllowed');
    for (const picture of [named, loose, refused]) await upload(office, manager.cookie, picture);
    const cut = (picture: Picture, offset: number) => ({ offset, content: picture.content.subarray(offset, offset + 1000) });
    for (const picture of [half, alive]) {
      await begin(office, manager.cookie, picture);
      await bring(office, manager.cookie, picture.sha256, cut(picture, 0));
    }
    office.pass(ATTACHMENT_LASTS_MS - DAY_MS);
    expect(await clear()).toBe(0);
    const again = await office.phone(manager.personId);
    expect((await bring(office, again.cookie, alive.sha256, cut(alive, 1000))).statusCode).toBe(200);
    office.pass(2 * DAY_MS);
    expect(await clear()).toBe(3);
    expect((await rowsOf()).sort()).toEqual([named.sha256, alive.sha256].sort());
    const chunks = await office.records.db.selectFrom('attachment_chunk').select('sha256').distinct().execute();
    expect(chunks.map((row) => row.sha256).sort()).toEqual([named.sha256, alive.sha256].sort());
    const back = await office.phone(manager.personId);
    expect((await upload(office, back.cookie, half)).receipt?.sha256).toBe(half.sha256);
  });

  it('I11: when facts are erased their pictures go with them, unless another fact shows them too', async () => {
    const [only, shared, half] = [pictureOf(3000), pictureOf(3000), pictureOf(3000)];
    const erased = signedWith(manager, carer.personId, [only, shared, half]);
    const other = signedWith(manager, carer.personId, [shared]);
    await record(erased);
    await record(other);
    for (const picture of [only, shared]) await upload(office, manager.cookie, picture);
    await begin(office, manager.cookie, half);
    await office.records.db.transaction().execute((db) => dropAttachmentsOf(db, [erased.factId]));
    expect(await rowsOf()).toEqual([shared.sha256]);
    for (const phone of [manager, carer]) expect([await statusFor(phone, only), await statusFor(phone, shared)]).toEqual([404, 200]);
    const left = await office.records.db.selectFrom('attachment_chunk').select('sha256').distinct().execute();
    expect(left).toEqual([{ sha256: shared.sha256 }]);
    await office.records.db.transaction().execute((db) => dropAttachmentsOf(db, [other.factId]));
    expect(await rowsOf()).toEqual([]);
  });
});
