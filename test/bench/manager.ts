import process from 'node:process';

/**
 * What a registered manager waits for. One case a file in `manager/`, so that each can be run alone:
 * `npm run bench -- manager --only=matrix`. Each prints its own table, at its usual size and at ten times it.
 */
const CASES: Record<string, () => Promise<void>> = {
  export: async () => (await import('./manager/export.ts')).benchExport(),
  import: async () => (await import('./manager/import.ts')).benchImport(),
  matrix: async () => (await import('./manager/matrix.ts')).benchMatrix(),
  passport: async () => (await import('./manager/passport.ts')).benchPassport(),
  rota: async () => (await import('./manager/rota.ts')).benchRota(),
  'rota-page': async () => (await import('./manager/rota-page.ts')).benchRotaPage(),
};

export async function benchManager(): Promise<void> {
  const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length);
  for (const [name, run] of Object.entries(CASES)) if (only === undefined || only === name) await run();
}
