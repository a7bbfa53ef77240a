import { useState } from 'preact/hooks';
import type { Audience, AudienceKind } from '../shared/voice/directory.ts';
import { LEAST_READERS, readersOf } from '../shared/voice/directory.ts';
import type { ShareStatement } from '../shared/voice/share.ts';
import { Choice, ChoiceGroup } from '../ui/choice.tsx';
import { SelectField, TextArea } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { w } from '../words/inbox.ts';
import { ActForm } from './act-form.tsx';
import type { FormProps } from './act-panel.tsx';
import type { About } from './acts.ts';
import { passOn } from './acts.ts';
import { keyOf } from './desk.ts';
import { useSend } from './use-send.ts';
import { useWords } from './use-words.ts';
import { YesNo } from './yes-no.tsx';

const WHYS = ['safety', 'law', 'betterPlaced', 'asked'] as const;
/** Those who act when somebody may be hurt are first; staff of the home are last. */
const ORDER: AudienceKind[] = ['safeguarding', 'lado', 'participation', 'advocate', 'iro', 'socialWorker', 'visitor', 'collective', 'home'];

/**
 * To whom it may go on. Never to an audience with fewer than two readers, and never to the home when
 * it is about somebody who works there (regulation 39(2), SI 2015/541).
 */
export function passTargets({ desk, thread, opened }: About, now: string): Audience[] {
  const isAboutStaff = opened.view.t === 'view' && opened.view.aboutStaff === true;
  const chosen = new Set(Object.keys(thread.view.slots));
  return desk.directory.audiences
    .filter((audience) => audience.a !== thread.audience && !chosen.has(audience.a) && keyOf(audience) !== null && readersOf(desk.directory, audience.a, now) >= LEAST_READERS)
    .filter(({ kind, unit }) => kind !== 'home' || (!isAboutStaff && unit === opened.unit))
    .sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) || one.name.localeCompare(other.name));
}

/** The original goes to one more team, sealed for them, under this reader’s name and reason. */
export function PassOnForm({ about, done }: FormProps) {
  const targets = passTargets(about, about.inbox.now());
  const mayWithhold = about.desk.audiences.some(({ a, kind }) => a === about.thread.audience && kind === 'safeguarding');
  const [to, setTo] = useState('');
  const [why, setWhy] = useState<ShareStatement['why'] | null>(null);
  const [text, setText] = useWords(about.view, 'pass');
  const [toldFirst, setToldFirst] = useState<boolean | null>(null);
  const [withheld, setWithheld] = useState(false);
  const sending = useSend(
    () => [
      ...(to === '' ? [{ field: 'pass-to', says: w('pass.toMissing') }] : []),
      ...(why === null ? [{ field: 'pass-why', says: w('pass.whyMissing') }] : []),
      ...(text.trim() === '' ? [{ field: 'pass-text', says: w('pass.textMissing') }] : []),
      ...(toldFirst === null ? [{ field: 'pass-told', says: w('pass.toldMissing') }] : []),
    ],
    async () => {
      const target = targets.find(({ a }) => a === to);
      if (!target || why === null || toldFirst === null) return;
      if (!(await passOn(about, { to: target, why, text: text.trim(), toldFirst, withheld }))) throw new Error('not passed on');
      setText('');
      done(w('pass.done', { to: target.name }));
    },
  );
  const error = (field: string) => (sending.errorOf(field) ? { error: sending.errorOf(field) as string } : {});
  return (
    <ActForm sending={sending} act={w('pass.send')}>
      <SelectField
        id="pass-to"
        label={w('pass.to')}
        value={to}
        onInput={setTo}
        options={[{ value: '', label: w('pass.choose') }, ...targets.map((audience) => ({ value: audience.a, label: audience.name }))]}
        {...error('pass-to')}
      />
      <ChoiceGroup id="pass-why" legend={w('pass.why')} {...error('pass-why')}>
        {WHYS.map((one) => (
          <Choice key={one} type="radio" name="pass-why" value={one} checked={why === one} onChange={() => setWhy(one)}>
            {w(`why.${one}`)}
          </Choice>
        ))}
      </ChoiceGroup>
      <TextArea
        id="pass-text"
        label={w('pass.text')}
        hint={w(withheld ? 'pass.textWithheld' : 'pass.textHint')}
        value={text}
        onInput={setText}
        maxLength={4000}
        {...error('pass-text')}
      />
      <YesNo id="pass-told" legend={w('pass.told')} hint={w('pass.toldHint')} value={toldFirst} onChange={setToldFirst} error={sending.errorOf('pass-told')} />
      {mayWithhold && (
        <Choice type="checkbox" name="withheld" value="withheld" checked={withheld} onChange={setWithheld}>
          {w('pass.withhold')}
        </Choice>
      )}
      <Notice tone={withheld ? 'warn' : 'info'}>{w(withheld ? 'pass.withheldSays' : 'pass.seen')}</Notice>
    </ActForm>
  );
}
