import { Disclosure } from '../../ui/disclosure.tsx';
import { c } from '../../words/clocks.ts';
import styles from './annex-a.module.css';

const ROWS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Annex A of the Guide, to help the judgement and not to make it. */
export function AnnexA() {
  return (
    <Disclosure summary={c('annexA')}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{c('annexA.held')}</th>
            <th scope="col">{c('annexA.result')}</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <tr key={row}>
              <th scope="row">{c(`annexA.${row}.held`)}</th>
              <td>{c(`annexA.${row}.result`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Disclosure>
  );
}
