import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { w } from '../../words/say.ts';
import { Part } from '../say/part.tsx';
import type { Talk } from '../talk.ts';
import look from './answers-screen.module.css';
import { CheckBack } from './check-back-card.tsx';
import { type Looking, useLook } from './look.ts';
import { namesOf, titleOf } from './names.ts';
import { StandLine } from './stand-line.tsx';
import type { Story } from './story.ts';
import { ThreadPart } from './thread-part.tsx';
import { useKnown, useStories } from './use-stories.ts';

const LOOKED: Record<Looking, 'list.looking' | 'list.looked' | 'list.noSignal' | 'list.lookFailed'> = {
  looking: 'list.looking',
  looked: 'list.looked',
  noSignal: 'list.noSignal',
  failed: 'list.lookFailed',
};

/** What happened to my words: no words, only where they are and what came back. */
export function AnswersScreen({ talk }: { talk: Talk }) {
  const { stories, again } = useStories(talk);
  const { state, look: lookNow } = useLook(talk);
  const open = talk.step === null ? null : stories?.find((story) => story.entry.id === talk.step);
  if (open) return <ThreadPart key={open.entry.id} talk={talk} story={open} again={again} />;
  return (
    <Part talk={talk} title={w('list.title')} picture="answer" lead={w('list.lead')}>
      {stories?.map((story) => (
        <CheckBack key={story.entry.id} talk={talk} story={story} again={again} />
      ))}
      {stories?.length === 0 && <p>{w('list.empty')}</p>}
      {stories && stories.length > 0 && (
        <ul class={`plain-list ${look.stories}`}>
          {stories.map((story) => (
            <StoryRow key={story.entry.id} talk={talk} story={story} />
          ))}
        </ul>
      )}
      <p role="status">{w(LOOKED[state])}</p>
      <Row>
        <Button kind="quiet" busy={state === 'looking'} onClick={lookNow}>
          {w('list.look')}
        </Button>
        <Button kind="quiet" onClick={() => talk.go('drafts')}>
          {w('list.drafts')}
        </Button>
      </Row>
    </Part>
  );
}

function StoryRow({ talk, story }: { talk: Talk; story: Story }) {
  const directory = useKnown(talk);
  return (
    <li>
      <Card>
        <Stack gap="s">
          <h2>{titleOf(story)}</h2>
          <p>
            <bdi>{w('list.to', { names: namesOf(directory, story.entry.to) })}</bdi>
          </p>
          <StandLine talk={talk} story={story} />
          {story.isOverdue && <p>{w('state.overdue')}</p>}
          {story.faults.includes('forged') && <Notice tone="danger">{w('thread.forged')}</Notice>}
          <Button kind="quiet" onClick={() => talk.go('what-happened', story.entry.id)}>
            {w('list.open')}
            <span class="visually-hidden"> {titleOf(story)}</span>
          </Button>
        </Stack>
      </Card>
    </li>
  );
}
