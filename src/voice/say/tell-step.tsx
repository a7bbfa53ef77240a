import { ABOUTS, PICTURES } from '../../shared/voice/say.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { w } from '../../words/say.ts';
import { DraftLine } from './draft-line.tsx';
import { DrawingPad } from './drawing-pad.tsx';
import { Part } from './part.tsx';
import { isEmpty, MOST_LETTERS, type SayingKind, withAbout } from './saying.ts';
import { SignPicks } from './sign-picks.tsx';
import type { StepProps } from './steps.ts';
import { useState } from 'preact/hooks';
import { VoiceNote } from './voice-note.tsx';

const TITLES: Record<SayingKind, [title: 'more.title' | 'tell.title' | 'idea.title', lead: 'more.lead' | 'tell.lead' | 'idea.lead']> = {
  feeling: ['more.title', 'more.lead'],
  worry: ['tell.title', 'tell.lead'],
  idea: ['idea.title', 'idea.lead'],
};
/** From here on the count of letters left is worth a line. */
const FEW_LETTERS = 400;

/** Words, voice, drawing and pictures: each may be left out, but something must be there. */
export function TellStep({ talk, desk, next }: StepProps) {
  const { saying, change, patch } = desk;
  const [isMissing, setMissing] = useState(false);
  const [title, lead] = TITLES[saying.kind];
  const left = MOST_LETTERS - saying.text.length;

  const goOn = () => {
    if (isEmpty(saying)) return setMissing(true);
    void desk.keepNow();
    next('who');
  };
  const pick = (picture: (typeof PICTURES)[number]) => {
    const isThere = saying.pictures.includes(picture);
    patch({ pictures: isThere ? saying.pictures.filter((one) => one !== picture) : [...saying.pictures, picture] });
  };

  return (
    <Part talk={talk} title={w(title)} lead={w(lead)}>
      <TextArea id="words" label={w('words.label')} rows={5} maxLength={MOST_LETTERS} autocomplete="off" value={saying.text} onInput={(text) => patch({ text })} />
      {left < FEW_LETTERS && <p role="status">{w('words.left', { count: left })}</p>}
      <VoiceNote stayAwake={talk.stayAwake} note={saying.voice} change={(voice) => patch({ voice })} />
      <DrawingPad drawing={saying.drawing} change={(drawing) => patch({ drawing })} />
      {saying.kind === 'worry' ? (
        <SignPicks legend={w('pictures.title')} names={PICTURES} picked={saying.pictures} say={(name) => w(`picture.${name}`)} onPick={pick} />
      ) : (
        <SignPicks legend={w('about.title')} names={ABOUTS} picked={saying.about} say={(name) => w(`about.${name}`)} onPick={(about) => change(withAbout(saying, about))} />
      )}
      <Choice type="checkbox" name="helped" value="helped" checked={saying.isHelped} onChange={(isHelped) => patch({ isHelped })}>
        {w('helped.tick')}
      </Choice>
      <DraftLine talk={talk} desk={desk} />
      {isMissing && isEmpty(saying) && (
        <Notice tone="warn" role="alert">
          {w('tell.missing')}
        </Notice>
      )}
      <Button full onClick={goOn}>
        {w('next')}
      </Button>
    </Part>
  );
}
