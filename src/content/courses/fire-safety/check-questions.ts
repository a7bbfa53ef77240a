import type { Question } from '../../../shared/training/question.ts';

/** Asked inside the lessons; they teach and do not count. */
export const fireSafetyChecks: Question[] = [
  {
    id: 'C9-K1',
    type: 'single',
    prompt: 'Who must know what to do if there is a fire?',
    facts: ['C9-F1', 'C9-F3'],
    star: false,
    options: [
      {
        id: 'a',
        text: 'The shift leader, who tells everyone else',
        right: false,
        says: 'It feels safe to leave it to one person. But that person may be hurt, or out with a child. The Regulations say all staff must know.',
      },
      {
        id: 'b',
        text: 'All staff, and children as far as practicable',
        right: true,
        says: 'Yes. The Regulations name both. Children learn it too, in a way that fits each child.',
      },
      {
        id: 'c',
        text: 'Staff only, so that children are not worried',
        right: false,
        says: 'It is kind to think of their worries. But children are safer when they know the plan. The Regulations include them, as far as practicable.',
      },
    ],
  },
  {
    id: 'C9-K2',
    type: 'order',
    prompt: 'The alarm sounds at tea time. Put these steps in order, first to last.',
    facts: ['C9-F8', 'C9-F9'],
    star: false,
    unconfirmed: 'A competent fire safety person must confirm this order, and that it matches the home’s own fire plan.',
    saysRight: 'Yes. Out, 999, count, stay out. Check your own home’s plan for who does each step.',
    saysWrong: 'People come first. Get everyone out, call 999, then count everyone at the assembly point. Then nobody goes back in.',
    steps: [
      { id: 'out', text: 'Follow the fire plan and get everyone out' },
      { id: 'call', text: 'Call 999' },
      { id: 'count', text: 'Take a roll call of children, staff and visitors' },
      { id: 'stay', text: 'Keep everyone out of the building' },
    ],
  },
  {
    id: 'C9-K3',
    type: 'trueFalse',
    prompt: 'A home can be kept safe from fire and still feel like a home.',
    facts: ['C9-F6'],
    star: false,
    isTrue: true,
    saysRight: 'Yes. The Regulations say hazards must be dealt with. The Guide says the place should still be homely.',
    saysWrong: 'It can be both. The Regulations ask for a safe building. The Guide asks for a homely one, within safety law.',
  },
  {
    id: 'C9-K4',
    type: 'single',
    prompt: 'You test the alarm. One sounder upstairs stays silent. What goes in the record?',
    facts: ['C9-F4'],
    star: false,
    options: [
      {
        id: 'a',
        text: 'The test, the fault, and the steps taken to fix it',
        right: true,
        says: 'Yes. The Regulations ask for all three. The next shift can then see what is still broken.',
      },
      {
        id: 'b',
        text: 'Only that the test was done',
        right: false,
        says: 'The rest of the test went well, so this is easy to do. But the fault must be written down too, and what was done.',
      },
      {
        id: 'c',
        text: 'Nothing until it is mended',
        right: false,
        says: 'Waiting feels tidy. But the test and the fault must be recorded. Otherwise others will think the alarm works.',
      },
    ],
  },
];
