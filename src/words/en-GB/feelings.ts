/** Sixteen feelings, in the young person’s words and in the reader’s. */
export const feelings = {
  'feeling.happy': 'Happy',
  'feeling.calm': 'Calm',
  'feeling.proud': 'Proud',
  'feeling.loved': 'Loved',
  'feeling.excited': 'Excited',
  'feeling.okay': 'Okay',
  'feeling.bored': 'Bored',
  'feeling.tired': 'Tired',
  'feeling.sad': 'Sad',
  'feeling.lonely': 'Lonely',
  'feeling.worried': 'Worried',
  'feeling.scared': 'Scared',
  'feeling.angry': 'Angry',
  'feeling.hurt': 'Hurt',
  'feeling.confused': 'Mixed up',
  'feeling.ashamed': 'Ashamed',
} as const;
