import { inject } from 'vitest';
import type { DemonstrationOptions } from '../../src/server/tasks/demonstration/open.ts';
import { openDemonstration } from '../../src/server/tasks/demonstration/open.ts';
import { temporaryFolder } from './folder.ts';
import { makeDatabase } from './postgres.ts';

/** Two homes of six: enough for everything a journey meets, filled in a second. */
const SMALL = { homes: 2, staff: 6 };

export type SceneOptions = Partial<Pick<DemonstrationOptions, 'databaseUrl' | 'now' | 'dist' | 'size'>>;
export type Scene = Awaited<ReturnType<typeof openScene>>;

/** The demonstration as `npm run demo` serves it, in a folder of its own, and a shelf for phones' profiles. */
export async function openScene(options: SceneOptions = {}) {
  const folder = temporaryFolder();
  const demonstration = await openDemonstration({ dataDir: `${folder.path}/data`, port: 0, size: SMALL, ...options, say: () => undefined });
  const link = (who: 'carer' | 'senior' | 'deputy' | 'agencyCarer' | 'manager' | 'areaManager' | 'regionAdministrator' | 'academyLead' | 'secondAcademyLead'): string => {
    const found = demonstration.links[who];
    if (!found) throw new Error(`the demonstration has no ${who}`);
    return found;
  };
  return {
    origin: demonstration.origin,
    records: demonstration.records,
    link,
    profile: (name: string) => `${folder.path}/${name}`,
    close: async () => {
      await demonstration.close();
      folder.remove();
    },
  };
}

/** What the server's database holds of one kind from one person about one course. */
async function factsOf({ records }: Scene, kind: string, name: string, courseId: string) {
  const facts = await records.db
    .selectFrom('fact_log')
    .innerJoin('person', 'person.person_id', 'fact_log.owner')
    .selectAll('fact_log')
    .where('person.name', '=', name)
    .where('kind', '=', kind)
    .execute();
  return facts.filter((fact) => (JSON.parse(fact.body) as { courseId?: string }).courseId === courseId);
}

export const completionsOf = (scene: Scene, name: string, courseId: string) => factsOf(scene, 'training.completion.recorded', name, courseId);
export const startsOf = (scene: Scene, name: string, courseId: string) => factsOf(scene, 'training.attempt.started', name, courseId);

/** Every database the server runs on, here. */
export function sceneDatabases(): { name: 'SQLite' | 'PostgreSQL'; where(): Promise<{ databaseUrl?: string }> }[] {
  const url = inject('postgresUrl');
  const sqlite = { name: 'SQLite' as const, where: async () => ({}) };
  return url === null ? [sqlite] : [sqlite, { name: 'PostgreSQL', where: async () => ({ databaseUrl: await makeDatabase(url) }) }];
}
