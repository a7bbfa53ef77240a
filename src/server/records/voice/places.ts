import type { Queries } from '../rows.ts';

/** The place and what it stands under, up to the region. Empty for no place at all. */
export async function lineageOf(db: Queries, placeId: string): Promise<string[]> {
  const line: string[] = [];
  let next: string | null = placeId;
  while (next !== null && line.length < 6) {
    const row: { place_id: string; parent_id: string | null } | undefined = await db
      .selectFrom('place')
      .select(['place_id', 'parent_id'])
      .where('place_id', '=', next)
      .executeTakeFirst();
    if (!row) break;
    line.push(row.place_id);
    next = row.parent_id;
  }
  return line;
}

export async function regionOf(db: Queries): Promise<string | null> {
  return (await db.selectFrom('place').select('place_id').where('kind', '=', 'region').orderBy('place_id').executeTakeFirst())?.place_id ?? null;
}

/** Every place by name, for whoever says what an audience hears. */
export async function placesOf(db: Queries): Promise<{ placeId: string; kind: string; parentId: string | null; name: string }[]> {
  const rows = await db.selectFrom('place').selectAll().orderBy('name').orderBy('place_id').execute();
  return rows.map(({ place_id: placeId, kind, parent_id: parentId, name }) => ({ placeId, kind, parentId, name }));
}
