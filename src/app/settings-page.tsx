import { useEffect, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Choice, ChoiceGroup } from '../ui/choice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Stack } from '../ui/stack.tsx';
import { h } from '../words/hall.ts';
import { canInstall, install, isInstalled, isIosTab, onInstallChange } from './install.ts';
import { NudgeSettings } from './nudge-settings.tsx';
import type { TextSize, Theme } from './looks.ts';
import { setTextSize, setTheme, textSize, theme } from './looks.ts';

const THEMES: Theme[] = ['system', 'light', 'dark'];
const SIZES: TextSize[] = ['100', '125', '150', '200'];

function Install() {
  const [, redraw] = useState(0);
  useEffect(() => onInstallChange(() => redraw((count) => count + 1)), []);
  if (isInstalled()) return <p>{h('settings.installed')}</p>;
  return (
    <Notice tone="info" title={h('settings.install')}>
      <Stack gap="s">
        <span>{h('settings.installWhy')}</span>
        {isIosTab() && <span>{h('settings.installIos')}</span>}
        {canInstall() && <Button onClick={() => void install()}>{h('settings.installAct')}</Button>}
      </Stack>
    </Notice>
  );
}

export function SettingsPage() {
  const [chosenTheme, setChosenTheme] = useState(theme);
  const [chosenSize, setChosenSize] = useState(textSize);
  return (
    <Page title={h('settings.title')} lead={h('settings.lead')} back={{ href: '/more', label: h('more.title') }}>
      <Stack>
        <ChoiceGroup legend={h('settings.theme')}>
          {THEMES.map((entry) => (
            <Choice
              key={entry}
              type="radio"
              name="theme"
              value={entry}
              checked={chosenTheme === entry}
              onChange={() => {
                setTheme(entry);
                setChosenTheme(entry);
              }}
            >
              {h(`settings.theme.${entry}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        <ChoiceGroup legend={h('settings.text')}>
          {SIZES.map((entry) => (
            <Choice
              key={entry}
              type="radio"
              name="text"
              value={entry}
              checked={chosenSize === entry}
              onChange={() => {
                setTextSize(entry);
                setChosenSize(entry);
              }}
            >
              {h(`settings.text.${entry}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        <Install />
        <NudgeSettings />
        <p>{h('settings.version', { version: __APP_VERSION__ })}</p>
      </Stack>
    </Page>
  );
}
