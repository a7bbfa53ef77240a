import type { Day } from '../../shared/basics/day.ts';
import { londonDay } from '../../shared/basics/day.ts';
import { onShiftTonight } from '../../shared/home/rota-night.ts';
import type { RotaWeek } from '../../shared/home/rota.ts';
import type { Role } from '../../shared/people/role.ts';
import type { Asked, Figures } from '../../shared/training/figures.ts';
import { FEWEST_ASKED, sayCount } from '../../shared/training/figures.ts';
import { markAnswer } from '../../shared/training/mark.ts';
import { homeRules } from '../../shared/training/rules-of.ts';
import type { KnownFact } from '../../shared/wire/fact.ts';
import type { Library } from '../library.ts';
import { knownFrom } from './home-look.ts';
import type { Queries } from './rows.ts';
import { groupedBy, inChunks } from './rows.ts';
import { rowFact } from './stored-fact.ts';

/** More versions than are ever looked at side by side. */
const VERSIONS_SHOWN = 3;

type Placed = { personId: string; homeId: string; role: Role };

/** Everybody who is placed in a home, now or from a day to come. */
async function readPlaced(db: Queries, today: Day): Promise<Placed[]> {
  const rows = await db
    .selectFrom('placement')
    .innerJoin('person', 'person.person_id', 'placement.person_id')
    .innerJoin('place', 'place.place_id', 'placement.place_id')
    .select(['placement.person_id', 'placement.place_id', 'role'])
    .where('place.kind', '=', 'home')
    .where('closed_at', 'is', null)
    .where((row) => row.or([row('ends_on', 'is', null), row('ends_on', '>=', today)]))
    .execute();
  return rows.map((row) => ({ personId: row.person_id, homeId: row.place_id, role: row.role as Role }));
}

/** What homes said of themselves that all their staff see: rules and rotas. */
async function readHomesTold(db: Queries, homeIds: readonly string[]): Promise<KnownFact[]> {
  const rows = await inChunks(homeIds, (chunk) =>
    db
      .selectFrom('change')
      .innerJoin('fact_log', 'fact_log.fact_id', 'change.fact_id')
      .selectAll('fact_log')
      .where(
        'scope',
        'in',
        chunk.map((homeId) => `staff:${homeId}`),
      )
      .where('what', '=', 'fact')
      .where('kind', 'in', ['home.needs.set', 'home.interval.set', 'home.requirement.added', 'home.requirement.ended', 'home.rota.set'])
      .where('state', '=', 'recorded')
      .where('body', '<>', '')
      .execute(),
  );
  rows.sort((one, other) => (one.server_seq ?? 0) - (other.server_seq ?? 0));
  return rows.flatMap((row) => knownFrom(row) ?? []);
}

async function readReach(db: Queries, courseId: string, library: Pick<Library, 'catalogue'>, now: Date): Promise<Figures['reach']> {
  const today = londonDay(now.toISOString());
  const placed = await readPlaced(db, today);
  const told = await readHomesTold(db, [...new Set(placed.map((entry) => entry.homeId))]);
  const asking = homeRules(told, library.catalogue, today).requirements.filter((entry) => entry.courseId === courseId);
  const required = placed.filter(({ homeId, role }) => asking.some((entry) => entry.roles.includes(role) && (entry.homeId ?? homeId) === homeId));
  const people = new Set(required.map((entry) => entry.personId));
  const weeks = new Map<string, RotaWeek>();
  for (const fact of told) if (fact.kind === 'home.rota.set') weeks.set(`${fact.body.homeId} ${fact.body.weekOf}`, fact.body);
  const onShift = [...onShiftTonight([...weeks.values()], now.getTime())].filter((personId) => people.has(personId));
  return { people: sayCount(people.size), homes: sayCount(new Set(required.map((entry) => entry.homeId)).size), onShift: sayCount(onShift.length) };
}

/** How each question was answered by those who met it for the first time. */
async function readVersions(db: Queries, courseId: string, library: Pick<Library, 'course'>): Promise<Figures['versions']> {
  const begun = await db.selectFrom('attempt').select('course_version').distinct().where('course_id', '=', courseId).execute();
  const newest = begun
    .map((row) => Number(row.course_version))
    .sort((one, other) => other - one)
    .slice(0, VERSIONS_SHOWN);
  const versions: Figures['versions'] = [];
  for (const version of newest) {
    const course = library.course(courseId, version);
    if (!course) continue;
    const attempts = await db.selectFrom('attempt').select(['attempt_id', 'person_id']).where('course_id', '=', courseId).where('course_version', '=', version).execute();
    const whose = new Map(attempts.map((row) => [row.attempt_id, row.person_id]));
    const rows = await inChunks([...whose.keys()], (chunk) =>
      db
        .selectFrom('fact_log')
        .selectAll()
        .where('attempt_id', 'in', chunk)
        .where('kind', '=', 'training.attempt.answered')
        .where('state', '=', 'recorded')
        .where('body', '<>', '')
        .execute(),
    );
    rows.sort((one, other) => (one.server_seq ?? 0) - (other.server_seq ?? 0));
    const questions = new Map(course.questions.map((question) => [question.id, question]));
    const met = new Set<string>();
    const marks: { questionId: string; isRight: boolean }[] = [];
    for (const row of rows) {
      const body = rowFact(row)?.known;
      if (body?.kind !== 'training.attempt.answered' || whose.get(body.body.attemptId) !== row.owner) continue;
      const { questionId, tryNumber, answer } = body.body;
      const question = questions.get(questionId);
      const key = `${row.owner} ${questionId}`;
      if (!question || tryNumber !== 1 || met.has(key)) continue;
      met.add(key);
      const mark = markAnswer(question, answer);
      if (mark !== 'unmarked') marks.push({ questionId, isRight: mark === 'right' });
    }
    const counted = [...groupedBy(marks, (mark) => mark.questionId)].map(
      ([questionId, given]): Asked => ({ questionId, asked: given.length, right: given.filter((mark) => mark.isRight).length }),
    );
    versions.push({ version, questions: counted.filter((entry) => entry.asked >= FEWEST_ASKED) });
  }
  return versions;
}

/** Whom a change of a course would touch, and how its questions were answered: counts alone leave. */
export async function readFigures(db: Queries, courseId: string, library: Pick<Library, 'catalogue' | 'course'>, now: Date): Promise<Figures> {
  return { courseId, on: londonDay(now.toISOString()), reach: await readReach(db, courseId, library, now), versions: await readVersions(db, courseId, library) };
}
