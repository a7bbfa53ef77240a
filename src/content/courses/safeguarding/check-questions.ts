import type { Question } from '../../../shared/training/question.ts';

export const safeguardingCheckQuestions: Question[] = [
  {
    type: 'single',
    id: 'C2-Q8',
    prompt: 'A child has a sore arm and wants to talk. Which question is best?',
    facts: ['C2-F6'],
    star: false,
    options: [
      { id: 'a', text: '“Did Sam hit you?”', right: false, says: 'This puts a name and an answer in the child’s mouth. An open question lets them tell it their way.' },
      { id: 'b', text: '“What happened?”', right: true, says: 'Yes. It is open. The child chooses the words, and you write those words down.' },
      { id: 'c', text: '“Was it your dad?”', right: false, says: 'You may be trying to make it easier. But it leads the child to one person. Ask what happened.' },
      { id: 'd', text: '“Are you sure?”', right: false, says: 'The child may hear that you do not believe them. Ask what happened, then listen.' },
    ],
  },
  {
    type: 'several',
    id: 'C2-K1',
    prompt: 'Which of these should go to a senior manager as an allegation? Choose all that are right.',
    facts: ['C2-F7', 'C2-F8'],
    star: false,
    options: [
      { id: 'a', text: 'A child says a worker slapped them', right: true, says: 'Yes. This is about harm to a child.' },
      { id: 'b', text: 'A worker swapped a shift without asking', right: false, says: 'That matters for the rota. It is not about harm, crime, risk or being unsuitable.' },
      { id: 'c', text: 'A worker may have stolen a child’s money', right: true, says: 'Yes. This could be a crime against a child.' },
      { id: 'd', text: 'A worker sends a child private messages late at night', right: true, says: 'Yes. This could mean the worker poses a risk. You do not need to be certain.' },
      { id: 'e', text: 'A worker and a child disagree about bedtime', right: false, says: 'That is ordinary life in a home. On its own it is not an allegation.' },
    ],
  },
  {
    type: 'single',
    id: 'C2-K2',
    prompt: 'At visits, an adult calls Jay stupid and useless, every time. Nobody hits him. Could this be abuse?',
    facts: ['C2-F1', 'C2-F2'],
    star: false,
    options: [
      { id: 'a', text: 'No, because he is not injured', right: false, says: 'Not all injuries show. Working Together counts emotional abuse as one of the four kinds.' },
      { id: 'b', text: 'Only if another kind of abuse happens too', right: false, says: 'Emotional abuse is often found with other abuse. It can also stand alone.' },
      { id: 'c', text: 'Yes. Emotional abuse can stand alone', right: true, says: 'Yes. Words can do lasting harm. Working Together says emotional abuse can happen on its own.' },
    ],
  },
  {
    type: 'single',
    id: 'C2-K3',
    prompt: 'Before she moved in, Nia had toothache for weeks. The adults kept missing the dentist. What might this show?',
    facts: ['C2-F4'],
    star: false,
    options: [
      { id: 'a', text: 'Neglect', right: true, says: 'Yes. Her need for medical care was missed again and again. Working Together calls that neglect.' },
      {
        id: 'b',
        text: 'A busy family, and nothing more',
        right: false,
        says: 'Families do get busy. But Nia was in pain for weeks. A need missed again and again may be neglect.',
      },
      { id: 'c', text: 'Nothing, unless Nia complains', right: false, says: 'Children often do not complain, or have stopped asking. It is for adults to notice.' },
    ],
  },
  {
    type: 'single',
    id: 'C2-K4',
    prompt: 'You believe a child is likely to suffer significant harm. Who may refer the child to the council, and when?',
    facts: ['C2-F9'],
    star: false,
    options: [
      {
        id: 'a',
        text: 'Only the manager, after a staff meeting',
        right: false,
        says: 'Tell your manager too. But Working Together says anyone may refer, and the child cannot wait for a meeting.',
      },
      { id: 'b', text: 'Anyone, at once', right: true, says: 'Yes. Working Together says anyone may refer, and at once if significant harm is likely.' },
      { id: 'c', text: 'Anyone, once there is proof', right: false, says: 'You do not need proof. A likely risk of significant harm is enough.' },
      { id: 'd', text: 'The social worker, at the next visit', right: false, says: 'The next visit may be weeks away. Anyone may refer, and it should be at once.' },
    ],
  },
  {
    type: 'trueFalse',
    id: 'C2-K5',
    prompt: 'The home may wait for a child protection enquiry to end before it tells Ofsted about it.',
    facts: ['C2-F11'],
    star: false,
    isTrue: false,
    saysRight: 'Right, this is false. The Regulations say Ofsted must hear about the start and the outcome, without delay.',
    saysWrong: 'This is false. The Regulations say Ofsted must hear without delay when it starts, and again when it ends.',
  },
];
