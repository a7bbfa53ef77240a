import type { Question } from '../../../shared/training/question.ts';

export const recordingScenario: Question = {
  type: 'branch',
  id: 'C10-B1',
  prompt: 'Ty, 12, has had a hard evening. You sit down to write. Choose what you do at each step.',
  facts: ['C10-F1', 'C10-F2', 'C10-F5'],
  star: false,
  start: 'first',
  nodes: [
    {
      id: 'first',
      text: 'After a phone call, Ty threw a cup and cried. It is late and you are tired. What is your first line?',
      choices: [
        {
          id: 'first-a',
          text: '“Ty kicked off again, attention seeking.”',
          to: 'label',
          says: 'Everyone is tired at this hour. But this is a label, not a record. It says nothing of what happened.',
        },
        { id: 'first-b', text: '“At 19:40, after a phone call, Ty threw a cup; it broke.”', to: 'mixed', says: 'Yes. It is what you saw, with a time and what came before.' },
        {
          id: 'first-c',
          text: '“Ty had a bit of a wobble. All fine now.”',
          to: 'label',
          says: 'You want to be gentle. But it hides what happened, so nobody can help with the cause.',
        },
      ],
    },
    {
      id: 'label',
      text: 'You have not signed it yet. You imagine Ty reading this line at 25.',
      choices: [
        { id: 'label-a', text: 'Leave it. Everyone here knows what it means', to: 'labelled', says: 'They do tonight. Ty will not, and nor will a new worker.' },
        { id: 'label-b', text: 'Start again, with what you saw and heard, and the times', to: 'mixed', says: 'Yes. It takes two more minutes. It may be read for 75 years.' },
      ],
    },
    {
      id: 'mixed',
      text: 'You think Ty was frightened. His teacher also rang: he missed lunch.',
      choices: [
        {
          id: 'mixed-a',
          text: 'Write: “Ty was frightened because he had not eaten.”',
          to: 'source',
          says: 'It reads well. But it turns your guess and the teacher’s words into fact.',
        },
        {
          id: 'mixed-b',
          text: 'Write: “I think he was frightened. His teacher said he missed lunch.”',
          to: 'reads',
          says: 'Yes. Your view and the teacher’s words are each marked. The Guide says to keep them apart.',
        },
      ],
    },
    {
      id: 'source',
      text: 'A colleague reads it and asks, “How do we know that?”',
      choices: [
        { id: 'source-a', text: 'Split it: what you saw, what you think, what his teacher said', to: 'reads', says: 'Good. Now the reader can tell who knew what.' },
        { id: 'source-b', text: 'Keep it. It makes a better story', to: 'guessed', says: 'A neat story can be wrong. Others may plan Ty’s care on a guess.' },
      ],
    },
    {
      id: 'reads',
      text: 'You sign and date it. Next day Ty reads it. “I said sorry! You left that out.”',
      choices: [
        {
          id: 'reads-a',
          text: 'Delete your entry and write what he wants',
          to: 'deleted',
          says: 'You want to make it right. But a signed entry should stay. His words can stand beside it.',
        },
        { id: 'reads-b', text: 'Tell him that records are for staff', to: 'shut', says: 'You may feel caught out. But this is his record, and he has a place in it.' },
        { id: 'reads-c', text: 'Help him add his words, signed and dated', to: 'shared', says: 'Yes. The Regulations say staff must help him do this.' },
      ],
    },
    {
      id: 'shut',
      text: 'Ty walks off. Your senior says that staff must help children read and add to records.',
      choices: [
        { id: 'shut-a', text: 'Find Ty, say sorry, and sit down with him to add his words', to: 'shared', says: 'Good repair. He learns that his side counts.' },
        { id: 'shut-b', text: 'Leave it until his next review', to: 'silent', says: 'That could be months. He wanted to be heard today.' },
      ],
    },
  ],
  endings: [
    { id: 'shared', text: 'The record is clear and fair, and holds Ty’s words beside yours. He can read it at 25 and know that somebody cared.', safe: true },
    { id: 'labelled', text: 'The line goes on file. One day Ty reads that he was “attention seeking” or “fine”. Neither is what happened.', safe: false },
    { id: 'guessed', text: 'A guess is now on file as a fact. Keep fact, opinion and third-party words apart.', safe: false },
    { id: 'deleted', text: 'Nobody can now see what was first written, or why it changed. Keep the entry, and add to it.', safe: false },
    { id: 'silent', text: 'Ty stops reading his record, and his side is missing. Help a child add their words while it matters.', safe: false },
  ],
};
