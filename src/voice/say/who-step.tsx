import { useState } from 'preact/hooks';
import { isStaffed } from '../../shared/voice/clock.ts';
import { readersOf } from '../../shared/voice/directory.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/say.ts';
import { AudienceCard } from './audience-card.tsx';
import { MOST_AUDIENCES, offered, safetyTeams } from './choices.ts';
import { HomeLeftOut } from './danger-step.tsx';
import { mayMeanHurt } from './hurt-words.ts';
import { knownDirectory } from './known-directory.ts';
import { NobodyYet, Refused } from './no-directory.tsx';
import { Part } from './part.tsx';
import { hidesHome } from './saying.ts';
import type { StepProps } from './steps.ts';
import { sayHours } from './when.ts';

/** Whom it goes to. Nobody is chosen for them, and what it means is said on each card. */
export function WhoStep({ talk, desk, next }: StepProps) {
  const { saying } = desk;
  const [isMissing, setMissing] = useState(false);
  const known = knownDirectory(talk);
  const units = talk.place?.units ?? [];
  const now = talk.now();
  const audiences = known.is === 'known' ? offered(saying, known.directory, units, now) : [];
  const safety = known.is === 'known' ? safetyTeams(saying, known.directory, units, now) : [];
  const chosen = audiences.filter((audience) => saying.to.includes(audience.a));
  const room = MOST_AUDIENCES - (saying.isHurtFeared ? safety.length : 0);
  const isReady = chosen.length > 0 || (saying.isHurtFeared && safety.length > 0);
  const hasTick = saying.kind !== 'idea' || saying.isHurtFeared || mayMeanHurt(saying.text);
  const isSuggested = !saying.isHurtFeared && (saying.danger === 'yes' || saying.danger === 'notSure' || mayMeanHurt(saying.text));

  const choose = (a: string, isChosen: boolean) => desk.patch({ to: isChosen ? [...chosen.map((audience) => audience.a), a] : saying.to.filter((one) => one !== a) });
  const keep = async () => {
    const draft = await desk.keepNow();
    if (draft !== 'kept') return;
    desk.clear();
    talk.home();
    talk.say(w('who.kept'));
  };
  const goOn = () => (isReady ? next('check') : setMissing(true));

  return (
    <Part talk={talk} title={w('who.title')} lead={w('who.lead')}>
      {hidesHome(saying) && <HomeLeftOut />}
      {known.is === 'refused' && <Refused talk={talk} fault={known.fault} />}
      {(known.is === 'none' || (known.is === 'known' && audiences.length === 0)) && <NobodyYet talk={talk} />}
      {audiences.length > 0 && known.is === 'known' && (
        <fieldset class="plain-list">
          <legend class="visually-hidden">{w('who.title')}</legend>
          <Stack gap="s">
            {audiences.map((audience) => (
              <AudienceCard
                key={audience.a}
                audience={audience}
                readers={readersOf(known.directory, audience.a, now)}
                isChosen={saying.to.includes(audience.a)}
                isFull={chosen.length >= room}
                onChange={(isChosen) => choose(audience.a, isChosen)}
              />
            ))}
          </Stack>
        </fieldset>
      )}
      {known.is === 'known' && hasTick && (
        <Stack gap="s">
          {isSuggested && <p>{w('hurt.suggest')}</p>}
          <Choice type="checkbox" name="hurt" value="hurt" checked={saying.isHurtFeared} onChange={(isHurtFeared) => desk.patch({ isHurtFeared })}>
            <strong>{w('hurt.tick')}</strong>
            <br />
            {safety.length > 0 ? (
              <>
                {w('hurt.adds', { names: safety.map(({ name }) => name).join(', ') })}{' '}
                {safety.every(({ hours }) => isStaffed(now, hours)) ? '' : w('who.looks', { when: sayHours(safety[0]?.hours ?? { days: [], from: '', to: '' }) })}
              </>
            ) : (
              w('hurt.none')
            )}
          </Choice>
        </Stack>
      )}
      {isMissing && !isReady && (
        <Notice tone="warn" role="alert">
          {w('who.pick')}
        </Notice>
      )}
      {known.is === 'known' && audiences.length > 0 && (
        <Button full onClick={goOn}>
          {w('next')}
        </Button>
      )}
      {talk.keepsDrafts ? (
        <>
          <Button kind="quiet" full onClick={keep}>
            {w('who.keep')}
          </Button>
          <p>{w('who.keepText')}</p>
        </>
      ) : (
        <p>{w('kept.not')}</p>
      )}
      {desk.draft === 'trouble' && (
        <Notice tone="warn" role="alert">
          {w('kept.trouble')}
        </Notice>
      )}
    </Part>
  );
}
