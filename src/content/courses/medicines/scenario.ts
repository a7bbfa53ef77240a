import type { Question } from '../../../shared/training/question.ts';

const UNCONFIRMED = 'A competent person must confirm what staff do when a child refuses medicine (see C6-Q2).';

export const scenario: Question = {
  type: 'branch',
  id: 'C6-B1',
  prompt: 'A refusal at bedtime. Choose what you do at each step.',
  facts: ['C6-F2', 'C6-F5', 'C6-F7', 'C6-F10'],
  star: false,
  unconfirmed: UNCONFIRMED,
  start: 'refuses',
  nodes: [
    {
      id: 'refuses',
      text: 'It is 20:30. Maya has had a hard call with her mum. You bring her evening tablet. "I am not taking it," she says.',
      choices: [
        {
          id: 'hide',
          text: 'Stir the tablet into her hot chocolate.',
          to: 'hidden',
          says: 'You want her to sleep well. But hiding it takes away her say, and may change how the medicine works.',
        },
        { id: 'ask', text: 'Sit down near her. Ask gently what is wrong.', to: 'listens', says: 'Good. There is often a reason behind a no. Listening comes first.' },
        {
          id: 'phone',
          text: 'Say that she gets her phone back when she takes it.',
          to: 'bargain',
          says: 'That turns medicine into discipline. Medicine must never be mixed up with it.',
        },
      ],
    },
    {
      id: 'hidden',
      text: 'Maya sees white bits in the cup. "What did you put in here?"',
      choices: [
        { id: 'deny', text: 'Say it is only the powder.', to: 'trust-lost', says: 'A lie about medicine is hard to mend. She may refuse food from you too.' },
        { id: 'own', text: 'Tell the truth, say sorry and take the cup away.', to: 'listens', says: 'Good repair. Being open gives you both a fresh start.' },
      ],
    },
    {
      id: 'bargain',
      text: 'Maya shouts: "You always use my phone against me!"',
      choices: [
        { id: 'stand', text: 'Stand firm. A rule is a rule.', to: 'discipline', says: 'The Regulations ban using medicine as discipline. Standing firm here makes it worse.' },
        { id: 'undo', text: 'Say: "That was wrong of me. Your phone is yours." Then listen.', to: 'listens', says: 'Good. You separated the medicine from the phone.' },
      ],
    },
    {
      id: 'listens',
      text: 'Maya says the tablet makes her feel sick on an empty stomach. She still says no for now.',
      choices: [
        {
          id: 'sign',
          text: 'Sign the chart as given, and try again tomorrow.',
          to: 'false-record',
          says: 'The next shift would think she had taken it. Write down what really happened.',
        },
        {
          id: 'record',
          text: 'Record the refusal. Ring the pharmacist and check her plan.',
          to: 'advice',
          says: 'Good. The Guide says refusals should be recorded, and to ask when you are unsure.',
        },
      ],
    },
    {
      id: 'advice',
      text: 'The pharmacist says it is fine at 21:15 with toast. Maya agrees to that. At 21:15 you go to the cupboard.',
      choices: [
        { id: 'two', text: 'Give two tablets, to be sure.', to: 'wrong-dose', says: 'Two is not the dose on the label. Never make up a dose.' },
        {
          id: 'rights',
          text: 'Check the six rights again, give it, see it taken, record it.',
          to: 'safe',
          says: 'Good. The checks start again each time, however well you know her.',
        },
      ],
    },
  ],
  endings: [
    { id: 'safe', text: 'Maya takes her tablet with toast. The record shows the refusal, the advice and the dose. She knows that you listened.', safe: true },
    { id: 'trust-lost', text: 'Maya pours it away. She no longer trusts what you give her, and nobody knows what dose she had.', safe: false },
    { id: 'discipline', text: 'Maya goes to bed upset and without her medicine. It was used as discipline, which the law bans.', safe: false },
    { id: 'false-record', text: 'The chart says that she had a dose she never took. The doctor may now choose wrongly for her.', safe: false },
    { id: 'wrong-dose', text: 'Maya has had a wrong dose. Get medical advice now, be open, record it and report it.', safe: false },
  ],
};
