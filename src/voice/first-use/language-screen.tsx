import { currentLocale } from '../../words/phrasebook.ts';
import { w } from '../../words/voice.ts';
import { BigChoice, Choices, Screen, Told } from '../frame.tsx';
import { hasVoice, speak } from '../read-aloud.ts';
import type { Visit } from '../visit.ts';

/** Only languages that exist are offered, each by its own name. The first tap is also when the code is spent: from then on no signal is needed. */
export function LanguageScreen({ visit }: { visit: Visit }) {
  const { notice } = visit.known;
  const pick = () => {
    if (visit.known.joining.is !== 'joined') void visit.join();
    visit.go('how');
  };
  const hear = async () => {
    if (!(await hasVoice(currentLocale())) || !speak(w('language.sound'), currentLocale())) visit.say(w('bar.noVoice'));
  };
  const words = { idle: w('idle.locked'), wiped: w('unlock.wiped'), left: w('leave.done') };
  return (
    <Screen title={w('language.title')} picture="language">
      {notice && <Told picture="lock">{words[notice]}</Told>}
      <Choices>
        <BigChoice picture="yes" label={w('language.en')} onClick={pick} />
        <BigChoice picture="listen" label={w('language.hear')} onClick={hear} />
      </Choices>
      <Told>{w('language.only')}</Told>
      <Choices>
        <BigChoice picture="card" label={w('join.card')} onClick={() => visit.go('come-back')} />
      </Choices>
    </Screen>
  );
}
