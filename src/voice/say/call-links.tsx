import type { HelpLine } from '../../content/help-lines.ts';
import { LinkButton } from '../../ui/button.tsx';
import { w as v } from '../../words/voice.ts';
import look from './call-links.module.css';

/** Numbers to call, which need no signal for data. */
export function CallLinks({ lines }: { lines: readonly HelpLine[] }) {
  return (
    <ul class={`plain-list ${look.lines}`}>
      {lines
        .filter((line) => line.status === 'confirmed' && line.call)
        .map(({ id, name, says, call = '' }) => (
          <li key={id}>
            <strong>{name}</strong>
            <p>{says}</p>
            <LinkButton full href={`tel:${call.replaceAll(' ', '')}`}>
              <span>
                {v('help.callWord')} <bdi dir="ltr">{call}</bdi>
              </span>
            </LinkButton>
          </li>
        ))}
    </ul>
  );
}
