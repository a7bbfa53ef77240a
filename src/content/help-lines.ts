/**
 * Who helps at once, and how to reach them (voice reference, 5.6). Confirmed means seen in the
 * public source named; every line is still looked at again and dated by a person before launch.
 */
export type HelpLine = {
  id: string;
  name: string;
  says: string;
  status: 'confirmed' | 'unconfirmed';
  source: string;
  /** Why a person must still look, when nobody has confirmed it. */
  ask?: string;
  /** As people write it; the link leaves the spaces out. */
  call?: string;
  text?: { words?: string; to: string };
  mail?: string;
  /** For grown-ups who worry about a child; not shown among a young person's own. */
  isForAdults?: true;
};

export const HELP_LINES: readonly HelpLine[] = [
  {
    id: 'emergency',
    name: 'Police, fire, ambulance',
    says: 'If you or someone is in danger now.',
    call: '999',
    status: 'confirmed',
    source: 'NSPCC Learning (learning.nspcc.org.uk)',
  },
  {
    id: 'emergency-deaf',
    name: 'Emergency for deaf people',
    says: 'Text relay, or a text after you sign up for it.',
    status: 'unconfirmed',
    source: 'none yet',
    ask: 'A person must confirm how deaf people reach 999 (text relay, emergencySMS), and its steps.',
  },
  {
    id: 'childline',
    name: 'Childline',
    says: 'Free, day or night, if you are under 19. It is not on the bill.',
    call: '0800 1111',
    status: 'confirmed',
    source: 'Childline (childline.org.uk: confidentiality promise, Ask Sam)',
  },
  {
    id: 'help-at-hand',
    name: 'Help at Hand',
    says: 'For young people in care. Monday to Friday, 9 to 5.',
    call: '0800 528 0731',
    mail: 'help.team@childrenscommissioner.gov.uk',
    status: 'confirmed',
    source: 'Children’s Commissioner (childrenscommissioner.gov.uk/help-at-hand)',
  },
  {
    id: 'coram-voice',
    name: 'Coram Voice',
    says: 'A person who speaks up for you. They can get someone who speaks your language.',
    call: '0808 800 5792',
    status: 'confirmed',
    source: 'Coram Voice helpline (coramvoice.org.uk)',
    ask: 'The number is confirmed. A person must confirm the hours and the contract before hours are shown.',
  },
  {
    id: 'nyas',
    name: 'NYAS',
    says: 'A person who speaks up for you.',
    call: '0808 808 1001',
    status: 'unconfirmed',
    source: 'none yet',
    ask: 'A person must confirm the number: an old page shows 0800 616 101.',
  },
  {
    id: 'samaritans',
    name: 'Samaritans',
    says: 'Free, at any time, to talk.',
    call: '116 123',
    status: 'confirmed',
    source: 'Samaritans (samaritans.org)',
  },
  {
    id: 'shout',
    name: 'Shout',
    says: 'Free, day or night, by text.',
    text: { words: 'SHOUT', to: '85258' },
    status: 'confirmed',
    source: 'Shout (giveusashout.org/about-us/faq)',
  },
  {
    id: 'papyrus',
    name: 'Papyrus HOPELINE',
    says: 'If you think about ending your life, and are under 35.',
    call: '0800 068 4141',
    status: 'confirmed',
    source: 'Papyrus (papyrus-uk.org/hopelineuk-faqs)',
    ask: 'The number to call is confirmed. A person must confirm the number for texts (07860 039967, from an older page) and the hours.',
  },
  {
    id: 'ofsted',
    name: 'Ofsted',
    says: 'They check homes. You can tell them if your home is not good.',
    call: '0300 123 1231',
    mail: 'enquiries@ofsted.gov.uk',
    status: 'confirmed',
    source: 'Benecare procedures, representations (proceduresonline.com)',
  },
  {
    id: 'nspcc',
    name: 'NSPCC',
    says: 'For adults who worry about a child.',
    call: '0808 800 5000',
    status: 'confirmed',
    source: 'Stoke-on-Trent safeguarding children (safeguardingchildren.stoke.gov.uk)',
    isForAdults: true,
  },
  {
    id: 'become',
    name: 'Become',
    says: 'Advice for young people in care and after care.',
    call: '0800 023 2033',
    status: 'unconfirmed',
    source: 'none yet',
    ask: 'A person must confirm the number.',
  },
  {
    id: 'local',
    name: 'Your local team',
    says: 'The team where you live, day and night.',
    status: 'unconfirmed',
    source: 'none yet',
    ask: 'A named person in each of the 18 authorities must give its MASH, EDT, LADO and advocacy lines, with a date.',
  },
];

/** Nothing that nobody has confirmed is shown to a young person. */
export function linesToShow(lines: readonly HelpLine[] = HELP_LINES): HelpLine[] {
  return lines.filter((line) => line.status === 'confirmed' && !line.isForAdults);
}
