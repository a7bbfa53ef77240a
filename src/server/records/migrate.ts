import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { first } from './migrations/001-first.ts';
import { attachments } from './migrations/002-attachments.ts';
import { history } from './migrations/003-history.ts';
import { voice } from './migrations/004-voice.ts';
import { epochOffers } from './migrations/005-epoch-offers.ts';
import { inspectors } from './migrations/006-inspectors.ts';
import { passports } from './migrations/007-passports.ts';
import { nudges } from './migrations/008-nudges.ts';
import { namings } from './migrations/009-namings.ts';
import type { Tables } from './schema.ts';

const migrations = {
  '001-first': first,
  '002-attachments': attachments,
  '003-history': history,
  '004-voice': voice,
  '005-epoch-offers': epochOffers,
  '006-inspectors': inspectors,
  '007-passports': passports,
  '008-nudges': nudges,
  '009-namings': namings,
};

/** Brings the tables to the newest version. Safe to call at every start. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
