import { Notice } from '../../ui/notice.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/say.ts';
import { Part } from '../say/part.tsx';
import { AnswerBack } from './answer-back.tsx';
import { CheckBack } from './check-back-card.tsx';
import { DidThisAnswer } from './did-answer.tsx';
import { MessageCard } from './message-card.tsx';
import { namesOf, titleOf } from './names.ts';
import { StandLine } from './stand-line.tsx';
import type { ThreadProps } from './story.ts';
import { TakeBack } from './take-back.tsx';
import { useKnown } from './use-stories.ts';
import { WhoKnows } from './who-knows.tsx';

/** Everything that became of one thing they said. */
export function ThreadPart({ talk, story, again }: ThreadProps) {
  const directory = useKnown(talk);
  const { messages, faults, stand } = story;
  const isBack = stand.is === 'withdrawn' || stand.is === 'withdrawing';
  const lastAnswer = messages.findLast(({ body }) => body.t === 'reply' || body.t === 'outcome');
  const hasAnswer = messages.some(({ body }) => body.t !== 'read');
  return (
    <Part talk={talk} title={titleOf(story)}>
      <p>
        <bdi>{w('list.to', { names: namesOf(directory, story.entry.to) })}</bdi>
      </p>
      <StandLine talk={talk} story={story} />
      {stand.is === 'refused' && <Notice tone="warn">{w(stand.isTooOld ? 'state.tooOldText' : 'state.refusedText')}</Notice>}
      {story.isOverdue && <Notice tone="warn">{w('state.overdue')}</Notice>}
      <CheckBack talk={talk} story={story} again={again} />
      {faults.includes('forged') && (
        <Notice tone="danger" title={w('thread.forged')}>
          <p>{w('thread.forgedText')}</p>
        </Notice>
      )}
      {faults.includes('foreign') && <Notice tone="warn">{w('thread.foreign')}</Notice>}
      {faults.includes('unreadable') && <Notice tone="warn">{w('thread.unreadable')}</Notice>}
      <Stack>
        {messages.map((message) => (
          <MessageCard key={message.id} talk={talk} story={story} message={message} again={again} />
        ))}
      </Stack>
      {!hasAnswer && (stand.is === 'delivered' || stand.is === 'read') && <p>{w('thread.noneYet')}</p>}
      {lastAnswer && !isBack && <DidThisAnswer talk={talk} story={story} about={lastAnswer.id} again={again} />}
      <WhoKnows talk={talk} story={story} />
      {!isBack && stand.is !== 'refused' && <AnswerBack talk={talk} story={story} again={again} />}
      {!isBack && <TakeBack talk={talk} story={story} again={again} />}
    </Part>
  );
}
