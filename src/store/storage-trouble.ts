type Fault = { name?: string; inner?: Fault | null };

function namesOf(error: unknown): string[] {
  const names: string[] = [];
  for (let fault = error as Fault | null | undefined; fault && names.length < 5; fault = fault.inner) names.push(fault.name ?? '');
  return names;
}

/** The phone is full. Browsers report it on the abort of the transaction, so it may be wrapped. */
export function isStorageFull(error: unknown): boolean {
  return namesOf(error).includes('QuotaExceededError');
}

/** iOS stops the database process of a page in the background; the next call meets one of these. */
export function isConnectionLost(error: unknown): boolean {
  return namesOf(error).some((name) => name === 'InvalidStateError' || name === 'UnknownError' || name === 'DatabaseClosedError');
}

/** An abort without a reason left nothing behind either. */
export function isAborted(error: unknown): boolean {
  return namesOf(error).includes('AbortError');
}

/** Runs an act; when the connection is lost, closes, reopens and tries once more. */
export type Steady = <Result>(act: () => Promise<Result>) => Promise<Result>;

/**
 * @param reopen closes the lost connection and opens another.
 * @param isClosed it was closed on purpose: whatever was under way must not open it again.
 * @param told the first try may have been kept without our hearing of it; then the second changed nothing, and no watch would look.
 */
export function makeSteady(reopen: () => Promise<unknown>, isClosed: () => boolean, told: () => void = () => undefined): Steady {
  let reopening: Promise<unknown> | null = null;
  return async (act) => {
    try {
      return await act();
    } catch (error) {
      if (!isConnectionLost(error) || isClosed()) throw error;
      // Shared, so that two callers who meet the same loss do not close each other's new connection.
      reopening ??= reopen().finally(() => {
        reopening = null;
      });
      // However the opening fails, what happened to the person is that the connection was lost.
      await reopening.catch(() => {
        throw error;
      });
      const result = await act();
      told();
      return result;
    }
  };
}
