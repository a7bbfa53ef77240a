import type { Forecast } from '../../shared/home/inspection-sheet.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { formatDay } from '../../words/dates.ts';
import { look } from '../../words/inspection.ts';
import styles from './forecast-list.module.css';

const ICONS: Record<Forecast['verdict'], IconName> = { applies: 'warn', judgement: 'warn', prospect: 'half', clear: 'check', notKnown: 'info' };

/** What one line says, sentence by sentence, ending in the rule it rests on. */
function forecastSays({ rule, verdict, counts, on }: Forecast): string[] {
  const day = on === null ? '' : formatDay(on);
  switch (rule) {
    case 'levelThreeShare': {
      if (verdict === 'notKnown') return [look('share.notKnown')];
      const shares = [look('share.now', counts), look('share.soon', { ...counts, day }), look('share.byDate', counts)];
      return [look(`share.${verdict}`), ...shares, look('share.rule'), look('share.exception'), look('share.few', counts), look('source.SC')];
    }
    case 'levelThreeLate':
      return [look(verdict === 'applies' ? 'late.applies' : 'late.clear', counts), ...(on === null ? [] : [look('late.next', { day })]), look('source.R32')];
    case 'levelThreeDeferrals':
      return [look(verdict === 'applies' ? 'deferrals.applies' : 'deferrals.clear', counts), look('source.R32')];
    case 'levelFive': {
      if (verdict === 'notKnown') return [look('five.notKnown')];
      const says = verdict === 'applies' ? ((counts.late ?? 0) > 0 ? 'five.late' : 'five.willBeLate') : verdict === 'judgement' ? 'five.judgement' : 'five.clear';
      return [look(says), ...(on === null ? [] : [look('five.by', { day })]), look('source.R28')];
    }
    case 'levelFiveEquivalent':
      return [look(verdict === 'applies' ? 'equivalent.applies' : 'equivalent.clear'), look('source.R28')];
  }
}

/** What the law and the framework say of the numbers. Never called a grade. */
export function ForecastList({ forecast }: { forecast: readonly Forecast[] }) {
  return (
    <section aria-labelledby="rules-say">
      <h2 id="rules-say" class={styles.title}>
        {look('rule.title')}
      </h2>
      <p>{look('rule.lead')}</p>
      <p>{look('rule.own')}</p>
      <ul class={`plain-list ${styles.list}`}>
        {forecast.map((line) => (
          <li key={line.rule} class={styles.line}>
            <h3 class={styles.rule}>{look(`rule.${line.rule}`)}</h3>
            <p class={`${styles.verdict} ${styles[line.verdict]}`}>
              <Icon name={ICONS[line.verdict]} /> {look(`verdict.${line.verdict}`)}
            </p>
            {forecastSays(line).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
