import { Icon, type IconName } from './icon.tsx';
import look from './state-word.module.css';

type StateName = 'saved' | 'onThisPhone' | 'waiting' | 'delivered' | 'needsYou';

const ICONS: Record<StateName, IconName> = { saved: 'phone', onThisPhone: 'phone', waiting: 'cloudOff', delivered: 'check', needsYou: 'warn' };

type StateWordProps = { state: StateName; says: string };

/** Where a record is, by icon and word; the colour only helps. */
export function StateWord({ state, says }: StateWordProps) {
  return (
    <span class={`${look.state} ${look[state]}`}>
      <Icon name={ICONS[state]} />
      <span>{says}</span>
    </span>
  );
}
