import type { Question } from '../../../shared/training/question.ts';

export const scenario: Question = {
  type: 'branch',
  id: 'C8-B1',
  prompt: 'A quiet voice at bedtime. Choose what you do at each step.',
  facts: ['C8-F5', 'C8-F7', 'C8-F9', 'C8-F10', 'C8-F12'],
  star: false,
  unconfirmed: 'A competent person must confirm how staff respond when a child speaks of suicide (see C8-F12).',
  start: 'says',
  nodes: [
    {
      id: 'says',
      text: 'It is 22:30. Theo, 15, is sitting on the stairs. He says: "I don\'t want to be here any more."',
      choices: [
        { id: 'cheer', text: 'Say: "Cheer up, tomorrow is a new day!"', to: 'closes', says: 'You want to lift him. But it can sound as if you do not want to hear.' },
        {
          id: 'ask',
          text: 'Sit near him. Ask gently: "Do you mean that you think about killing yourself?"',
          to: 'answers',
          says: 'Good. Asking does not plant the idea. It tells him that he can talk to you.',
        },
        {
          id: 'promise',
          text: 'Say: "Promise me you won\'t do anything silly."',
          to: 'closes',
          says: 'You are afraid for him. But "silly" can shame him, and a promise can make him hide it.',
        },
      ],
    },
    {
      id: 'closes',
      text: 'Theo shrugs and looks at the floor. "Forget it."',
      choices: [
        { id: 'repair', text: 'Say: "Sorry. I want to hear. Are you thinking about suicide?"', to: 'answers', says: 'Good repair. You opened the door again.' },
        {
          id: 'leave',
          text: 'Say good night and give him space.',
          to: 'alone',
          says: 'Space can help at other times. He told you something serious, and now he is alone with it.',
        },
      ],
    },
    {
      id: 'answers',
      text: 'Theo nods. He says that he has thought about doing it tonight.',
      choices: [
        {
          id: 'email',
          text: 'Go to the office and e-mail his social worker for the morning.',
          to: 'office',
          says: 'His social worker needs to know. But tonight he needs a person beside him first.',
        },
        {
          id: 'stay',
          text: 'Stay with him. Call the senior to you now. Follow his risk plan.',
          to: 'support',
          says: 'Good. He is not alone, and neither are you. His plan says what staff do.',
        },
      ],
    },
    {
      id: 'office',
      text: 'In the office you think of Theo, alone on the stairs.',
      choices: [
        { id: 'back', text: 'Go straight back. Ask a colleague to get the senior.', to: 'support', says: 'Good. Going back is always right.' },
        { id: 'finish', text: 'Finish the e-mail first. It is only ten minutes.', to: 'alone', says: 'Ten minutes alone is too long when he has told you about tonight.' },
      ],
    },
    {
      id: 'support',
      text: 'The senior comes and rings for urgent mental health help. Theo asks if he can ring a helpline too.',
      choices: [
        { id: 'no', text: 'Say no. Phones are off after ten.', to: 'no-line', says: 'A house rule cannot stop this. The Regulations protect access to helplines.' },
        { id: 'yes', text: 'Yes. Give him privacy to talk, and stay close by.', to: 'safe', says: 'Good. He has a right to it, and you keep him safe while he talks.' },
      ],
    },
  ],
  endings: [
    {
      id: 'safe',
      text: 'Theo talks to the helpline. Help is on its way, and 999 is the next call if danger is near. You stay, record it, update his plan, and get support for yourself.',
      safe: true,
    },
    { id: 'alone', text: 'Theo is alone with his thoughts and nobody else knows. Go back, stay with him and call the senior.', safe: false },
    { id: 'no-line', text: 'Theo goes quiet. He asked for help and heard no. Put it right: give him the phone now.', safe: false },
  ],
};
