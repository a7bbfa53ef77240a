import type { ComponentChildren } from 'preact';
import { Icon } from '../../ui/icon.tsx';
import { learn } from '../../words/learning.ts';
import style from './question.module.css';

/** One line of an answer that is in, right or not by shape, by word for those who listen, and by colour. */
export function MarkedLine({ isRight, children }: { isRight: boolean; children: ComponentChildren }) {
  return (
    <li class={isRight ? style.good : style.bad}>
      <Icon name={isRight ? 'check' : 'cross'} label={learn(isRight ? 'option.right' : 'option.wrong')} />
      <span class={style.text}>{children}</span>
    </li>
  );
}
