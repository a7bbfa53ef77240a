import { useMemo } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import type { HomeRules } from '../../shared/training/rules-of.ts';
import { c } from '../../words/changes.ts';
import style from '../rows.module.css';
import { changeLines } from './change-lines.ts';
import { ChangeTile } from './change-tile.tsx';

type Props = { record: PersonRecord; catalogue: Catalogue; today: Day; rules: HomeRules | undefined };

/** Everything that changed in what this person has learnt, until it is read. */
export function ChangeTiles({ record, catalogue, today, rules }: Props) {
  const lines = useMemo(() => changeLines(record, catalogue, today, rules), [record, catalogue, today, rules]);
  if (lines.length === 0) return null;
  return (
    <section class={style.section}>
      <h2>{c('tiles.title')}</h2>
      <ul class={style.list}>
        {lines.map((line) => (
          <li key={line.card.id}>
            <ChangeTile line={line} heading="h3" />
          </li>
        ))}
      </ul>
    </section>
  );
}
