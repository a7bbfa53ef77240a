import { Icon } from '../../ui/icon.tsx';
import { learn } from '../../words/learning.ts';
import style from './question.module.css';

type Props = { id: string; says: string; place: number; isFirst: boolean; isLast: boolean; isClosed: boolean; isInPlace: boolean; onMove: (id: string, by: -1 | 1) => void };

export function OrderRow({ id, says, place, isFirst, isLast, isClosed, isInPlace, onMove }: Props) {
  return (
    <li class={style.step} data-step={id}>
      <span class={style.place} aria-hidden="true">
        {place}
      </span>
      <span class={style.text}>{says}</span>
      {isClosed && (
        <span class={isInPlace ? style.inPlace : style.outOfPlace}>
          <Icon name={isInPlace ? 'check' : 'cross'} label={learn(isInPlace ? 'order.inPlace' : 'order.outOfPlace')} />
        </span>
      )}
      {!isClosed && (
        <span class={style.moves}>
          <button type="button" class={style.move} disabled={isFirst} aria-label={learn('order.up', { step: says })} onClick={() => onMove(id, -1)}>
            <span aria-hidden="true">↑</span>
          </button>
          <button type="button" class={style.move} disabled={isLast} aria-label={learn('order.down', { step: says })} onClick={() => onMove(id, 1)}>
            <span aria-hidden="true">↓</span>
          </button>
        </span>
      )}
    </li>
  );
}
