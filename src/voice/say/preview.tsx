import { LocalPicture } from '../../ui/picture.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/say.ts';
import { Face } from './face.tsx';
import { Play } from './play.tsx';
import look from './preview.module.css';
import { isEmpty, type Saying } from './saying.ts';

/** What they will get, as it will be read. */
export function Preview({ saying }: { saying: Saying }) {
  const { feelings, about, pictures, text, voice, drawing, kind } = saying;
  const picked = [...about.map((one) => w(`about.${one}`)), ...pictures.map((one) => w(`picture.${one}`))];
  return (
    <div class={look.preview}>
      <Stack gap="s">
        <p class={look.kind}>{w(`check.${kind}`)}</p>
        {isEmpty(saying) && <p>{w('check.nothing')}</p>}
        {feelings.length > 0 && (
          <ul class={`plain-list ${look.feelings}`}>
            {feelings.map(({ f, size }) => (
              <li key={f}>
                <span class={look.face}>
                  <Face feeling={f} />
                </span>
                {w('check.sizeOf', { feeling: w(`feeling.${f}`), size: w(`size.${size}`) })}
              </li>
            ))}
          </ul>
        )}
        {picked.length > 0 && <p>{picked.join(' · ')}</p>}
        {text.trim() !== '' && (
          <p class={look.words} dir="auto" data-own>
            {text}
          </p>
        )}
        {voice && (
          <>
            <p>{w('voice.made', { seconds: Math.round(voice.seconds) })}</p>
            <Play bytes={voice.bytes} type={voice.type} wave={voice.wave} />
          </>
        )}
        {drawing && <LocalPicture bytes={drawing.bytes} type={drawing.type} says={w('draw.made')} />}
      </Stack>
    </div>
  );
}
