import type { KeptMapping } from '../../shared/training/import/columns.ts';
import type { Cabinet } from '../../store/cabinet.ts';

/** What a home keeps from one import to the next, on this device: which heading means what, and which name which course. */
export type Kept = { mapping: KeptMapping | null; courses: Record<string, string> };

const NOTHING: Kept = { mapping: null, courses: {} };

function settingOf(homeId: string): string {
  return `manager.import.${homeId}`;
}

export async function readKept(cabinet: Cabinet, homeId: string): Promise<Kept> {
  const text = await cabinet.setting(settingOf(homeId));
  if (text === null) return NOTHING;
  try {
    return { ...NOTHING, ...(JSON.parse(text) as Partial<Kept>) };
  } catch {
    return NOTHING;
  }
}

export async function writeKept(cabinet: Cabinet, homeId: string, kept: Kept): Promise<void> {
  await cabinet.setSetting(settingOf(homeId), JSON.stringify(kept));
}
