import type { Question } from '../../../shared/training/question.ts';

export const safeguardingScenario: Question = {
  type: 'branch',
  id: 'C2-B1',
  prompt: 'Mia, 13, wants to talk at bedtime. Choose what you do at each step.',
  facts: ['C2-F5', 'C2-F6', 'C2-F7', 'C2-F14'],
  star: false,
  unconfirmed: 'A person must confirm the words “do not investigate” before launch.',
  start: 'promise',
  nodes: [
    {
      id: 'promise',
      text: 'It is 21:30. Mia says, “Someone here hurt me. Promise you won’t tell.”',
      choices: [
        {
          id: 'promise-a',
          text: 'Promise, so that she keeps talking',
          to: 'kept',
          says: 'You wanted her to feel safe. But this is a promise you cannot keep. Put it right now, while she is still with you.',
        },
        {
          id: 'promise-b',
          text: 'Say kindly that you cannot promise, and who will need to know',
          to: 'ask',
          says: 'Yes. She may be cross for a moment. You have been honest, and she can trust that.',
        },
        {
          id: 'promise-c',
          text: 'Tell her nobody here would hurt her',
          to: 'kept',
          says: 'You hope it is true. Mia may hear that you do not believe her. Turn back to her and listen.',
        },
      ],
    },
    {
      id: 'kept',
      text: 'Mia goes quiet and watches your face. You can still put this right.',
      choices: [
        {
          id: 'kept-a',
          text: 'Say: “I got that wrong. I can’t keep it secret, and I do want to listen.”',
          to: 'ask',
          says: 'Good repair. Adults who put things right are easier to trust.',
        },
        {
          id: 'kept-b',
          text: 'Leave it there, and hope she tells someone else',
          to: 'lost',
          says: 'It took courage for Mia to start. If you step back now, she may not try again.',
        },
      ],
    },
    {
      id: 'ask',
      text: 'Mia rubs her arm. She says it was Dan, a worker. You need to hear a little more.',
      choices: [
        { id: 'ask-a', text: 'Say: “Tell me what happened.”', to: 'safe', says: 'Yes. It is open. Mia can use her own words.' },
        {
          id: 'ask-b',
          text: 'Say: “Did he grab you here and twist it?”',
          to: 'safe',
          says: 'You want to spare her the words. But this leads her. Go back to “tell me what happened”, and note what you asked.',
        },
      ],
    },
    {
      id: 'safe',
      text: 'Mia says he pulled her off a chair by the arm. Dan is downstairs on shift.',
      choices: [
        { id: 'safe-a', text: 'Go down and ask Dan for his side', to: 'asked', says: 'It feels fair. But it warns him, and Mia is now alone. Do not investigate.' },
        {
          id: 'safe-b',
          text: 'Look after her arm, keep her away from Dan, and ring the senior manager now',
          to: 'write',
          says: 'Yes. Make her safe, then tell a senior manager at once.',
        },
        {
          id: 'safe-c',
          text: 'Sit with Mia tonight, and tell the manager in the morning',
          to: 'late',
          says: 'Your company helps. But Dan is still on shift. This call cannot wait for morning.',
        },
      ],
    },
    {
      id: 'asked',
      text: 'Dan says Mia is making it up. He is upset, and asks you to keep it between you.',
      choices: [
        {
          id: 'asked-a',
          text: 'Stop there, go back to Mia, and ring the senior manager now',
          to: 'write',
          says: 'Good. Tell the senior manager that you spoke to Dan, too. Honesty helps Mia.',
        },
        {
          id: 'asked-b',
          text: 'Suggest that all three of you talk it through',
          to: 'late',
          says: 'You want peace. But Mia would have to face him. Stop, keep them apart and make the call.',
        },
      ],
    },
    {
      id: 'write',
      text: 'The senior manager has taken over, and will call the LADO. Mia has had a drink and is settled.',
      choices: [
        { id: 'write-a', text: 'Write it up now, in the words Mia used, and say what you asked', to: 'told', says: 'Yes. Facts as she gave them, straight away.' },
        {
          id: 'write-b',
          text: 'Go to bed, and write a tidy version tomorrow',
          to: 'faded',
          says: 'You are tired. By tomorrow her exact words will have gone. A few lines now are worth more.',
        },
      ],
    },
  ],
  endings: [
    { id: 'told', text: 'Mia was heard. She is safe tonight, and the right people know. Her own words are on paper.', safe: true },
    { id: 'lost', text: 'Mia goes to bed with her worry. Nobody knows, and she is no safer. Next time, stay and listen.', safe: false },
    { id: 'late', text: 'Nobody senior knows, and Mia is still near the man she fears. An allegation goes to a senior manager at once.', safe: false },
    { id: 'faded', text: 'Next day you cannot recall what Mia said and what you asked. Write it up straight away, in her words.', safe: false },
  ],
};
