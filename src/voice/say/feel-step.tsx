import { Button } from '../../ui/button.tsx';
import { w } from '../../words/say.ts';
import { FeelingsGrid } from './feelings-grid.tsx';
import { Part } from './part.tsx';
import type { StepProps } from './steps.ts';

export function FeelStep({ talk, desk, next }: StepProps) {
  const { saying } = desk;
  const rather = () => {
    desk.change({ ...saying, feelings: [] });
    next('more');
  };
  return (
    <Part talk={talk} title={w('feel.title')} lead={w('feel.lead')}>
      <FeelingsGrid saying={saying} change={desk.change} />
      <Button full disabled={saying.feelings.length === 0} onClick={() => next('more')}>
        {w('next')}
      </Button>
      <Button kind="quiet" full onClick={rather}>
        {w('feel.rather')}
      </Button>
    </Part>
  );
}
