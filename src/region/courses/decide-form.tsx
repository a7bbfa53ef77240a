import { useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import type { VersionProposed } from '../../shared/training/publishing.ts';
import type { Cabinet, Draft, Recorded } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { p } from '../../words/publishing.ts';
import { w } from '../../words/region.ts';
import { hashOfProposal } from './approve.ts';
import look from './desk.module.css';

const WHY_LIMIT = 1000;

type DecideFormProps = { cabinet: Cabinet; body: VersionProposed; mayApprove: boolean; today: Day };

/** The word of the second person: yes to exactly this, or back with a reason. */
export function DecideForm({ cabinet, body, mayApprove, today }: DecideFormProps) {
  const [isBusy, setBusy] = useState(false);
  const [isSending, setSending] = useState(false);
  const [why, setWhy] = useState('');
  const [tries, setTries] = useState(0);
  const [isMissing, setMissing] = useState(false);
  const [fault, setFault] = useState<Extract<Recorded, { ok: false }>['kind'] | null>(null);
  const { proposalId, courseId, version, from } = body;

  const record = async (draft: Draft) => {
    setBusy(true);
    const recorded = await cabinet.record([draft]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
  };
  const approve = async () => {
    if (isBusy) return;
    await record({ kind: 'academy.version.approved', about: proposalId, body: { proposalId, courseId, version, hash: await hashOfProposal(body) } });
  };
  const sendBack = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    setTries(tries + 1);
    setMissing(why.trim() === '');
    if (why.trim() === '') return;
    await record({ kind: 'academy.version.sentBack', about: proposalId, body: { proposalId, courseId, why: why.trim() } });
  };

  return (
    <section aria-labelledby="decide-heading">
      <Stack gap="m">
        <h2 id="decide-heading" class={look.heading}>
          {p('decide.title')}
        </h2>
        {fault && (
          <Notice tone="danger" title={w('fault.title')} role="alert">
            {w(`fault.${fault}`)}
          </Notice>
        )}
        {mayApprove && <p>{p('decide.means', { day: formatDay(from > today ? from : today) })}</p>}
        {!mayApprove && <p>{p('decide.faults')}</p>}
        <div class={look.acts}>
          {mayApprove && (
            <Button busy={isBusy} onClick={() => void approve()}>
              {p('decide.approve', { version })}
            </Button>
          )}
          {!isSending && (
            <Button kind="quiet" onClick={() => setSending(true)}>
              {p('decide.sendBack')}
            </Button>
          )}
        </div>
        {isSending && (
          <form noValidate onSubmit={sendBack} data-dirty={why !== '' || undefined}>
            <Stack gap="m">
              <ErrorSummary key={tries} errors={isMissing ? [{ field: 'send-back-why', says: p('decide.noWhy') }] : []} />
              <TextArea id="send-back-why" label={p('decide.why')} rows={3} value={why} maxLength={WHY_LIMIT} error={isMissing ? p('decide.noWhy') : undefined} onInput={setWhy} />
              <Button type="submit" busy={isBusy}>
                {p('decide.send')}
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </section>
  );
}
