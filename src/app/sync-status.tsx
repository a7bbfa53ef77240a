import type { SyncState } from '../store/cabinet.ts';
import { Icon } from '../ui/icon.tsx';
import { w } from '../words/app.ts';
import { isFullNow } from './is-full.ts';
import styles from './sync-status.module.css';

type Said = { icon: 'check' | 'phone' | 'cloudOff' | 'warn' | 'clock'; says: string; tone: 'calm' | 'wait' | 'act' };

/** One sentence for how this phone stands with the server. Its numbers are the outbox and the refusals, whatever else is said (I15). */
function sayStatus(state: SyncState | undefined): Said {
  if (!state) return { icon: 'clock', says: w('status.loading'), tone: 'calm' };
  const { waiting, attachmentsLeft = 0, attachmentsStuck = 0 } = state;
  const asking = state.refused + attachmentsStuck;
  if (asking > 0) return { icon: 'warn', says: w('status.needsYou', { count: asking, others: waiting - state.refused }), tone: 'act' };
  if (isFullNow(state.full)) return { icon: 'warn', says: w('status.full', { waiting }), tone: 'act' };
  if (state.needsSignIn) return { icon: 'warn', says: w('status.signIn', { waiting }), tone: 'act' };
  if (state.signal === 'offline') return { icon: 'cloudOff', says: waiting > 0 ? w('status.waiting', { count: waiting }) : w('status.noSignal'), tone: 'wait' };
  if (waiting > 0) return { icon: 'phone', says: w('status.onThisPhone', { count: waiting }), tone: 'wait' };
  if (attachmentsLeft > 0) return { icon: 'phone', says: w('status.photos', { count: attachmentsLeft }), tone: 'wait' };
  return { icon: 'check', says: w('status.delivered'), tone: 'calm' };
}

export function SyncStatus({ state }: { state: SyncState | undefined }) {
  const said = sayStatus(state);
  return (
    <a class={`${styles.status} ${styles[said.tone]}`} href="/on-this-phone">
      <Icon name={said.icon} />
      <span role="status">{said.says}</span>
    </a>
  );
}
