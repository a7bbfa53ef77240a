import { useState } from 'preact/hooks';
import type { Cabinet } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stack } from '../ui/stack.tsx';
import { StateWord } from '../ui/state-word.tsx';
import { w } from '../words/manager.ts';
import { s } from '../words/state.ts';
import type { RecordFault } from './fault-notice.tsx';
import { FaultNotice } from './fault-notice.tsx';

/** Somebody must not use Hearth any more, or may again. What they made before is kept either way. */
export function AccountForm({ cabinet, personId, isClosed }: { cabinet: Cabinet; personId: string; isClosed: boolean }) {
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isSaved, setSaved] = useState(false);

  const change = async () => {
    if (isBusy) return;
    setBusy(true);
    const recorded = await cabinet.record([{ kind: isClosed ? 'people.account.reopened' : 'people.account.closed', about: personId, body: { personId } }]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    setSaved(recorded.ok);
  };
  const act = (
    <Stack gap="m">
      <FaultNotice fault={fault} />
      <p>{w(isClosed ? 'person.reopenWhy' : 'person.closeWhy')}</p>
      <div>
        <Button kind={isClosed ? 'quiet' : 'danger'} busy={isBusy} onClick={() => void change()}>
          {w(isClosed ? 'person.reopenAct' : 'person.closeAct')}
        </Button>
      </div>
    </Stack>
  );
  return (
    <Stack gap="m">
      {isClosed ? (
        <Notice tone="warn" title={w('person.closed')}>
          {act}
        </Notice>
      ) : (
        <Disclosure summary={w('person.close')}>{act}</Disclosure>
      )}
      <div role="status">{isSaved && <StateWord state="saved" says={s('saved')} />}</div>
    </Stack>
  );
}
