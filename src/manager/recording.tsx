import { useEffect, useRef, useState } from 'preact/hooks';
import type { Cabinet, Draft } from '../store/cabinet.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { StateWord } from '../ui/state-word.tsx';
import { s } from '../words/state.ts';
import { DeliveryWord } from './delivery-word.tsx';
import type { RecordFault } from './fault-notice.tsx';
import { FaultNotice } from './fault-notice.tsx';

export type Wrong = { field: string; says: string };

/** One form on its way into the cabinet: what is wrong in it, whether it is being written, and what came of it. */
export type Recording = {
  errors: readonly Wrong[];
  tries: number;
  fault: RecordFault | null;
  isBusy: boolean;
  /** What was saved last, by what it is about. */
  saved: string | null;
  errorOf(field: string): string | undefined;
  /** Writes the drafts when nothing is wrong. True once they are safe on this phone. */
  save(wrong: readonly Wrong[], drafts: () => Draft[]): Promise<boolean>;
};

export function useRecording(cabinet: Cabinet): Recording {
  const [errors, setErrors] = useState<readonly Wrong[]>([]);
  const [tries, setTries] = useState(0);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  return {
    errors,
    tries,
    fault,
    isBusy,
    saved,
    errorOf: (field) => errors.find((error) => error.field === field)?.says,
    save: async (wrong, drafts) => {
      if (isBusy) return false;
      setErrors(wrong);
      setTries(tries + 1);
      setSaved(null);
      if (wrong.length > 0) return false;
      setBusy(true);
      const made = drafts();
      const recorded = await cabinet.record(made);
      setBusy(false);
      setFault(recorded.ok ? null : recorded.kind);
      if (recorded.ok) setSaved(made.at(-1)?.about ?? null);
      return recorded.ok;
    },
  };
}

/** What stands above every form: what is wrong, or where the last one is. */
export function RecordingHead({ cabinet, recording }: { cabinet: Cabinet; recording: Recording }) {
  const { saved } = recording;
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (saved !== null) line.current?.focus();
  }, [saved]);
  return (
    <>
      <ErrorSummary key={recording.tries} errors={recording.errors} />
      <FaultNotice fault={recording.fault} />
      <div role="status" ref={line} tabIndex={-1}>
        {saved !== null && <StateWord state="saved" says={s('saved')} />}
      </div>
      {saved !== null && <DeliveryWord cabinet={cabinet} about={saved} />}
    </>
  );
}
