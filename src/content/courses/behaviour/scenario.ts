import type { Question } from '../../../shared/training/question.ts';

export const behaviourScenario: Question = {
  type: 'branch',
  id: 'C5-B1',
  prompt: 'Ash, 14, has just had a call from home cut short. Choose what you do at each step.',
  facts: ['C5-F1', 'C5-F2', 'C5-F3', 'C5-F4', 'C5-F5', 'C5-F9'],
  star: false,
  start: 'cushions',
  nodes: [
    {
      id: 'cushions',
      text: 'Ash is shouting and throwing cushions. Another child, Bea, is in the room.',
      choices: [
        { id: 'cushions-a', text: 'Stand in the doorway and tell Ash to stop now', to: 'doorway', says: 'You want to take charge. But Ash now cannot leave, and feels trapped.' },
        {
          id: 'cushions-b',
          text: 'Lower your voice, give space, and ask Bea to come with a colleague',
          to: 'chair',
          says: 'Yes. A calm voice and space help. Bea is safe, and there is no one watching Ash.',
        },
      ],
    },
    {
      id: 'doorway',
      text: 'Ash shouts, “You can’t keep me here!” and looks for another way out.',
      choices: [
        {
          id: 'doorway-a',
          text: 'Step aside, soften your voice, and remember to record that you blocked the way',
          to: 'chair',
          says: 'Good repair. Blocking the way restricted movement, so it is restraint and needs a record.',
        },
        {
          id: 'doorway-b',
          text: 'Stay put until Ash calms down',
          to: 'trapped',
          says: 'Holding your ground feels firm. With no lawful purpose, it is restraint that should not happen.',
        },
      ],
    },
    {
      id: 'chair',
      text: 'Ash picks up a chair, and puts it down hard. The chair leg cracks. Nobody is close.',
      choices: [
        {
          id: 'chair-a',
          text: 'Take hold of Ash’s arms straight away',
          to: 'held',
          says: 'You feared the worst. But nobody was near, and talking might still work. Was it necessary?',
        },
        {
          id: 'chair-b',
          text: 'Stay back, say what you see, and offer the garden or a quiet room',
          to: 'after',
          says: 'Yes. Naming the feeling and giving a choice can bring things down.',
        },
      ],
    },
    {
      id: 'held',
      text: 'Ash freezes, then struggles. Ash is not hurting anyone.',
      choices: [
        { id: 'held-a', text: 'Let go, step back and say sorry for the fright', to: 'note', says: 'Yes. Once it is not needed, stop. Least force, shortest time.' },
        { id: 'held-b', text: 'Hold on until Ash says sorry', to: 'trapped', says: 'Getting an apology is not a lawful purpose. This makes things less safe for everyone.' },
      ],
    },
    {
      id: 'note',
      text: 'Ash is calm now. You held Ash’s arms for about ten seconds.',
      choices: [
        {
          id: 'note-a',
          text: 'Tell the senior, record it as restraint, and offer Ash an advocate',
          to: 'recorded',
          says: 'Yes. Brief restraint is still restraint. Be honest about what you might do differently.',
        },
        {
          id: 'note-b',
          text: 'Leave it out, as it was so short',
          to: 'hidden',
          says: 'You may feel it was nothing. The Regulations ask for a record within 24 hours, however brief.',
        },
      ],
    },
    {
      id: 'after',
      text: 'Ash sits down and cries. The chair leg is broken.',
      choices: [
        {
          id: 'after-a',
          text: 'Stop calls home for a week',
          to: 'ban',
          says: 'You want Ash to learn. But limiting contact as punishment is banned, and the call was where it hurt.',
        },
        { id: 'after-b', text: 'Sit nearby, and later mend the chair together', to: 'mended', says: 'Yes. The Guide says sanctions should repair.' },
      ],
    },
    {
      id: 'ban',
      text: 'Your senior reminds you that this is one of the ten banned measures.',
      choices: [
        { id: 'ban-a', text: 'Take it back, say sorry to Ash, and plan the repair together', to: 'mended', says: 'Good repair. Children learn from adults who put things right.' },
        { id: 'ban-b', text: 'Keep the ban, so that you do not look weak', to: 'banned', says: 'It is hard to step back. The law does not leave this choice open.' },
      ],
    },
  ],
  endings: [
    { id: 'mended', text: 'Ash helps glue the chair and talks about the call. You write up the evening, and anything you did that held Ash back.', safe: true },
    { id: 'recorded', text: 'The record is honest and in time. Ash is heard. You talk it over with your senior, and learn from it.', safe: true },
    { id: 'trapped', text: 'Ash was held with no lawful purpose. Trust is hurt, and someone could have been too. Step back sooner next time.', safe: false },
    { id: 'hidden', text: 'Nobody knows Ash was held. Ash does, and has no say. Restraint must be recorded, however brief.', safe: false },
    { id: 'banned', text: 'Ash loses a week of calls, and the home has broken the law. Take back a banned measure as soon as you know.', safe: false },
  ],
};
