import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who was named an assessor is asked by home, whoever it is and wherever they work; and who works in a home. */
export const namings: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.createIndex('fact_naming').on('fact_log').column('server_seq').where(sql<boolean>`kind IN ('training.assessor.named', 'training.assessor.ended')`).execute();
    await db.schema.createIndex('placement_place').on('placement').column('place_id').execute();
  },
};
