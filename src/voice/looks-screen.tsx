import { useState } from 'preact/hooks';
import { w } from '../words/voice.ts';
import look from './frame.module.css';
import { BigChoice, Choices, Screen } from './frame.tsx';
import type { Visit } from './visit.ts';

const SIZES = ['100', '125', '150', '200'] as const;
const THEMES = ['system', 'light', 'dark'] as const;

/** For this visit alone, except hidden words on an own phone: nothing of a young person is written beside a carer's settings. */
export function LooksScreen({ visit }: { visit: Visit }) {
  const root = document.documentElement;
  const [, drawAgain] = useState(0);
  const set = (name: 'text' | 'theme', value: string) => {
    if (value === 'system') delete root.dataset[name];
    else root.dataset[name] = value;
    drawAgain((count) => count + 1);
  };
  const { wordsHidden } = visit.known;
  return (
    <Screen title={w('looks.title')} picture="language" onBack={visit.back}>
      <h2 class={look.part}>{w('looks.language')}</h2>
      <Choices>
        <BigChoice picture="language" label={w('language.en')} says={w('language.only')} chosen onClick={() => undefined} />
      </Choices>
      <h2 class={look.part}>{w('looks.words')}</h2>
      <Choices>
        <BigChoice picture="hide" label={w('looks.hide')} says={w('looks.hide.says')} chosen={wordsHidden} onClick={() => void visit.hideWords(true)} />
        <BigChoice picture="show" label={w('looks.show')} chosen={!wordsHidden} onClick={() => void visit.hideWords(false)} />
      </Choices>
      <h2 class={look.part}>{w('looks.size')}</h2>
      <div class={look.pair}>
        {SIZES.map((size) => (
          <BigChoice key={size} label={w(`looks.size.${size}`)} chosen={(root.dataset.text ?? '100') === size} onClick={() => set('text', size)} />
        ))}
      </div>
      <h2 class={look.part}>{w('looks.theme')}</h2>
      <div class={look.pair}>
        {THEMES.map((theme) => (
          <BigChoice key={theme} label={w(`looks.theme.${theme}`)} chosen={(root.dataset.theme ?? 'system') === theme} onClick={() => set('theme', theme)} />
        ))}
      </div>
    </Screen>
  );
}
