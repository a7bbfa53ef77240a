import type { Audience, AudienceKind } from '../../shared/voice/directory.ts';
import { w } from '../../words/say.ts';
import look from './audience-card.module.css';
import { Hear } from '../frame.tsx';
import { Sign, type SignName } from './sign.tsx';
import { sayHours } from './when.ts';

const SIGNS: Record<AudienceKind, SignName> = {
  participation: 'team',
  advocate: 'advocate',
  iro: 'plan',
  socialWorker: 'team',
  visitor: 'visitor',
  collective: 'collective',
  home: 'team',
  safeguarding: 'shield',
  lado: 'shield',
};

type AudienceCardProps = { audience: Audience; readers: number; isChosen: boolean; isFull?: boolean; onChange: (isChosen: boolean) => void };

/** Who they are, what they can do, when they look, and how many people can open it. */
export function AudienceCard({ audience, readers, isChosen, isFull, onChange }: AudienceCardProps) {
  const { kind, name, hours } = audience;
  const words = [w(`who.kind.${kind}`), name, w(`who.can.${kind}`), w('who.looks', { when: sayHours(hours) }), w('who.readers', { count: readers })];
  return (
    <div class={look.row}>
      <label class={`${look.card} ${isChosen ? look.chosen : ''}`}>
        <input
          type="checkbox"
          class={look.box}
          name="to"
          value={audience.a}
          checked={isChosen}
          disabled={isFull && !isChosen}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <Sign name={SIGNS[kind]} />
        <span class={look.inside}>
          <strong class={look.name}>{w(`who.kind.${kind}`)}</strong>
          <bdi class={look.team}>{name}</bdi>
          <span>{w(`who.can.${kind}`)}</span>
          <span class={look.soft}>{w('who.looks', { when: sayHours(hours) })}</span>
          <span class={look.soft}>{w('who.readers', { count: readers })}</span>
          {kind === 'collective' && <span class={look.soft}>{w('who.noName')}</span>}
        </span>
      </label>
      <Hear text={words.join('. ')} />
    </div>
  );
}
