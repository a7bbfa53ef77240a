import type { RotaCheck } from '../../shared/home/rota-check.ts';
import { isTyped } from '../../shared/home/rota-check.ts';
import type { RotaWeek } from '../../shared/home/rota.ts';
import { Notice } from '../../ui/notice.tsx';
import { r } from '../../words/rota.ts';

/** The answer first: every shift passes, or how many do not. */
export function RotaResult({ check, weeks }: { check: RotaCheck; weeks: readonly RotaWeek[] }) {
  const typed = weeks.filter(isTyped).length;
  if (typed === 0) {
    return (
      <Notice tone="info" title={r('result.nothing')}>
        {r('empty')}
      </Notice>
    );
  }
  const failing = check.findings.filter((finding) => finding.weight === 'fails');
  // A week is typed shift by shift: those that nobody was put into yet are counted apart.
  const empty = new Set(failing.flatMap(({ shift }) => (shift && shift.on.length === 0 ? shift.id : []))).size;
  const shifts = new Set(failing.map((finding) => finding.shift?.id ?? finding.id)).size - empty;
  // One person on twenty shifts is one thing to look at.
  const looks = new Set(check.findings.flatMap(({ weight, rule, members }) => (weight === 'look' ? members.map((member) => `${rule} ${member.key}`) : []))).size;
  const { shifts: managed, of } = check.managed;
  const isWhole = typed === weeks.length && empty === 0;
  const title = shifts > 0 ? r('result.fails', { count: shifts }) : r(isWhole ? 'result.passes' : 'result.passesSome');
  return (
    <Notice tone={shifts > 0 ? 'danger' : isWhole ? 'good' : 'info'} title={title} role="status">
      {empty > 0 && <p>{r('result.empty', { count: empty })}</p>}
      {shifts === 0 && <p>{r('result.passesWhy')}</p>}
      {looks > 0 && <p>{r('result.looks', { count: looks })}</p>}
      <p>{r('result.managed', { count: managed, of })}</p>
    </Notice>
  );
}
