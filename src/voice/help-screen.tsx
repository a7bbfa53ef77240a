import { type HelpLine, linesToShow } from '../content/help-lines.ts';
import { w } from '../words/voice.ts';
import look from './frame.module.css';
import { Screen, Told } from './frame.tsx';
import { Picture } from './pictures.tsx';
import type { Visit } from './visit.ts';

const bare = (number: string) => number.replaceAll(' ', '');

/** Without signal for data a phone still calls: nothing here asks the network for anything. */
export function HelpScreen({ visit }: { visit: Visit }) {
  return (
    <Screen title={w('help.title')} picture="help" onBack={visit.back}>
      <Told>{w('help.says')}</Told>
      <ul class={`plain-list ${look.choices}`}>
        {linesToShow().map((line) => (
          <li key={line.id} class={look.panel}>
            <Told title={line.name}>{line.says}</Told>
            <Ways line={line} />
          </li>
        ))}
      </ul>
      <Told picture="limits">{w('help.bill')}</Told>
      <Told picture="waiting">{w('help.notUs')}</Told>
    </Screen>
  );
}

function Ways({ line }: { line: HelpLine }) {
  return (
    <>
      {line.call && (
        <a class={look.callWay} href={`tel:${bare(line.call)}`}>
          <Picture name="call" size="s" />
          <span>
            {w('help.callWord')} <bdi dir="ltr">{line.call}</bdi>
          </span>
        </a>
      )}
      {line.text && (
        <a class={look.callWay} href={`sms:${bare(line.text.to)}${line.text.words ? `?body=${encodeURIComponent(line.text.words)}` : ''}`}>
          <Picture name="text" size="s" />
          <span>
            {w('help.textWord')} <bdi dir="ltr">{`${line.text.words ?? ''} → ${line.text.to}`}</bdi>
          </span>
        </a>
      )}
      {line.mail && (
        <a class={look.mailWay} href={`mailto:${line.mail}`}>
          <Picture name="mail" size="s" />
          <bdi dir="ltr">{line.mail}</bdi>
        </a>
      )}
    </>
  );
}
