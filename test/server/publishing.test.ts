import { brotliDecompressSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { safeParse } from 'zod/mini';
import { cutCourse } from '../../src/content/cut-course.ts';
import { openLibrary } from '../../src/server/living-library.ts';
import type { Where } from '../../src/server/records/database.ts';
import { openRecords } from '../../src/server/records/database.ts';
import { settleHeld } from '../../src/server/records/settle.ts';
import type { Json } from '../../src/shared/basics/canonical.ts';
import { canonicalJson } from '../../src/shared/basics/canonical.ts';
import type { Catalogue, CourseCard } from '../../src/shared/training/catalogue.ts';
import { catalogueSchema } from '../../src/shared/training/catalogue.ts';
import type { Course } from '../../src/shared/training/course.ts';
import { applyChanges, courseChangesSchema } from '../../src/shared/training/course-changes.ts';
import type { VersionProposed } from '../../src/shared/training/publishing.ts';
import { approvalOf, proposalOf, publishable } from '../support/publishing.ts';
import type { Office, Phone } from '../support/server.ts';
import { databases, newId, openOffice } from '../support/server.ts';
import { smallCourse, smallSingle } from '../support/small-course.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const ringEarly = (course: Course): Course => ({ ...course, title: 'Ringing early' });

describe.each(databases())('the academy publishes, on $name', (database) => {
  const open: Office[] = [];
  afterEach(async () => {
    for (const office of open.splice(0)) await office.close();
  });

  type Scene = { office: Office; lead: Phone; second: Phone; propose(body: VersionProposed): Promise<string>; approve(body: VersionProposed, over?: object): Promise<string> };
  async function scene(authored = publishable(), where?: Where): Promise<Scene> {
    const office = await openOffice(database, { authored, ...(where && { where }) });
    open.push(office);
    const lead = await office.phone(await office.add('Lead Example', 'academyLead', office.region.regionId));
    const second = await office.phone(await office.add('Second Example', 'academyLead', office.region.regionId));
    const wordOf = async (phone: Phone, fact: unknown) => {
      const answer = await phone.send(fact);
      return answer.refusal ? `${answer.refusal.kind} ${answer.refusal.where}` : (answer.receipt?.state ?? 'later');
    };
    return {
      office,
      lead,
      second,
      propose: (body) => wordOf(lead, lead.fact('academy.version.proposed', body.proposalId, body)),
      approve: (body, over = {}) => wordOf(second, second.fact('academy.version.approved', body.proposalId, { ...approvalOf(body), ...over })),
    };
  }

  async function catalogueOf(office: Office): Promise<Catalogue> {
    const reply = await office.app.inject({ url: '/content/catalogue.json' });
    return reply.json() as Catalogue;
  }
  const cardIn = (catalogue: Catalogue, id = 'T1') => catalogue.courses.find((card) => card.id === id) as CourseCard;

  it('what one proposes and another approves is in the catalogue, with what changed and since when', async () => {
    const { office, propose, approve } = await scene();
    const before = await catalogueOf(office);
    const body = await proposalOf(office, ringEarly);
    expect(await propose(body)).toBe('recorded');
    expect(await catalogueOf(office)).toEqual(before);
    expect(await approve(body)).toBe('recorded');
    const after = await catalogueOf(office);
    expect(safeParse(catalogueSchema, after).success).toBe(true);
    expect(after.version).not.toBe(before.version);
    expect(cardIn(after)).toMatchObject({
      version: 2,
      title: 'Ringing early',
      history: [{ version: 2, changeClass: 'minor', from: '2026-11-20', whatChanged: 'Ring the new number.', minutes: 3 }],
    });
    const hello = await office.app.inject({ url: `/sync/hello?nonce=${'a'.repeat(22)}`, headers: { 'x-app': '1' } });
    expect(hello.headers['x-catalogue']).toBe(after.version);
  });

  it('nobody approves or sends back their own proposal', async () => {
    const { office, lead, propose } = await scene();
    const body = await proposalOf(office);
    await propose(body);
    const { proposalId, courseId } = body;
    for (const fact of [
      lead.fact('academy.version.approved', proposalId, approvalOf(body)),
      lead.fact('academy.version.sentBack', proposalId, { proposalId, courseId, why: 'No.' }),
    ])
      expect((await lead.send(fact)).refusal?.kind).toBe('notAllowed');
    expect(cardIn(await catalogueOf(office)).version).toBe(1);
  });

  it('an approval names exactly what was proposed, or it is none', async () => {
    const { office, propose, approve } = await scene();
    const body = await proposalOf(office);
    await propose(body);
    expect(await approve(body, { hash: 'x'.repeat(43) })).toBe('notValid body.hash');
    expect(await approve({ ...body, whatChanged: 'Something else.' })).toBe('notValid body.hash');
    expect(await approve(body, { version: 9 })).toBe('notValid body.version');
    expect(await approve(body)).toBe('recorded');
  });

  it('nothing is approved twice, after it was sent back, or once another version came first', async () => {
    const { office, second, propose, approve } = await scene();
    const [one, other, back] = [await proposalOf(office), await proposalOf(office, ringEarly), await proposalOf(office)];
    for (const body of [one, other, back]) expect(await propose(body)).toBe('recorded');
    const { proposalId, courseId } = back;
    await second.send(second.fact('academy.version.sentBack', proposalId, { proposalId, courseId, why: 'No source.' }));
    expect(await approve(back)).toBe('notValid body.proposalId');
    expect(await approve(one)).toBe('recorded');
    expect(await approve(one)).toBe('notValid body.proposalId');
    expect(await approve(other)).toBe('notValid body.version');
    expect(await propose({ ...other, proposalId: newId() })).toBe('notValid body.baseVersion');
  });

  it('two approvals at one moment: the first stands, the second is refused', async () => {
    const { office, second, propose } = await scene();
    const third = await office.phone(office.region.adminId);
    const [one, other] = [await proposalOf(office), await proposalOf(office, ringEarly)];
    for (const body of [one, other]) await propose(body);
    const answers = await Promise.all([
      second.send(second.fact('academy.version.approved', one.proposalId, approvalOf(one))),
      third.send(third.fact('academy.version.approved', other.proposalId, approvalOf(other))),
    ]);
    expect(answers.map((answer) => answer.receipt?.state ?? answer.refusal?.kind).sort()).toEqual(['notValid', 'recorded']);
    expect(cardIn(await catalogueOf(office)).version).toBe(2);
  });

  it.each<[string, (course: Course) => Course]>([
    ['a question without a source', (course) => ({ ...course, questions: [{ ...smallSingle('T1-Q1'), facts: ['T1-F9'] }, ...course.questions.slice(1)] })],
    ['a fact whose source nobody knows', (course) => ({ ...course, facts: course.facts.map((fact) => ({ ...fact, cites: [{ source: 'X', at: '1' }] })) })],
    [
      'a picture that is not there',
      (course) => ({
        ...course,
        modules: course.modules.map((module) => ({
          ...module,
          screens: module.screens.map((screen) => (screen.kind === 'read' ? { ...screen, picture: { file: '/media/ringing/none-1.svg', alt: 'A phone.' } } : screen)),
        })),
      }),
    ],
  ])('no source, no publish: %s is proposed, and never approved', async (_, change) => {
    const { office, propose, approve } = await scene();
    const body = await proposalOf(office, change);
    expect(await propose(body)).toBe('recorded');
    expect(await approve(body)).toBe('notValid body.changes');
    expect(cardIn(await catalogueOf(office)).version).toBe(1);
  });

  it.each<[string, Partial<VersionProposed>, string]>([
    ['from a version that is not the newest', { baseVersion: 7 }, 'body.baseVersion'],
    ['with a number that is not the next', { version: 7 }, 'body.version'],
    ['for a course there is none of', { courseId: 'T9' }, 'body.courseId'],
    ['from a day that does not exist', { from: '2026-02-31' }, 'body.from'],
    ['without words for carers', { whatChanged: '' }, 'body.whatChanged'],
    ['without a change', { changes: {} }, 'body.changes'],
    ['with something unread in it', { changes: { top: { title: 'Ring' }, hidden: 1 } as VersionProposed['changes'] }, 'body.changes'],
    ['that makes no course', { changes: { top: { title: '' } } }, 'body.changes'],
  ])('no proposal %s', async (_, over, where) => {
    const { office, propose } = await scene();
    const { courseId: _id, ...rest } = over;
    const body = { ...(await proposalOf(office)), ...rest, ...(over.courseId && { courseId: over.courseId }) };
    expect(await propose(body)).toBe(`notValid ${where}`);
  });

  it('a version is in force from its day on, and its learners are scored with it; older ones stay reachable', async () => {
    const { office, propose, approve } = await scene();
    const body = await proposalOf(office, (course) => ({ ...course, questions: [smallSingle('T1-Q1', { prompt: 'Whom do you ring?' }), ...course.questions.slice(1)] }), {
      from: '2026-11-22',
    });
    await propose(body);
    await approve(body);
    expect(cardIn(await catalogueOf(office)).version).toBe(1);
    const personId = await office.add('Carer Example', 'carer', await office.openHome());
    office.pass(2 * DAY_MS);
    // As whoever keeps house does, every few minutes.
    await office.library.refresh?.();
    expect(cardIn(await catalogueOf(office)).version).toBe(2);
    expect(office.library.course('T1', 1)?.questions[0]?.prompt).not.toBe('Whom do you ring?');
    expect(office.library.course('T1', 2)?.questions[0]?.prompt).toBe('Whom do you ring?');
    const carer = await office.phone(personId);
    for (const courseVersion of [1, 2]) {
      const attempt = { attemptId: newId(), courseId: 'T1', courseVersion, moduleId: 'T1-M2' };
      const answers = ['T1-Q1', 'T1-Q2', 'T1-Q3'].map((questionId) =>
        carer.fact('training.attempt.answered', attempt.attemptId, { attemptId: attempt.attemptId, questionId, tryNumber: 1, answer: { type: 'single', option: 'good' } }),
      );
      const finished = carer.fact('training.attempt.finished', attempt.attemptId, { ...attempt, score: { right: 3, of: 3, passed: true } });
      await carer.push([carer.fact('training.attempt.started', attempt.attemptId, attempt), ...answers, finished]);
      const row = await office.records.db.selectFrom('fact_log').select('server_score').where('fact_id', '=', finished.factId).executeTakeFirstOrThrow();
      expect(JSON.parse(row.server_score ?? 'null')).toEqual({ right: 3, of: 3, passed: true });
    }
  });

  it('a phone that holds the version before fetches what changed, and gets the very course', async () => {
    const { office, propose, approve } = await scene({
      ...publishable(),
      courses: [smallCourse({ kind: 'short', outcomes: Array.from({ length: 60 }, (_, at) => `Ring number ${at * 7919}.`) })],
    });
    const base = office.library.course('T1', 1) as Course;
    const body = await proposalOf(office, ringEarly);
    await propose(body);
    await approve(body);
    const card = cardIn(await catalogueOf(office));
    const [patch] = card.patches ?? [];
    expect(patch?.from).toBe(1);
    expect(patch?.bytes).toBeLessThan(card.bytes / 2);
    const reply = await office.app.inject({ url: patch?.address ?? '', headers: { 'accept-encoding': 'br' } });
    expect(reply.rawPayload.length).toBe(patch?.bytes);
    const changes = courseChangesSchema.parse(JSON.parse(brotliDecompressSync(reply.rawPayload).toString()));
    const whole = await office.app.inject({ url: card.address });
    expect(canonicalJson(applyChanges(base, changes) as unknown as Json)).toBe(whole.body);
  });

  it('a short course follows the full one where its own part changed, and only there', async () => {
    const full = smallCourse({
      kind: 'full',
      facts: Array.from({ length: 8 }, (_, at) => ({ id: `T1-F${at + 1}`, text: `Ring ${at}.`, basis: 'should' as const, cites: [{ source: 'T', at: '4.2' }] })),
      questions: Array.from({ length: 8 }, (_, at) => smallSingle(`T1-Q${at + 1}`)),
    });
    const cut = { id: 'T1-core', title: 'Ringing: first shift', summary: 'Ring.', outcomes: ['Ring.'], lesson: 'T1-M1', lessonMinutes: 3, questions: ['T1-Q1'], quizMinutes: 1 };
    const whole = { ...cut, keepsChecks: false, renewal: full.renewal };
    const { office, propose, approve } = await scene({ ...publishable(), courses: [full, cutCourse(full, whole)], cuts: [{ of: 'T1', cut: whole }] });
    const elsewhere = await proposalOf(office, (course) => ({
      ...course,
      questions: course.questions.map((question) => (question.id === 'T1-Q8' ? smallSingle('T1-Q8', { prompt: 'And then?' }) : question)),
    }));
    await propose(elsewhere);
    await approve(elsewhere);
    expect(cardIn(await catalogueOf(office), 'T1-core')).toMatchObject({ version: 1, cutFrom: 'T1' });
    const inside = await proposalOf(office, (course) => ({
      ...course,
      questions: course.questions.map((question) => (question.id === 'T1-Q1' ? smallSingle('T1-Q1', { prompt: 'Whom?' }) : question)),
    }));
    await propose(inside);
    await approve(inside);
    expect(cardIn(await catalogueOf(office), 'T1-core')).toMatchObject({ version: 3, history: [{ version: 3, changeClass: 'minor', questions: ['T1-Q1'] }] });
    expect(await propose({ ...elsewhere, proposalId: newId(), courseId: 'T1-core', baseVersion: 3, version: 4 })).toBe('notValid body.courseId');
  });

  it('another process on the same records, or this one after a restart, has the same library', async () => {
    const { office, propose, approve } = await scene();
    const other = await openLibrary(publishable(), office.records, () => office.now);
    const body = await proposalOf(office, ringEarly);
    await propose(body);
    await approve(body);
    await other.refresh();
    const restarted = await openLibrary(publishable(), office.records, () => office.now);
    const now = await catalogueOf(office);
    expect(other.catalogue).toEqual(now);
    expect(restarted.catalogue).toEqual(now);
    other.close();
    restarted.close();
  });

  // SQLite has one process.
  if (database.name === 'PostgreSQL') {
    it('another process hears by itself that something was published', async () => {
      const where = await database.where();
      const { office, propose, approve } = await scene(publishable(), where);
      const records = await openRecords(where);
      const other = await openLibrary(publishable(), records, () => office.now);
      try {
        const body = await proposalOf(office, ringEarly);
        await propose(body);
        await approve(body);
        await vi.waitFor(() => expect(other.catalogue.courses[0]?.version).toBe(2), { timeout: 30_000 });
      } finally {
        other.close();
        await records.close();
      }
    });
  }

  it('an approval that comes before its proposal waits for it', async () => {
    const { office, second, propose } = await scene();
    const body = await proposalOf(office);
    const early = await second.send(second.fact('academy.version.approved', body.proposalId, approvalOf(body)));
    expect(early.receipt).toMatchObject({ state: 'held', heldFor: 'dep' });
    expect(await propose(body)).toBe('recorded');
    await settleHeld(office.records, office.now, office.library);
    await office.library.refresh?.();
    expect(cardIn(await catalogueOf(office)).version).toBe(2);
  });

  it('the region sees what was proposed, and nobody in a home does', async () => {
    const { office, second, propose } = await scene();
    const home = await office.openHome();
    const manager = await office.phone(await office.add('Manager Example', 'manager', home));
    await propose(await proposalOf(office));
    const kindsOf = async (phone: Phone) => (await phone.pullAll()).changes.flatMap((change) => change.fact?.kind ?? []);
    expect(await kindsOf(second)).toContain('academy.version.proposed');
    expect((await kindsOf(manager)).filter((kind) => kind.startsWith('academy.'))).toEqual([]);
  });

  it('a review names a question that there is', async () => {
    const { lead } = await scene();
    const review = (questionId: string) => lead.send(lead.fact('academy.question.reviewed', 'T1', { courseId: 'T1', version: 1, questionId, note: 'It is clear.' }));
    expect((await review('T1-Q1')).receipt?.state).toBe('recorded');
    expect((await review('T1-Q99')).refusal?.where).toBe('body.questionId');
  });
});
