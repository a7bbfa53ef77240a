import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w as inbox } from '../../words/inbox.ts';
import { w } from '../../words/keys.ts';
import type { Desk } from '../desk.ts';
import { useSession } from '../use-session.ts';
import type { Said } from './device-card.tsx';
import { DeviceCard, RootCard, sayTrouble } from './device-card.tsx';
import { InviteForm } from './invite-form.tsx';
import look from './keys.module.css';
import type { KeysRoom, Mine } from './my-keys.ts';
import { beginAudience, giveKeys, keysDue, lookAtMine, makeNextKey, toGive } from './my-keys.ts';

export type MyKeysPageProps = { room: KeysRoom };

/** The keys of this reader's device, and what can be done with them for colleagues. */
export function MyKeysPage({ room }: MyKeysPageProps) {
  const [mine, setMine] = useState<Mine | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const look = () =>
    void lookAtMine(room).then(setMine, () => {
      setSaid(sayTrouble('trouble'));
    });
  useEffect(look, [room]);
  const isFalse = mine?.fault && !['none', 'noSignal', 'signIn', 'tooMany', 'trouble', 'refused', 'code'].includes(mine.fault);

  return (
    <Page title={w('mine.title')} lead={w('mine.lead')} back={{ href: '/inbox', label: w('mine.back') }}>
      <Stack gap="m">
        <div role="status">{said?.tone === 'good' && <Notice tone="good">{said.says}</Notice>}</div>
        {said?.tone === 'danger' && (
          <Notice tone="danger" role="alert" title={w('trouble.title')}>
            {said.says}
          </Notice>
        )}
        {!mine && !said && <Skeleton lines={6} />}
        {mine && (
          <>
            {isFalse && (
              <Notice tone="danger" role="alert" title={w('fault.title')}>
                {inbox(`shut.${mine.fault ?? 'trouble'}`)}
              </Notice>
            )}
            {mine.trouble && <Notice tone="warn">{w(`trouble.${mine.trouble}`)}</Notice>}
            {room.seed() !== null && mine.checked && !mine.checked.isDemonstration && <Notice tone="warn">{w('demo.refused')}</Notice>}
            <DeviceCard room={room} mine={mine} onSaid={setSaid} onChanged={look} />
            <RootCard room={room} mine={mine} onChanged={look} />
            {mine.device && mine.standing !== 'over' && <HeldCard mine={mine} />}
            {mine.standing === 'listed' && mine.keys.length > 0 && <ForColleagues room={room} mine={mine} onSaid={setSaid} onChanged={look} />}
            {mine.device && mine.standing !== 'over' && <BeginCard room={room} mine={mine} onSaid={setSaid} onChanged={look} />}
          </>
        )}
      </Stack>
    </Page>
  );
}

function HeldCard({ mine }: { mine: Mine }) {
  const reads = mine.checked?.directory.audiences.filter(({ a }) => mine.listed?.audiences.includes(a) || mine.keys.some((key) => key.a === a)) ?? [];
  const early = mine.keys.some((key) => !mine.checked?.directory.audiences.some(({ a, epochs }) => a === key.a && epochs.some(({ e }) => e === key.e)));
  return (
    <Card>
      <Stack gap="s">
        <h2 class={look.title}>{w('held.title')}</h2>
        {reads.length === 0 && !early && <p>{w('held.none')}</p>}
        <ul>
          {reads.map(({ a, name, epochs }) => (
            <li key={a}>{w(mine.keys.some((key) => key.a === a && key.e === epochs[0]?.e) ? 'held.has' : 'held.waits', { name })}</li>
          ))}
          {early && <li>{w('held.newWaits')}</li>}
        </ul>
      </Stack>
    </Card>
  );
}

type ActProps = { room: KeysRoom; mine: Mine; onSaid: (said: Said | null) => void; onChanged: () => void };

function BeginCard({ room, mine, onSaid, onChanged }: ActProps) {
  const [isBusy, setBusy] = useState(false);
  const begin = async () => {
    if (!mine.device) return;
    setBusy(true);
    onSaid(null);
    const begun = await beginAudience(room, mine.device).catch(() => ({ ok: false as const, why: 'trouble' as const }));
    setBusy(false);
    onSaid(begun.ok ? { tone: 'good', says: w('found.done') } : sayTrouble(begun.why));
    onChanged();
  };
  return (
    <Card>
      <Disclosure summary={w('found.title')}>
        <Stack gap="s">
          <p>{w('found.why')}</p>
          <div>
            <Button kind="quiet" busy={isBusy} onClick={() => void begin()}>
              {w('found.act')}
            </Button>
          </div>
        </Stack>
      </Disclosure>
    </Card>
  );
}

/** What needs the keys themselves is behind the same lock as the inbox. */
function ForColleagues(props: ActProps) {
  const state = useSession(props.room);
  if (state.is === 'open') return <OpenKeys {...props} desk={state.desk} />;
  if (state.is !== 'locked') return null;
  return (
    <Card tone="accent">
      <Stack gap="s">
        <h2 class={look.title}>{w('give.title')}</h2>
        <p>{inbox(state.isDemonstration ? 'lock.demonstration' : 'lock.passkey')}</p>
        {state.why && <Notice tone="warn">{inbox(`lock.why.${state.why}`)}</Notice>}
        <div>
          <Button busy={state.isBusy} onClick={() => void props.room.session.unlock()}>
            {inbox(state.isDemonstration ? 'lock.tap' : 'lock.act')}
          </Button>
        </div>
      </Stack>
    </Card>
  );
}

function OpenKeys({ room, mine, desk, onSaid, onChanged }: ActProps & { desk: Desk }) {
  const [isBusy, setBusy] = useState(false);
  const gifts = toGive(desk, room.personId, room.now());
  const devices = new Set(gifts.map(({ device }) => device.d)).size;
  const act = async (does: () => ReturnType<typeof makeNextKey>, good: (count: number) => string) => {
    setBusy(true);
    onSaid(null);
    const done = await does().catch(() => ({ ok: false as const, why: 'trouble' as const }));
    setBusy(false);
    onSaid(done.ok ? { tone: 'good', says: good(done.value) } : sayTrouble(done.why));
    onChanged();
  };
  const give = async () => {
    const given = await giveKeys(room, gifts);
    return given.ok ? { ok: true as const, value: devices } : given;
  };
  return (
    <>
      {keysDue(mine).map((audience) => (
        <Card key={audience.a} tone="warn">
          <Stack gap="s">
            <h2 class={look.title}>{w('epoch.title')}</h2>
            <p>{w('epoch.why', { name: audience.name })}</p>
            <div>
              <Button
                busy={isBusy}
                onClick={() => {
                  const { device } = mine;
                  if (device)
                    void act(
                      () => makeNextKey(room, device, desk.directory, audience),
                      (count) => w('epoch.done', { count }),
                    );
                }}
              >
                {w('epoch.act', { name: audience.name })}
              </Button>
            </div>
          </Stack>
        </Card>
      ))}
      <Card>
        <Stack gap="s">
          <h2 class={look.title}>{w('give.title')}</h2>
          {devices === 0 ? (
            <p>{w('give.none')}</p>
          ) : (
            <>
              <p>{w('give.why')}</p>
              <div>
                <Button busy={isBusy} onClick={() => void act(give, () => w('give.done'))}>
                  {w('give.act', { count: devices })}
                </Button>
              </div>
            </>
          )}
        </Stack>
      </Card>
      <Card>
        <Stack gap="s">
          <h2 class={look.title}>{w('invite.title')}</h2>
          <p>{w('invite.why')}</p>
          <InviteForm room={room} desk={desk} mine={mine} onSaid={onSaid} />
        </Stack>
      </Card>
    </>
  );
}
