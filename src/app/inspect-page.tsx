import { useEffect, useState } from 'preact/hooks';
import { PrintDocument, usePrinted } from '../manager/inspection/print-document.tsx';
import type { Drilled } from '../manager/inspection/sheet-view.tsx';
import { SheetView } from '../manager/inspection/sheet-view.tsx';
import { isDay } from '../shared/basics/day.ts';
import type { Looked, NumberId } from '../shared/home/inspection-sheet.ts';
import { closeLook, lookAtHome, lookAtNumber, openLook } from '../sync/inspect.ts';
import type { SessionError } from '../sync/session.ts';
import { Button } from '../ui/button.tsx';
import { DayField, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { formatDay, formatMoment } from '../words/dates.ts';
import { look } from '../words/inspection.ts';

/** The regulations themselves are no older. */
const FIRST_DAY = '2015-04-01';

/** Read once and taken out of the address at once, so that it stays in no history (security reference, 8.2). */
let secret: string | null = null;

function takeSecret(): string | null {
  const { hash } = location;
  if (hash !== '') {
    secret = /^#([A-Za-z0-9_-]{22,43})$/.exec(hash)?.[1] ?? null;
    window.history.replaceState(null, '', '/inspect');
  }
  return secret;
}

type Stand = { is: 'looking' } | { is: 'pin' } | { is: 'open'; looked: Looked } | { is: 'over' } | { is: 'left' } | { is: 'failed'; error: SessionError };

function sayRefusal(error: SessionError): string {
  if (error === 'noSignal') return look('guest.noSignal');
  return look(error === 'tooMany' ? 'guest.tooMany' : 'guest.refused');
}

/** The inspector's own page: a PIN, then one home, read only. It needs a connection, and keeps nothing. */
export function InspectPage() {
  const [mine] = useState(takeSecret);
  const [stand, setStand] = useState<Stand>(mine ? { is: 'pin' } : { is: 'looking' });
  const [asAt, setAsAt] = useState<string | null>(null);

  const load = async (day: string | null) => {
    const answer = await lookAtHome(day);
    if (answer.ok) setStand({ is: 'open', looked: answer.down });
    else setStand(answer.error === 'signIn' ? { is: 'over' } : { is: 'failed', error: answer.error });
  };
  // Loaded again without the link: the sign-in may still hold.
  useEffect(() => {
    if (!mine) void load(null);
  }, [mine]);
  const choose = (day: string) => {
    // A day still being typed, or one to come, is not asked for.
    if (!isDay(day) || stand.is !== 'open' || day > stand.looked.today || day < FIRST_DAY) return;
    setAsAt(day);
    void load(day);
  };
  const leave = async () => {
    await closeLook();
    secret = null;
    setStand({ is: 'left' });
  };

  if (stand.is === 'open')
    return (
      <Opened
        key={`${stand.looked.sheet.asAt} ${stand.looked.knownAt}`}
        looked={stand.looked}
        onDay={choose}
        onLeave={() => void leave()}
        onOver={() => setStand({ is: 'over' })}
      />
    );
  return (
    <Page title={look('guest.title')} lead={stand.is === 'pin' ? look('guest.lead') : undefined}>
      {stand.is === 'looking' && <Skeleton lines={4} />}
      {stand.is === 'pin' && mine && <PinForm secret={mine} onOpen={() => void load(asAt)} />}
      {stand.is === 'over' && (
        <Stack gap="m">
          <Notice tone="info">{look(mine ? 'guest.over' : 'guest.noSecret')}</Notice>
          {mine && <PinForm secret={mine} onOpen={() => void load(asAt)} />}
        </Stack>
      )}
      {stand.is === 'left' && <Notice tone="good">{look('guest.left')}</Notice>}
      {stand.is === 'failed' && (
        <Stack gap="m">
          <Notice tone="warn" role="alert">
            {sayRefusal(stand.error)}
          </Notice>
          <Button onClick={() => void load(asAt)}>{look('guest.again')}</Button>
        </Stack>
      )}
    </Page>
  );
}

function PinForm({ secret: own, onOpen }: { secret: string; onOpen: () => void }) {
  const [pin, setPin] = useState('');
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const [refused, setRefused] = useState<SessionError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const open = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const digits = pin.replaceAll(/\s/g, '');
    setWrong(/^\d{6}$/.test(digits) ? undefined : look('guest.pinWrong'));
    if (!/^\d{6}$/.test(digits)) {
      document.getElementById('pin')?.focus();
      return;
    }
    setBusy(true);
    const answer = await openLook(own, digits);
    setBusy(false);
    setRefused(answer.ok ? null : answer.error);
    if (answer.ok) onOpen();
  };
  return (
    <form noValidate onSubmit={open}>
      <Stack gap="m">
        {refused !== null && (
          <Notice tone="danger" role="alert" title={sayRefusal(refused)}>
            {refused === 'noSignal' || refused === 'tooMany' ? null : look('guest.refusedWhy')}
          </Notice>
        )}
        <TextField id="pin" label={look('guest.pin')} inputMode="numeric" autocomplete="off" maxLength={8} value={pin} onInput={setPin} error={wrong} />
        <Button type="submit" busy={isBusy}>
          {look('guest.act')}
        </Button>
      </Stack>
    </form>
  );
}

type OpenedProps = { looked: Looked; onDay: (day: string) => void; onLeave: () => void; onOver: () => void };

function Opened({ looked, onDay, onLeave, onOver }: OpenedProps) {
  const { sheet, knownAt, endsAt, today } = looked;
  const [rows, setRows] = useState<ReadonlyMap<NumberId, Drilled>>(new Map());
  const [whole, setWhole] = useState<Looked | null>(null);
  const [isFailed, setFailed] = useState(false);
  const put = (id: NumberId, drilled: Drilled) => setRows((before) => new Map(before).set(id, drilled));
  // Asked at each opening, so that the home's log tells each look.
  const open = async (id: NumberId) => {
    put(id, null);
    const answer = await lookAtNumber(id, sheet.asAt);
    if (answer.ok) put(id, answer.rows);
    else if (answer.error === 'signIn') onOver();
    else put(id, 'failed');
  };
  usePrinted(whole ? () => <PrintDocument sheet={whole.sheet} knownAt={whole.knownAt} evidenceOf={(id) => whole.evidence?.[id] ?? []} /> : null);
  useEffect(() => {
    if (whole) print();
  }, [whole]);
  const printAll = async () => {
    const answer = await lookAtHome(sheet.asAt, true);
    setFailed(!answer.ok);
    if (answer.ok) setWhole(answer.down);
    else if (answer.error === 'signIn') onOver();
  };
  return (
    <Page wide title={look('title', { home: sheet.homeName })} lead={`${look('asAt', { day: formatDay(sheet.asAt) })} ${look('doc.age', { moment: formatMoment(knownAt) })}.`}>
      <Stack gap="l">
        <Notice tone="info">{look('guest.readOnly', { moment: formatMoment(endsAt) })}</Notice>
        <DayField id="as-at" label={look('asAt.label')} hint={look('asAt.hint')} max={today} value={sheet.asAt} onInput={onDay} />
        {isFailed && (
          <Notice tone="warn" role="alert">
            {look('guest.noSignal')}
          </Notice>
        )}
        <Row wrap>
          <Button kind="quiet" onClick={() => void printAll()}>
            {look('print')}
          </Button>
          <Button kind="quiet" onClick={onLeave}>
            {look('guest.leave')}
          </Button>
        </Row>
        <SheetView sheet={sheet} evidenceOf={(id) => rows.get(id) ?? null} onOpen={(id) => void open(id)} />
      </Stack>
    </Page>
  );
}
