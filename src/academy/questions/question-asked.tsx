import type { Question } from '../../shared/training/question.ts';
import type { Answer } from '../../shared/training/answer.ts';
import { Branch } from './branch.tsx';
import { Match } from './match.tsx';
import { NumberAsked } from './number.tsx';
import { Order } from './order.tsx';
import { Several } from './several.tsx';
import { Short } from './short.tsx';
import { Single } from './single.tsx';
import { TrueFalse } from './true-false.tsx';

type Props = { question: Question; seed: string; given: Answer | null; busy: boolean; onAnswer: (answer: Answer) => void };

/** One question of any type. */
export function QuestionAsked({ question, ...rest }: Props) {
  switch (question.type) {
    case 'single':
      return <Single question={question} {...rest} />;
    case 'several':
      return <Several question={question} {...rest} />;
    case 'trueFalse':
      return <TrueFalse question={question} {...rest} />;
    case 'order':
      return <Order question={question} {...rest} />;
    case 'match':
      return <Match question={question} {...rest} />;
    case 'short':
      return <Short question={question} {...rest} />;
    case 'number':
      return <NumberAsked question={question} {...rest} />;
    case 'branch':
      return <Branch question={question} {...rest} />;
  }
}
