import type { Day } from '../../shared/basics/day.ts';
import { isDay } from '../../shared/basics/day.ts';
import { agendaSchema } from '../../shared/people/meeting.ts';
import type { Meeting, MeetingKind } from '../../shared/people/meetings.ts';
import type { Bodies } from '../../shared/wire/kinds.ts';
import { m } from '../../words/meetings.ts';
import type { Wrong } from '../recording.tsx';

type Recorded = Bodies['people.meeting.recorded'];
export type AgendaPoint = Recorded['agenda'][number];
export type ViewsFrom = Recorded['contributions'][number]['from'];
export const VIEWS_FROM = ['children', 'professionals'] as const;

/** As on paper, in the order of a good hour. */
export const AGENDA: readonly AgendaPoint[] = agendaSchema.options;

export type ViewsSheet = { count: string; themes: string; reason: string };

/** The form as it is filled in: text until it is saved. */
export type MeetingSheet = {
  /** The planned meeting it belongs to, or the record it corrects. */
  meetingId: string | null;
  kind: MeetingKind | '';
  on: string;
  minutes: string;
  agenda: AgendaPoint[];
  notes: string;
  actions: { text: string; by: string }[];
  next: string;
  views: Record<ViewsFrom, ViewsSheet>;
};

const NO_VIEWS: ViewsSheet = { count: '', themes: '', reason: '' };

export function emptySheet(today: Day): MeetingSheet {
  return {
    meetingId: null,
    kind: '',
    on: today,
    minutes: '',
    agenda: [],
    notes: '',
    actions: [{ text: '', by: '' }],
    next: '',
    views: { children: NO_VIEWS, professionals: NO_VIEWS },
  };
}

/** Nothing that somebody would miss. */
export function isBlank(sheet: MeetingSheet): boolean {
  const views = VIEWS_FROM.every((from) => sheet.views[from].count + sheet.views[from].themes + sheet.views[from].reason === '');
  return sheet.minutes + sheet.notes === '' && sheet.agenda.length === 0 && views && sheet.actions.every((action) => action.text === '');
}

/** The form for a meeting that was planned, or for a record that is corrected. */
export function sheetOf(meeting: Meeting, today: Day): MeetingSheet {
  const blank = { ...emptySheet(today), meetingId: meeting.meetingId, kind: meeting.kind, on: meeting.on > today ? today : meeting.on };
  const { notes } = meeting;
  if (!notes) return blank;
  const views = (from: ViewsFrom): ViewsSheet => {
    const said = notes.contributions.find((entry) => entry.from === from);
    return said ? { count: String(said.count), themes: said.themes.join('\n'), reason: said.reasonIfNone } : NO_VIEWS;
  };
  return {
    ...blank,
    minutes: String(notes.minutes),
    agenda: notes.agenda,
    notes: notes.notes,
    actions: notes.actions.length > 0 ? notes.actions.map(({ text, by }) => ({ text, by: by ?? '' })) : blank.actions,
    next: notes.next ?? '',
    views: { children: views('children'), professionals: views('professionals') },
  };
}

function whole(text: string, least: number, most: number): number | null {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most ? value : null;
}

function themesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function wrongViews(sheet: MeetingSheet): Wrong[] {
  if (sheet.kind !== 'appraisal') return [];
  return VIEWS_FROM.flatMap((from) => {
    const { count, themes, reason } = sheet.views[from];
    const lines = themesOf(themes);
    const wrong: Wrong[] = [];
    if (whole(count, 0, 99) === null) wrong.push({ field: `${from}-count`, says: m('wrong.count') });
    if (lines.length > 10 || lines.some((line) => line.length > 80)) wrong.push({ field: `${from}-themes`, says: m('wrong.themes') });
    if (whole(count, 0, 0) === 0 && reason.trim() === '') wrong.push({ field: `${from}-reason`, says: m('wrong.reason') });
    if (reason.trim().length > 300) wrong.push({ field: `${from}-reason`, says: m('wrong.reasonLong') });
    return wrong;
  });
}

/** What is wrong in it, field by field, as somebody can put right. */
export function wrongIn(sheet: MeetingSheet, today: Day): Wrong[] {
  const wrong: Wrong[] = [];
  if (sheet.kind === '') wrong.push({ field: 'meeting-kind', says: m('wrong.kind') });
  if (!isDay(sheet.on)) wrong.push({ field: 'meeting-on', says: m('wrong.day') });
  else if (sheet.on > today) wrong.push({ field: 'meeting-on', says: m('wrong.future') });
  if (whole(sheet.minutes, 1, 600) === null) wrong.push({ field: 'meeting-minutes', says: m('wrong.minutes') });
  if (sheet.agenda.length === 0) wrong.push({ field: 'meeting-agenda', says: m('wrong.agenda') });
  wrong.push(...wrongViews(sheet));
  if (sheet.notes.trim().length > 4000) wrong.push({ field: 'meeting-notes', says: m('wrong.notes') });
  for (const [index, { text, by }] of sheet.actions.entries()) {
    if (text.trim() === '' && by !== '') wrong.push({ field: `action-${index}`, says: m('wrong.action', { number: index + 1 }) });
    if (text.trim().length > 300) wrong.push({ field: `action-${index}`, says: m('wrong.actionLong', { number: index + 1 }) });
  }
  if (sheet.next !== '' && (!isDay(sheet.next) || sheet.next <= sheet.on)) wrong.push({ field: 'meeting-next', says: m('wrong.next') });
  return wrong;
}

/** The record, once nothing in the form is wrong. */
export function bodyOf(sheet: MeetingSheet, meetingId: string, personId: string): Recorded {
  const views = sheet.kind === 'appraisal' ? VIEWS_FROM : [];
  return {
    meetingId,
    personId,
    kind: sheet.kind === 'appraisal' ? 'appraisal' : 'supervision',
    on: sheet.on,
    minutes: Number(sheet.minutes),
    agenda: AGENDA.filter((point) => sheet.agenda.includes(point)),
    notes: sheet.notes.trim(),
    actions: sheet.actions.filter(({ text }) => text.trim() !== '').map(({ text, by }) => ({ text: text.trim(), by: isDay(by) ? by : null })),
    contributions: views.map((from) => {
      const { count, themes, reason } = sheet.views[from];
      return { from, count: Number(count), themes: themesOf(themes), reasonIfNone: Number(count) === 0 ? reason.trim() : '' };
    }),
    next: sheet.next === '' ? null : sheet.next,
  };
}
