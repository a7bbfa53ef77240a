import { TextArea, TextField } from '../../ui/field.tsx';
import { Stack } from '../../ui/stack.tsx';
import { m } from '../../words/meetings.ts';
import type { Recording } from '../recording.tsx';
import type { ViewsFrom, ViewsSheet } from './meeting-sheet.ts';
import { VIEWS_FROM } from './meeting-sheet.ts';

type ViewsFieldsProps = { views: Record<ViewsFrom, ViewsSheet>; onViews: (views: Record<ViewsFrom, ViewsSheet>) => void; recording: Recording };

/** How many views an appraisal rests on and what they were about, or why there were none. Never whose. */
export function ViewsFields({ views, onViews, recording }: ViewsFieldsProps) {
  return (
    <Stack gap="m">
      <p>{m('appraisal.lead')}</p>
      <p>
        <strong>{m('appraisal.never')}</strong>
      </p>
      {VIEWS_FROM.map((from) => {
        const own = views[from];
        const set = (over: Partial<ViewsSheet>) => onViews({ ...views, [from]: { ...own, ...over } });
        const field = (name: string) => ({ id: `${from}-${name}`, error: recording.errorOf(`${from}-${name}`) });
        return (
          <section key={from}>
            <h3>{m(`appraisal.${from}`)}</h3>
            <Stack gap="m">
              <TextField {...field('count')} label={m('appraisal.count')} inputMode="numeric" value={own.count} onInput={(count) => set({ count })} />
              {own.count.trim() !== '' && Number(own.count) === 0 ? (
                <TextArea {...field('reason')} label={m('appraisal.reason')} rows={2} value={own.reason} onInput={(reason) => set({ reason })} />
              ) : (
                <TextArea {...field('themes')} label={m('appraisal.themes')} rows={3} value={own.themes} onInput={(themes) => set({ themes })} />
              )}
            </Stack>
          </section>
        );
      })}
    </Stack>
  );
}
