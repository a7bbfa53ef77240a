import type { ScreenName } from '../screens.ts';
import type { Talk } from '../talk.ts';
import { CheckStep } from './check-step.tsx';
import { DangerHelpStep, DangerStep, StaffStep } from './danger-step.tsx';
import { useDesk } from './desk.ts';
import { FeelStep } from './feel-step.tsx';
import type { SayingKind } from './saying.ts';
import { SentStep } from './sent-step.tsx';
import type { Step, StepProps } from './steps.ts';
import { TellStep } from './tell-step.tsx';
import { WhoStep } from './who-step.tsx';

const SCREENS: Record<SayingKind, ScreenName> = { feeling: 'say-feeling', worry: 'say-worry', idea: 'say-idea' };
const FIRST = { feeling: FeelStep, worry: DangerStep, idea: TellStep };
const STEPS: Partial<Record<string, (props: StepProps) => preact.JSX.Element>> = {
  more: TellStep,
  'danger-help': DangerHelpStep,
  staff: StaffStep,
  tell: TellStep,
  who: WhoStep,
  check: CheckStep,
};

/** One thing being said, step by step. Going back to a step after it was sent begins anew. */
export function SayScreen({ talk, kind }: { talk: Talk; kind: SayingKind }) {
  const desk = useDesk(talk, kind);
  const next = (step: Step) => talk.go(SCREENS[kind], step);
  if (talk.step === 'sent' && desk.sent) return <SentStep talk={talk} sent={desk.sent} />;
  const First = FIRST[kind];
  const Now = (desk.isBegun && talk.step && STEPS[talk.step]) || First;
  return <Now key={talk.step ?? ''} talk={talk} desk={desk} next={next} />;
}
