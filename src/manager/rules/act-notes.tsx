import { ErrorSummary } from '../../ui/error-summary.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { s } from '../../words/state.ts';
import { FaultNotice } from '../fault-notice.tsx';
import type { Act } from './use-act.ts';

/** What came of the last try, before a form. */
export function ActFaults({ act }: { act: Act }) {
  return (
    <>
      <ErrorSummary key={act.tries} errors={act.errors} />
      <FaultNotice fault={act.fault} />
    </>
  );
}

export function ActSaved({ act }: { act: Act }) {
  return <div role="status">{act.isSaved && <StateWord state="saved" says={s('saved')} />}</div>;
}
