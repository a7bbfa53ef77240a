import { useEffect, useState } from 'preact/hooks';
import type { Nudges } from '../shared/wire/nudge.ts';
import type { PushFault } from '../sync/nudges.ts';
import { askForMail, beginPush, chooseNudges, endPush, isPushOn, readNudges } from '../sync/nudges.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { w } from '../words/nudges.ts';
import { isIosTab } from './install.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

/** The hours, and the one that is set where it lies between two. */
function times(chosen: string) {
  return [...new Set([...HOURS, chosen])].sort().map((time) => ({ value: time, label: time }));
}

/** Whether and how a person is told that something is due. Kept by the server: it is what sends. */
export function NudgeSettings() {
  const [nudges, setNudges] = useState<Nudges | null>(null);
  const [isOffline, setOffline] = useState(false);
  const read = async () => {
    const got = await readNudges();
    setOffline(!got.ok);
    if (got.ok) setNudges(got.nudges);
  };
  useEffect(() => void read(), []);
  return (
    <Stack gap="m">
      <h2>{w('title')}</h2>
      <p>{w('lead')}</p>
      {isOffline && (
        <Notice tone="info">
          <Stack gap="s">
            <span>{w('offline')}</span>
            <Button kind="quiet" onClick={() => void read()}>
              {w('try.again')}
            </Button>
          </Stack>
        </Notice>
      )}
      {nudges?.isDemonstration && <Notice tone="info">{w('demonstration')}</Notice>}
      {nudges && !nudges.isDemonstration && (
        <>
          <Push pushKey={nudges.pushKey} />
          <Mail nudges={nudges} reload={read} />
          <When nudges={nudges} />
        </>
      )}
    </Stack>
  );
}

function Push({ pushKey }: { pushKey: string | null }) {
  const [isOn, setOn] = useState<boolean | null>(null);
  const [fault, setFault] = useState<PushFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    isPushOn().then(setOn, () => setOn(false));
  }, []);
  const turn = async () => {
    setBusy(true);
    setFault(null);
    if (isOn) await endPush();
    else {
      const begun = await beginPush(pushKey ?? '');
      if (!begun.ok) setFault(begun.error);
    }
    setOn(await isPushOn());
    setBusy(false);
  };
  const canHere = typeof Notification !== 'undefined' && 'PushManager' in globalThis;
  const why = pushKey === null ? w('push.none') : canHere ? null : w(isIosTab() ? 'push.ios' : 'push.notHere');
  return (
    <Stack gap="s">
      <h3>{w('push.title')}</h3>
      <p>{w('push.says')}</p>
      {why !== null && <p>{why}</p>}
      {why === null && isOn !== null && (
        <>
          <p role="status">{w(isOn ? 'push.on' : 'push.off')}</p>
          {fault !== null && (
            <Notice tone="warn" role="alert">
              {w(fault === 'denied' || fault === 'notHere' ? `push.${fault}` : 'push.failed')}
            </Notice>
          )}
          <div>
            <Button kind={isOn ? 'quiet' : 'primary'} busy={isBusy} onClick={() => void turn()}>
              {w(isOn ? 'push.end' : 'push.begin')}
            </Button>
          </div>
        </>
      )}
    </Stack>
  );
}

type Asked = { says: string; isFault: boolean };

function Mail({ nudges, reload }: { nudges: Nudges; reload: () => Promise<void> }) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isBusy, setBusy] = useState(false);
  const ask = async (event: Event) => {
    event.preventDefault();
    const address = typed.trim();
    if (!/^\S+@\S+\.\S+$/.test(address)) {
      setAsked({ says: w('mail.wrong'), isFault: true });
      document.getElementById('mail')?.focus();
      return;
    }
    setBusy(true);
    const done = await askForMail(address);
    setBusy(false);
    if (done.ok) {
      setAsked({ says: w('mail.sent', { address }), isFault: false });
      setTyped('');
      return;
    }
    setAsked({ says: w(done.error === 'tooMany' ? 'mail.tooMany' : done.error === 'notValid' ? 'mail.wrong' : 'push.failed'), isFault: true });
  };
  const stop = async () => {
    setBusy(true);
    const done = await askForMail('');
    setBusy(false);
    setAsked(done.ok ? null : { says: w('push.failed'), isFault: true });
    await reload();
  };
  return (
    <Stack gap="s">
      <h3>{w('mail.title')}</h3>
      {!nudges.canMail && <p>{w('mail.none')}</p>}
      {nudges.address !== null && <p>{w(nudges.isConfirmed ? 'mail.on' : 'mail.waiting', { address: nudges.address })}</p>}
      {nudges.address !== null && (
        <div>
          <Button kind="quiet" busy={isBusy} onClick={() => void stop()}>
            {w('mail.end')}
          </Button>
        </div>
      )}
      {nudges.canMail && (
        <form noValidate onSubmit={(event) => void ask(event)}>
          <Stack gap="s">
            <TextField
              id="mail"
              type="email"
              inputMode="email"
              autocomplete="email"
              label={w('mail.label')}
              hint={w('mail.says')}
              value={typed}
              onInput={setTyped}
              error={asked?.isFault ? asked.says : undefined}
            />
            <div>
              <Button type="submit" kind="quiet" busy={isBusy}>
                {w('mail.act')}
              </Button>
            </div>
          </Stack>
        </form>
      )}
      <p role="status">{asked && !asked.isFault ? asked.says : '\u00a0'}</p>
    </Stack>
  );
}

function When({ nudges }: { nudges: Nudges }) {
  const [choice, setChoice] = useState(nudges.choice);
  const [outcome, setOutcome] = useState<'when.saved' | 'push.failed' | null>(null);
  const [isBusy, setBusy] = useState(false);
  const set = (change: Partial<Nudges['choice']>) => {
    setChoice({ ...choice, ...change });
    setOutcome(null);
  };
  const save = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const done = await chooseNudges(choice);
    setBusy(false);
    setOutcome(done.ok ? 'when.saved' : 'push.failed');
  };
  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <Stack gap="s">
        <h3>{w('when.title')}</h3>
        <p>{w('when.says')}</p>
        <SelectField id="quiet-from" label={w('when.from')} options={times(choice.quietFrom)} value={choice.quietFrom} onInput={(quietFrom) => set({ quietFrom })} />
        <SelectField id="quiet-to" label={w('when.to')} options={times(choice.quietTo)} value={choice.quietTo} onInput={(quietTo) => set({ quietTo })} />
        <Choice type="checkbox" name="digest" value="digest" checked={choice.hasDigest} onChange={(hasDigest) => set({ hasDigest })}>
          {w('when.digest')}
        </Choice>
        <Row>
          <Button type="submit" kind="quiet" busy={isBusy}>
            {w('when.act')}
          </Button>
          <span role="status">{outcome !== null && w(outcome)}</span>
        </Row>
      </Stack>
    </form>
  );
}
