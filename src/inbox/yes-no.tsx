import type { ComponentChildren } from 'preact';
import { Choice, ChoiceGroup } from '../ui/choice.tsx';
import { w } from '../words/inbox.ts';

type YesNoProps = { id: string; legend: ComponentChildren; hint?: string; error?: string | undefined; value: boolean | null; onChange: (value: boolean) => void };

/** Neither is chosen beforehand: both answers must be meant. */
export function YesNo({ id, legend, hint, error, value, onChange }: YesNoProps) {
  return (
    <ChoiceGroup id={id} legend={legend} {...(hint ? { hint } : {})} {...(error ? { error } : {})}>
      <Choice type="radio" name={id} value="yes" checked={value === true} onChange={() => onChange(true)}>
        {w('yes')}
      </Choice>
      <Choice type="radio" name={id} value="no" checked={value === false} onChange={() => onChange(false)}>
        {w('no')}
      </Choice>
    </ChoiceGroup>
  );
}
