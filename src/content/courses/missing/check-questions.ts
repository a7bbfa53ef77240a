import type { Question } from '../../../shared/training/question.ts';

/** Asked inside the lessons; they teach and do not count. */
export const missingChecks: Question[] = [
  {
    id: 'C3-K1',
    type: 'several',
    prompt: 'Sam, 13, is not at tea. You can look safely. Which are first checks? Choose all that are right.',
    facts: ['C3-F3'],
    star: false,
    options: [
      { id: 'a', text: 'Sam’s room, the house, the shed and the car', right: true, says: 'Yes. Children are often closer than we think. Look properly, and look yourself.' },
      {
        id: 'b',
        text: 'Wait by the door until Sam is hungry',
        right: false,
        says: 'Sam may well come back. But waiting is not looking. Inspectors expect staff to look for a missing child.',
      },
      { id: 'c', text: 'Ring Sam’s phone', right: true, says: 'Yes. Keep it warm and short. Let Sam know you care and that you are looking.' },
      { id: 'd', text: 'Call Sam’s friends and family, and try usual places', right: true, says: 'Yes. The local protocol lists friends, relatives and usual places.' },
    ],
  },
  {
    id: 'C3-K2',
    type: 'single',
    prompt: 'You are about to call the police. What is the best thing to have in front of you?',
    facts: ['C3-F4', 'C3-F5'],
    star: false,
    options: [
      {
        id: 'a',
        text: 'Nothing. They will ask if they need something',
        right: false,
        says: 'You want to be quick. But two minutes to pick up the facts saves time for the child.',
      },
      {
        id: 'b',
        text: 'A list of the times the child has been in trouble',
        right: false,
        says: 'Old trouble does not help to find a child. The police need facts that help them to look.',
      },
      {
        id: 'c',
        text: 'The child’s details, a photo, and when and where they were last seen',
        right: true,
        says: 'Yes. With these the officer can start to look. They are in the protocol’s list.',
      },
    ],
  },
  {
    id: 'C3-K3',
    type: 'single',
    prompt: 'Lena, 15, has just moved in. She often went missing from her last home. Where should the strategy for this be?',
    facts: ['C3-F2'],
    star: false,
    options: [
      { id: 'a', text: 'In her placement plan', right: true, says: 'Yes. The Guide says it should be in the placement plan. Then every shift can follow it.' },
      {
        id: 'b',
        text: 'In the head of the worker who knows her best',
        right: false,
        says: 'That worker is a great help. But they are not always on shift. The Guide says the placement plan.',
      },
      { id: 'c', text: 'Nowhere, as this is a fresh start', right: false, says: 'A fresh start is a kind thought. But a good plan is not a bad mark. It is how we keep her safe.' },
    ],
  },
  {
    id: 'C3-K4',
    type: 'trueFalse',
    prompt: 'The grab-pack form can wait until a child first goes missing.',
    facts: ['C3-F11'],
    star: false,
    isTrue: false,
    saysRight: 'Right. Have it ready. One local protocol says before a planned move in, or within five days if unplanned.',
    saysWrong: 'Nobody likes to plan for this. But at midnight it is too late to hunt for a photo. Have the form ready and up to date.',
  },
  {
    id: 'C3-K5',
    type: 'match',
    prompt: 'After Sam comes back, who does which part? Match each one.',
    facts: ['C3-F8', 'C3-F9', 'C3-F10'],
    star: false,
    saysRight: 'Yes. You welcome and record. The council offers the interview. Someone independent does it.',
    saysWrong: 'Staff welcome the child and write the record. The council has to offer the interview. Someone independent holds it.',
    targets: [
      { id: 'staff', text: 'Staff in the home' },
      { id: 'council', text: 'The council' },
      { id: 'independent', text: 'Someone independent' },
    ],
    entries: [
      { id: 'offer', text: 'Has to offer the return interview', target: 'council' },
      { id: 'welcome', text: 'Shows relief, and checks health, food and drink', target: 'staff' },
      { id: 'hold', text: 'Holds the return interview with Sam', target: 'independent' },
      { id: 'record', text: 'Writes the date, what happened and where Sam was', target: 'staff' },
    ],
  },
  {
    id: 'C3-Q5',
    type: 'branch',
    prompt: 'Jade, 14, has been missing since tea. Choose what you would do at each step.',
    facts: ['C3-F8'],
    star: false,
    start: 'door',
    nodes: [
      {
        id: 'door',
        text: 'It is 02:10. Jade walks in. She is cold and will not look at you. You are tired, and you have been frightened for her.',
        choices: [
          {
            id: 'demand',
            text: 'Ask where she has been, and why',
            to: 'shut',
            says: 'You were scared, so the questions rush out. But she hears anger. Let her see your relief first.',
          },
          {
            id: 'sanction',
            text: 'Tell her what the sanction is',
            to: 'shut',
            says: 'It may seem fair to be clear. But a sanction at 02:10 tells her that coming home was a mistake.',
          },
          {
            id: 'welcome',
            text: '“I am so glad you are back. Come and get warm.”',
            to: 'kitchen',
            says: 'Yes. The local protocol says to show relief. Coming home should feel safe.',
          },
          {
            id: 'bed',
            text: 'Send her to bed and talk in the morning',
            to: 'unseen',
            says: 'She does look tired. But nobody has checked her. She could be hurt, ill or very hungry.',
          },
        ],
      },
      {
        id: 'shut',
        text: 'Jade’s face closes. “I should have stayed out,” she says. Her hand is on the door.',
        choices: [
          { id: 'sorry', text: '“I am sorry. I was worried. Come and get warm.”', to: 'rough', says: 'Yes. Saying sorry mends a lot. Now you can check that she is well.' },
          {
            id: 'press',
            text: 'Stand in the doorway and ask again',
            to: 'gone',
            says: 'You want to keep her in. But pressing harder may push her out. Soften, and let her feel wanted.',
          },
        ],
      },
      {
        id: 'unseen',
        text: 'Jade goes up without a word. You have not seen her in good light. You hear her being sick.',
        choices: [
          { id: 'check', text: 'Knock, and check how she is', to: 'rough', says: 'Yes. Go now. Her health comes before your sleep and hers.' },
          { id: 'morning', text: 'Leave it for the morning shift', to: 'gone', says: 'You are at the end of your strength. But she may need help tonight. Knock on her door.' },
        ],
      },
      {
        id: 'kitchen',
        text: 'Jade sits by the heater. She says that she is fine.',
        choices: [
          {
            id: 'care',
            text: 'Ask gently if she is hurt, and offer toast and tea',
            to: 'rest',
            says: 'Yes. Health, food and drink, and safety. You can ask kindly and look at the same time.',
          },
          { id: 'word', text: 'Take her word for it', to: 'nudge', says: 'It is good to believe her. But children often say they are fine. Have a gentle look, and offer food.' },
        ],
      },
      {
        id: 'nudge',
        text: 'She gets up to go. You see that she holds her arm close, and that she is shaking.',
        choices: [
          { id: 'offer', text: '“Can I see that arm? I will make us some toast.”', to: 'rest', says: 'Yes. You saw it, and you asked with care.' },
          { id: 'leave', text: 'Let her go up, and write it in the log', to: 'gone', says: 'The log matters. But it does not look after an arm. Check her first.' },
        ],
      },
      {
        id: 'rest',
        text: 'She eats two slices of toast. The arm is only cold and stiff. She tells you nobody hurt her. Her eyes are closing.',
        choices: [
          {
            id: 'settle',
            text: 'Let her rest. Tell the police and others she is back',
            to: 'safe',
            says: 'Yes. Rest comes next, and those who are looking need to know. The talk can wait.',
          },
          {
            id: 'interview',
            text: 'Do the return interview now, while it is fresh',
            to: 'gone',
            says: 'You want to help. But the interview is for someone independent, and she needs to rest.',
          },
        ],
      },
    ],
    endings: [
      { id: 'safe', text: 'Jade was welcomed, checked, fed and left to rest. Next time she may find it easier to come home.', safe: true },
      { id: 'rough', text: 'Jade is inside, and someone is now looking after her. But her first minutes home were hard. Try again with a warm welcome first.', safe: false },
      { id: 'gone', text: 'Jade’s needs were not met tonight. She may not feel that it is worth coming back. Warm welcome, health, food, rest. Try again.', safe: false },
    ],
  },
];
