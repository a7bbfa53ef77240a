import type { ShareStatement } from '../../shared/voice/share.ts';
import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/say.ts';
import { sayWhen } from '../say/when.ts';
import type { Talk } from '../talk.ts';
import { nameOf } from './names.ts';
import type { Story } from './story.ts';
import { useKnown } from './use-stories.ts';
import look from './message-card.module.css';

/** Who knows now, and why: whom they chose, and everyone it was passed on to under a signature. */
export function WhoKnows({ talk, story }: { talk: Talk; story: Story }) {
  const directory = useKnown(talk);
  const words = (share: ShareStatement) =>
    story.messages.find(({ body }) => body.t === 'shared' && body.a === share.from.a && body.to === share.to.a && body.re === share.msg)?.body;
  const isDuty = (a: string) => story.entry.isFlagged && directory?.audiences.find((audience) => audience.a === a)?.kind === 'safeguarding';
  const isHere = story.stand.is === 'waiting' || story.stand.is === 'refused';
  return (
    <Stack gap="s">
      <h2>{w('knows.title')}</h2>
      {isHere && <p>{w('knows.nobody')}</p>}
      <ul>
        {(isHere ? [] : story.entry.to).map((a) => (
          <li key={a}>
            <bdi>{nameOf(directory, a)}</bdi>: {w(isDuty(a) ? 'knows.ticked' : 'knows.chosen')}
          </li>
        ))}
        {story.shares.map((share) => {
          const said = words(share);
          return (
            <li key={`${share.to.a}${share.at}`}>
              <bdi>{nameOf(directory, share.to.a)}</bdi>:{' '}
              {w('knows.shared', { from: nameOf(directory, share.from.a), why: w(`knows.why.${share.why}`), when: sayWhen(share.at, talk.now()) })}{' '}
              {w(share.toldFirst ? 'knows.sharedFirst' : 'knows.sharedNotFirst')}
              {said?.t === 'shared' && said.text !== '' && (
                <p class={look.words} dir="auto" data-own>
                  {said.text}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {story.shareFaults > 0 && <Notice tone="danger">{w('knows.fault')}</Notice>}
    </Stack>
  );
}
