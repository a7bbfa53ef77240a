import { TextArea } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { w } from '../words/inbox.ts';
import { ActForm } from './act-form.tsx';
import type { FormProps } from './act-panel.tsx';
import { sendAct } from './acts.ts';
import { useSend } from './use-send.ts';
import { useWords } from './use-words.ts';

/** Neutral words for a theme, which count only once the young person said yes to them. */
export function ThemeForm({ about, done }: FormProps) {
  const [text, setText] = useWords(about.view, 'theme');
  const sending = useSend(
    () => (text.trim() === '' ? [{ field: 'theme-text', says: w('theme.missing') }] : []),
    async () => {
      await sendAct(about, { t: 'theme', text: text.trim() }, { act: 'theme' });
      setText('');
      done(w('theme.done'));
    },
  );
  const { view } = about.opened;
  if (view.t === 'view' && view.use === 'answer') return <Notice tone="info">{w('theme.notAllowed')}</Notice>;
  return (
    <ActForm sending={sending} act={w('theme.send')}>
      <TextArea
        id="theme-text"
        label={w('theme.label')}
        hint={w('theme.hint')}
        rows={3}
        maxLength={400}
        value={text}
        onInput={setText}
        {...(sending.errorOf('theme-text') ? { error: sending.errorOf('theme-text') as string } : {})}
      />
    </ActForm>
  );
}
