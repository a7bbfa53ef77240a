/** The few phrases the furniture says by itself. */
export const ui = {
  'page.title': '{title} – Hearth',
  'page.titleWithError': 'Error: {title}',
  skip: 'Skip to the content',
  nav: 'Main',
  'problem.title': 'There is a problem',
  'problem.mark': 'Problem:',
  close: 'Close',
  loading: 'Loading',
  'mark.right': 'Right answer',
  'mark.wrong': 'Not right',
  'mark.missed': 'Right answer, not chosen',
  opening: 'Hearth is opening. What you have done is kept on this phone. It is sent by itself when there is signal. You press nothing.',
} as const;
