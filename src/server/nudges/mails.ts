import type { DueItem } from '../../shared/nudges/due.ts';
import type { HomesBelow } from './homes-below.ts';
import type { Mail } from './send.ts';

/** Subjects stand on lock screens: nobody and nothing is named in them. */
const SUBJECT = 'Hearth: something is waiting for you';
const SHOWN = 20;

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

function dayText(day: string): string {
  return days.format(new Date(`${day}T12:00:00Z`));
}

function lineOf({ title, on, daysLeft }: DueItem): string {
  return daysLeft < 0 ? `- ${title}: was due ${dayText(on)}` : `- ${title}: by ${dayText(on)}`;
}

function things(count: number): string {
  return count === 1 ? 'One thing is' : `${count} things are`;
}

/** The team in numbers: an e-mail travels open, so no colleague is named in it. */
function teamLines(team: readonly DueItem[]): string[] {
  const groups: [string, number][] = [
    ['Run out or overdue', team.filter((item) => item.daysLeft < 0).length],
    ['Within 7 days', team.filter((item) => item.daysLeft >= 0 && item.daysLeft <= 7).length],
    ['Within 30 days', team.filter((item) => item.daysLeft > 7 && item.daysLeft <= 30).length],
  ];
  return groups.filter(([, count]) => count > 0).map(([says, count]) => `- ${says}: ${count}`);
}

/** Homes in numbers too: where children live is for no open letter. */
function belowLines({ due }: HomesBelow): string[] {
  const line = (says: string, isMeant: (daysLeft: number) => boolean) => {
    const meant = due.filter((entry) => isMeant(entry.daysLeft));
    const homes = new Set(meant.map((entry) => entry.homeId)).size;
    return meant.length === 0 ? [] : [`- ${says}: ${meant.length}, in ${homes === 1 ? 'one home' : `${homes} homes`}`];
  };
  return [
    ...line('Run out or overdue', (days) => days < 0),
    ...line('Within 7 days', (days) => days >= 0 && days <= 7),
    ...line('Within 30 days', (days) => days > 7 && days <= 30),
  ];
}

/** What is due, in plain text: one's own courses by name, the team and the homes below in numbers only. */
export function dueMail(to: string, origin: string, own: readonly DueItem[], team: readonly DueItem[], below: HomesBelow = { homes: 0, due: [] }): Mail {
  const parts = [
    ...(own.length > 0 ? [`${things(own.length)} due for you:`, ...own.slice(0, SHOWN).map(lineOf), `${origin}/academy`, ''] : []),
    ...(team.length > 0 ? ['In your home:', ...teamLines(team), `${origin}/manager`, ''] : []),
    ...(below.due.length > 0 ? [`In the homes you lead (${below.homes}):`, ...belowLines(below), `${origin}/manager`, ''] : []),
    `To get fewer of these or none: ${origin}/settings`,
  ];
  return { to, subject: SUBJECT, text: `${parts.join('\n')}\n` };
}

/** The link proves that whoever reads this mail wants the next. The secret is in the fragment, which no server sees. */
export function confirmMail(to: string, origin: string, secret: string): Mail {
  const text = [
    'Somebody asked Hearth to send reminders here.',
    '',
    'If that was you, open this link within 72 hours:',
    `${origin}/confirm-mail#${secret}`,
    '',
    'If not, do nothing. Nothing more will come.',
    '',
  ];
  return { to, subject: 'Hearth: confirm this address', text: text.join('\n') };
}
