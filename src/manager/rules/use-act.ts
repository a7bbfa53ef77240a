import { useState } from 'preact/hooks';
import type { Cabinet, Draft } from '../../store/cabinet.ts';
import type { RecordFault } from '../fault-notice.tsx';

export type FieldError = { field: string; says: string };
export type Act = {
  fault: RecordFault | null;
  errors: FieldError[];
  /** For the key of the error summary, so that a second try is heard too. */
  tries: number;
  isBusy: boolean;
  isSaved: boolean;
  errorOf(field: string): string | undefined;
  /** Shows what is wrong, or records. What was typed stays unless it was recorded. */
  act(errors: FieldError[], drafts: () => Draft[]): Promise<boolean>;
};

/** One act of a form: checked, recorded, and said so. */
export function useAct(cabinet: Cabinet): Act {
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [tries, setTries] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [isSaved, setSaved] = useState(false);
  return {
    fault,
    errors,
    tries,
    isBusy,
    isSaved,
    errorOf: (field) => errors.find((error) => error.field === field)?.says,
    async act(found, drafts) {
      if (isBusy) return false;
      setErrors(found);
      setTries(tries + 1);
      setSaved(false);
      if (found.length > 0) return false;
      setBusy(true);
      const recorded = await cabinet.record(drafts());
      setBusy(false);
      setFault(recorded.ok ? null : recorded.kind);
      setSaved(recorded.ok);
      return recorded.ok;
    },
  };
}
