import { HELP_LINES } from '../../content/help-lines.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { w } from '../../words/say.ts';
import { BigChoice, Choices } from '../frame.tsx';
import { CallLinks } from './call-links.tsx';
import { Part } from './part.tsx';
import type { StepProps } from './steps.ts';

const ANSWERS = ['yes', 'no', 'notSure'] as const;
const PICTURES = { yes: 'yes', no: 'no', notSure: undefined } as const;

/** Asked before anything else: whoever is in danger needs a person now, not a form. */
export function DangerStep({ talk, desk, next }: StepProps) {
  const answer = (danger: (typeof ANSWERS)[number]) => {
    desk.patch({ danger });
    next(danger === 'no' ? 'staff' : 'danger-help');
  };
  return (
    <Part talk={talk} title={w('danger.title')} picture="wrong">
      <Choices>
        {ANSWERS.map((one) => (
          <BigChoice key={one} picture={PICTURES[one]} label={w(`danger.${one}`)} onClick={() => answer(one)} />
        ))}
      </Choices>
    </Part>
  );
}

const NOW = HELP_LINES.filter(({ id }) => ['emergency', 'childline', 'help-at-hand'].includes(id));

/** Also, never instead of: the way to tell us stays open below. */
export function DangerHelpStep({ talk, next }: StepProps) {
  return (
    <Part talk={talk} title={w('danger.call')} picture="call" lead={w('danger.callText')}>
      <CallLinks lines={NOW} />
      <Button kind="quiet" full onClick={() => next('staff')}>
        {w('danger.alsoTell')}
      </Button>
    </Part>
  );
}

/** Regulation 39(2): who it is about takes no part in hearing it. */
export function StaffStep({ talk, desk, next }: StepProps) {
  const answer = (aboutStaff: 'yes' | 'no' | 'notSure') => {
    desk.patch({ aboutStaff });
    next('tell');
  };
  return (
    <Part talk={talk} title={w('staff.title')} picture="staff">
      <Choices>
        {ANSWERS.map((one) => (
          <BigChoice key={one} picture={PICTURES[one]} label={w(`staff.${one}`)} onClick={() => answer(one)} />
        ))}
      </Choices>
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
