import { useId } from 'preact/hooks';
import look from './progress-bar.module.css';

type ProgressBarProps = { value: number; max: number; label: string };

export function ProgressBar({ value, max, label }: ProgressBarProps) {
  const id = useId();
  return (
    <div class={look.progress}>
      <span id={id} class={look.label}>
        {label}
      </span>
      <progress class={look.bar} value={value} max={max} aria-labelledby={id} />
    </div>
  );
}
