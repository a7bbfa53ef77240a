import { Card } from '../../ui/card.tsx';
import { p } from '../../words/publishing.ts';
import type { Check } from './checks.ts';
import look from './desk.module.css';
import { sayCheck } from './fault-words.ts';

/** More than these stand in the list of the desk when those are put right. */
const SHOWN = 12;

type ChecksCardProps = { checks: readonly Check[]; isChanged: boolean; onGo: (check: Check) => void };

/** What stands between the draft and its proposal, each leading to its field. */
export function ChecksCard({ checks, isChanged, onGo }: ChecksCardProps) {
  return (
    <Card tone={checks.length === 0 ? 'good' : 'warn'}>
      <div role="status">
        <h2 class={look.heading}>{p('checks.title', { count: checks.length })}</h2>
      </div>
      {checks.length > 0 && (
        <ul class={look.checks} aria-label={p('checks.title', { count: checks.length })}>
          {checks.slice(0, SHOWN).map((check, index) => (
            <li key={`${check.kind} ${check.at} ${index}`}>
              <button class={look.checkTo} type="button" onClick={() => onGo(check)}>
                {p('checks.at', { at: check.at, says: sayCheck(check) })}
              </button>
            </li>
          ))}
          {checks.length > SHOWN && <li>{p('checks.more', { count: checks.length - SHOWN })}</li>}
        </ul>
      )}
      <p class={look.small}>{p(checks.length > 0 ? 'checks.why' : isChanged ? 'checks.none' : 'edit.nothing')}</p>
    </Card>
  );
}
