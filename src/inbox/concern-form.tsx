import { useState } from 'preact/hooks';
import { Choice, ChoiceGroup } from '../ui/choice.tsx';
import { TextArea } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { w } from '../words/inbox.ts';
import { ActForm } from './act-form.tsx';
import type { FormProps } from './act-panel.tsx';
import type { Concern, Who } from './concern.ts';
import { ladoBy, LEVELS, problemsOf, sendConcern, WHO } from './concern.ts';
import { ToldWhenFields } from './told-when.tsx';
import { useSend } from './use-send.ts';
import { useWords } from './use-words.ts';
import { clockOf, sayWhen } from './when.ts';
import { YesNo } from './yes-no.tsx';

/** No concern, worried, or harm now: decided by a person, with what the duty asks for. */
export function ConcernForm({ about, done }: FormProps) {
  const now = about.inbox.now();
  const { view } = about.opened;
  const saysStaff = view.t === 'view' && view.aboutStaff === true;
  const [text, setText] = useWords(about.view, 'concern');
  const [concern, setConcern] = useState<Omit<Concern, 'text'>>({ level: null, isAboutStaff: saysStaff, toldFirst: null, whyNot: '', told: {} });
  const change = (part: Partial<Concern>) => setConcern({ ...concern, ...part });
  const { level, isAboutStaff, told } = concern;
  const sending = useSend(
    () => problemsOf({ ...concern, text }, about.inbox.now()),
    async () => {
      await sendConcern(about, { ...concern, text });
      setText('');
      done(w('concern.done'));
    },
  );
  const mark = (who: Who, isTold: boolean) => {
    const { [who]: _gone, ...others } = told;
    change({ told: isTold ? { ...others, [who]: { ...clockOf(now), name: '' } } : others });
  };
  const error = (field: string) => (sending.errorOf(field) ? { error: sending.errorOf(field) as string } : {});
  const isSerious = level === 'worried' || level === 'harmNow';
  const asked = WHO.filter((who) => isSerious || (who === 'lado' && isAboutStaff));
  return (
    <ActForm sending={sending} act={w('concern.send')}>
      <ChoiceGroup id="concern-level" legend={w('concern.level')} hint={w('concern.levelHint')} {...error('concern-level')}>
        {LEVELS.map((one) => (
          <Choice key={one} type="radio" name="concern-level" value={one} checked={level === one} onChange={() => change({ level: one })}>
            {w(`level.${one}`)}
          </Choice>
        ))}
      </ChoiceGroup>
      {level === 'harmNow' && (
        <Notice tone="danger" title={w('concern.now')}>
          <p>{w('concern.nowSays')}</p>
        </Notice>
      )}
      <Choice type="checkbox" name="staff" value="staff" checked={isAboutStaff} disabled={saysStaff} onChange={(is) => change({ isAboutStaff: is })}>
        {w(saysStaff ? 'concern.staffSaid' : 'concern.staff')}
      </Choice>
      {isAboutStaff && (
        <Notice tone="warn" title={w('concern.lado', { when: sayWhen(ladoBy(now), now) })}>
          <p>{w('concern.ladoSays')}</p>
        </Notice>
      )}
      {isSerious && (
        <>
          <YesNo
            id="concern-first"
            legend={w('concern.first')}
            hint={w('concern.firstHint')}
            value={concern.toldFirst}
            onChange={(toldFirst) => change({ toldFirst })}
            error={sending.errorOf('concern-first')}
          />
          {concern.toldFirst === false && (
            <TextArea
              id="concern-why-not"
              label={w('concern.whyNot')}
              rows={2}
              maxLength={1000}
              value={concern.whyNot}
              onInput={(whyNot) => change({ whyNot })}
              {...error('concern-why-not')}
            />
          )}
        </>
      )}
      {asked.length > 0 && (
        <ChoiceGroup id="concern-told" legend={w('concern.told')} hint={w('concern.toldHint')} {...error('concern-told')}>
          {asked.map((who) => {
            const when = told[who];
            return (
              <div key={who}>
                <Choice type="checkbox" name={`told-${who}`} value={who} checked={when !== undefined} onChange={(isTold) => mark(who, isTold)}>
                  {w(`told.${who}`)}
                </Choice>
                {when && (
                  <ToldWhenFields
                    id={`told-${who}`}
                    value={when}
                    today={clockOf(now).day}
                    onChange={(changed) => change({ told: { ...told, [who]: changed } })}
                    error={sending.errorOf(`told-${who}-time`)}
                  />
                )}
              </div>
            );
          })}
        </ChoiceGroup>
      )}
      <TextArea
        id="concern-text"
        label={w(isSerious ? 'concern.text' : 'concern.textOptional')}
        hint={w('concern.textHint')}
        value={text}
        onInput={setText}
        maxLength={4000}
        {...error('concern-text')}
      />
      <p>{w('concern.among')}</p>
    </ActForm>
  );
}
