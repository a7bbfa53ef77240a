import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What is wrong at a field of the course that is open, by the field’s id. */
export const Wrong = createContext<(field: string) => string | undefined>(() => undefined);

export function useWrong(): (field: string) => string | undefined {
  return useContext(Wrong);
}
