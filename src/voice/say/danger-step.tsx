import { HELP_LINES } from '../../content/help-lines.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { w } from '../../words/say.ts';
import { CallLinks } from './call-links.tsx';
import { Part } from './part.tsx';
import type { StepProps } from './steps.ts';

const ANSWERS = ['yes', 'no', 'notSure'] as const;

/** Asked before anything else: whoever is in danger needs a person now, not a form. */
export function DangerStep({ desk, next }: StepProps) {
  const answer = (danger: (typeof ANSWERS)[number]) => {
    desk.patch({ danger });
    next(danger === 'no' ? 'staff' : 'danger-help');
  };
  return (
    <Part title={w('danger.title')}>
      {ANSWERS.map((one) => (
        <Button key={one} kind="quiet" full onClick={() => answer(one)}>
          {w(`danger.${one}`)}
        </Button>
      ))}
    </Part>
  );
}

const NOW = HELP_LINES.filter(({ id }) => ['emergency', 'childline', 'help-at-hand'].includes(id));

/** Also, never instead of: the way to tell us stays open below. */
export function DangerHelpStep({ next }: StepProps) {
  return (
    <Part title={w('danger.call')} lead={w('danger.callText')}>
      <CallLinks lines={NOW} />
      <Button kind="quiet" full onClick={() => next('staff')}>
        {w('danger.alsoTell')}
      </Button>
    </Part>
  );
}

/** Regulation 39(2): who it is about takes no part in hearing it. */
export function StaffStep({ desk, next }: StepProps) {
  const answer = (aboutStaff: 'yes' | 'no' | 'notSure') => {
    desk.patch({ aboutStaff });
    next('tell');
  };
  return (
    <Part title={w('staff.title')}>
      {ANSWERS.map((one) => (
        <Button key={one} kind="quiet" full onClick={() => answer(one)}>
          {w(`staff.${one}`)}
        </Button>
      ))}
    </Part>
  );
}

/** Said wherever it matters that the home is left out. */
export function HomeLeftOut() {
  return (
    <Notice tone="good" role="status">
      {w('staff.gone')}
    </Notice>
  );
}
