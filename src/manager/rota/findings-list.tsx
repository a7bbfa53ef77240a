import { useMemo, useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import type { Finding, RotaCheck } from '../../shared/home/rota-check.ts';
import type { RotaRule } from '../../shared/home/rota-rules.ts';
import type { Swap } from '../../shared/home/rota-swaps.ts';
import { swapsFor } from '../../shared/home/rota-swaps.ts';
import type { Team } from '../../shared/home/rota-team.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatDay } from '../../words/dates.ts';
import { r } from '../../words/rota.ts';
import styles from './findings-list.module.css';
import type { Inducting } from './induction-help.tsx';
import { InductionHelp } from './induction-help.tsx';
import { howSays, hoursSay, ruleSays, shiftSays, swapSays } from './rota-words.ts';

const FIRST = 4;

type Act = (finding: Finding, swap: Swap) => void;
type FindingRowProps = { finding: Finding; check: RotaCheck; team: Team; onSwap: Act };

function Swaps({ finding, check, team, onSwap }: FindingRowProps) {
  const swaps = useMemo(() => swapsFor(finding, check, team), [finding, check, team]);
  if (swaps.length === 0) return <p>{r('swap.none')}</p>;
  return (
    <ul class={`plain-list ${styles.swaps}`}>
      {swaps.map((swap) => (
        <li key={`${swap.act}.${swap.member.key}`}>
          <Button kind="quiet" full onClick={() => onSwap(finding, swap)}>
            {swapSays(swap)}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function FindingRow({ finding, check, team, onSwap }: FindingRowProps) {
  // Everybody of the home is tried for each finding: only where somebody looks.
  const [isOpen, setOpen] = useState(false);
  const hours = hoursSay(finding);
  const how = howSays(finding);
  const canSwap = finding.shift !== null && finding.rule !== 'loneOld';
  return (
    <li class={styles.finding}>
      {finding.shift && <p class={styles.shift}>{shiftSays(finding.shift)}</p>}
      {hours && <p class={finding.shift ? undefined : styles.shift}>{hours}</p>}
      {how && <p>{how}</p>}
      {canSwap && (
        <div class="no-print">
          <Disclosure summary={r('swap.title')} onToggle={setOpen}>
            {isOpen && <Swaps finding={finding} check={check} team={team} onSwap={onSwap} />}
          </Disclosure>
        </div>
      )}
    </li>
  );
}

type RuleGroupProps = { rule: RotaRule; findings: Finding[]; check: RotaCheck; team: Team; catalogue: Catalogue; isWhole: boolean; inducting: Inducting; onSwap: Act };

/** Whoever leads a shift without counting for it, once, with the last of those shifts. */
function leadersOf(findings: readonly Finding[]): { personId: string; day: Day }[] {
  const last = findings.flatMap(({ why, members, shift }): [string, Day][] => {
    const personId = why === 'notInducted' ? members[0]?.personId : null;
    return personId && shift ? [[personId, shift.day]] : [];
  });
  return [...new Map(last)].map(([personId, day]) => ({ personId, day }));
}

function RuleGroup({ rule, findings, check, team, catalogue, isWhole: isPaper, inducting, onSwap }: RuleGroupProps) {
  const [wantsWhole, setWhole] = useState(false);
  const isWhole = isPaper || wantsWhole;
  const shown = isWhole ? findings : findings.slice(0, FIRST);
  return (
    <Card tone={findings[0]?.weight === 'fails' ? 'danger' : 'warn'}>
      <Stack gap="s">
        <h4 class={styles.rule}>{ruleSays(rule, catalogue)}</h4>
        <p>{r(`why.${rule}`)}</p>
        {leadersOf(findings).map((leader) => (
          <InductionHelp key={leader.personId} {...leader} {...inducting} catalogue={catalogue} />
        ))}
        <ul class={`plain-list ${styles.list}`}>
          {shown.map((finding) => (
            <FindingRow key={finding.id} finding={finding} check={check} team={team} onSwap={onSwap} />
          ))}
        </ul>
        {shown.length < findings.length && (
          <div class="no-print">
            <Button kind="quiet" onClick={() => setWhole(true)}>
              {r('finding.more', { count: findings.length })}
            </Button>
          </div>
        )}
      </Stack>
    </Card>
  );
}

type FindingsListProps = { check: RotaCheck; team: Team; catalogue: Catalogue; weekOf: Day; isWhole: boolean; inducting: Inducting; onSwap: Act };

/** What fails in one week, rule by rule, and then what somebody should look at. */
export function FindingsList({ check, team, catalogue, weekOf, isWhole, inducting, onSwap }: FindingsListProps) {
  const here = check.findings.filter((finding) => finding.weekOf === weekOf);
  const rules = (weight: Finding['weight']) => {
    const found = new Map<RotaRule, Finding[]>();
    for (const finding of here) if (finding.weight === weight) found.set(finding.rule, [...(found.get(finding.rule) ?? []), finding]);
    // Shifts still to be filled come last: what is wrong with those that are filled comes first.
    const rank = (rule: RotaRule) => Number(rule === 'nobody');
    return [...found].sort(([one, ones], [other, others]) => rank(one) - rank(other) || others.length - ones.length);
  };
  const groups = (weight: Finding['weight']) =>
    rules(weight).map(([rule, findings]) => (
      <RuleGroup
        key={`${weekOf}.${rule}`}
        rule={rule}
        findings={findings}
        check={check}
        team={team}
        catalogue={catalogue}
        isWhole={isWhole}
        inducting={inducting}
        onSwap={onSwap}
      />
    ));
  const fails = groups('fails');
  const looks = groups('look');
  return (
    <Stack gap="m">
      <section aria-labelledby={`fails-${weekOf}`}>
        <Stack gap="s">
          <h3 id={`fails-${weekOf}`}>{r('finding.title', { day: formatDay(weekOf) })}</h3>
          {fails.length > 0 ? fails : <p>{r('finding.none')}</p>}
        </Stack>
      </section>
      {looks.length > 0 && (
        <section aria-labelledby={`looks-${weekOf}`}>
          <Stack gap="s">
            <h3 id={`looks-${weekOf}`}>{r('finding.looks', { day: formatDay(weekOf) })}</h3>
            {looks}
          </Stack>
        </section>
      )}
    </Stack>
  );
}
