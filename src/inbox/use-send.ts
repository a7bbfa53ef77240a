import { useState } from 'preact/hooks';

export type Problem = { field: string; says: string };

/**
 * Checks when the person sends, then does it once.
 * @param check what is wrong, first things first; empty when it may go.
 */
export function useSend(check: () => Problem[], send: () => Promise<void>) {
  const [problems, setProblems] = useState<Problem[]>([]);
  const [tries, setTries] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [isFailed, setFailed] = useState(false);
  const press = (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const found = check();
    setProblems(found);
    setTries(tries + 1);
    setFailed(false);
    if (found.length > 0) return;
    setBusy(true);
    send().then(
      () => setBusy(false),
      () => {
        setBusy(false);
        setFailed(true);
      },
    );
  };
  return { problems, tries, isBusy, isFailed, press, errorOf: (field: string) => problems.find((problem) => problem.field === field)?.says };
}
