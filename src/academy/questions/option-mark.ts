import type { ChoiceMark } from '../../ui/choice.tsx';

/** How an option is marked once the answer is in; a wrong one left alone needs no mark. */
export function optionMark(isRight: boolean, isChosen: boolean): ChoiceMark | undefined {
  if (isRight) return isChosen ? 'right' : 'missed';
  return isChosen ? 'wrong' : undefined;
}
