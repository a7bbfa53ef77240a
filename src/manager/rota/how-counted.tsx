import { Disclosure } from '../../ui/disclosure.tsx';
import { r } from '../../words/rota.ts';

const POINTS = ['how.day', 'how.time', 'how.unseen', 'how.shadow', 'how.agency', 'how.inducted', 'how.rest', 'how.sleep'] as const;

/** What the check takes for granted, so that nobody has to guess. */
export function HowCounted() {
  return (
    <Disclosure summary={r('how.title')}>
      <ul>
        {POINTS.map((point) => (
          <li key={point}>{r(point)}</li>
        ))}
      </ul>
    </Disclosure>
  );
}
