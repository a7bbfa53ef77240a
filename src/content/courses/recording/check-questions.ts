import type { Question } from '../../../shared/training/question.ts';

export const recordingCheckQuestions: Question[] = [
  {
    type: 'short',
    id: 'C10-Q2',
    prompt: 'Rewrite this line so that the child could read it one day: “Kicked off again, attention seeking.” Make up the details.',
    facts: ['C10-F1'],
    star: false,
    modelAnswer:
      'At 18:10 Ty’s mum rang to say she could not visit. At 18:15 Ty shouted and pushed over a stool. I sat on the stairs nearby and spoke quietly. He came and sat with me, and we had hot chocolate. I think he was sad about the visit.',
    points: [
      'Says what was seen and heard, with times',
      'Says what came before',
      'Says what helped',
      'Marks the feeling as your own view, with words such as “I think”',
      'Uses no label for the child',
    ],
  },
  {
    type: 'single',
    id: 'C10-K1',
    prompt: 'It was a quiet day. Rosa baked a cake and walked the dog. What do you record?',
    facts: ['C10-F9'],
    star: false,
    options: [
      { id: 'a', text: '“No concerns today”', right: false, says: 'It is quick and true. But in twenty years Rosa will find no trace of her day.' },
      { id: 'b', text: 'Nothing, as there was no incident', right: false, says: 'A file with only bad days tells a false story. Good days belong there too.' },
      { id: 'c', text: 'The cake and the walk, with a detail she would smile at', right: true, says: 'Yes. Inspectors look for everyday life and achievements. So will Rosa.' },
    ],
  },
  {
    type: 'single',
    id: 'C10-K2',
    prompt: 'You are writing in the office. A child calls you, and a case record is open on the desk. What do you do?',
    facts: ['C10-F4'],
    star: false,
    options: [
      { id: 'a', text: 'Put it away securely, then go', right: true, says: 'Yes. It takes a moment. The Regulations say a case record must be kept securely.' },
      {
        id: 'b',
        text: 'Go now, as you will be back in a minute',
        right: false,
        says: 'The child comes first, and that is kind. But another child may read it. Tell them you are coming, and put it away.',
      },
      { id: 'c', text: 'Turn it face down and go', right: false, says: 'Face down is not secure. It is somebody’s life story. Put it away first.' },
    ],
  },
  {
    type: 'trueFalse',
    id: 'C10-K3',
    prompt: 'A child who complains may lose a treat until the complaint is settled.',
    facts: ['C10-F7'],
    star: false,
    isTrue: false,
    saysRight: 'Right, this is false. It would be a reprisal. The Regulations say there must be none.',
    saysWrong: 'This is false. Even a small loss can feel like payback. The Regulations say there must be no reprisal.',
  },
];
