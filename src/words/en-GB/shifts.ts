/** A person's own shifts, from the rota that their home has saved. */
export const shifts = {
  title: 'My shifts',
  lead: 'From the rota your home has saved. It may still change.',
  next: 'Your next shift',
  all: 'All my shifts',
  nobody: 'No shift of yours is in the weeks your home has saved.',

  'when.now': 'Now, until {to}',
  'when.today': 'Today {from} to {to}',
  'when.tonight': 'Tonight {from} to {to}',
  'when.tomorrow': 'Tomorrow {from} to {to}',
  'when.day': '{day}, {from} to {to}',

  with: 'With {names}.',
  alone: 'Nobody else is named yet.',
  'you.lead': 'You lead.',
  'other.leads': '{name} leads.',
  'nobody.leads': 'Nobody leads yet.',
  shadow: 'You shadow: you are here to learn and are not counted.',

  week: 'Week of {day}',
  from: 'Saved {day}',
  none: 'Nothing to show yet',
  'none.why': 'Your home has saved no rota for these weeks, or you are not on it. Ask your manager.',

  'gap.title': 'What you can do for your shifts',
  'gap.lead': 'Looked at with your own records only. Nothing is said about anybody else.',
  'gap.ends.firstAid': 'Your first aid {isPast, select, true {ended} other {ends}} on {day}',
  'gap.ends.medication': 'Your medicines training {isPast, select, true {ended} other {ends}} on {day}',
  'gap.ends.restraint': 'Your restraint training {isPast, select, true {ended} other {ends}} on {day}',
  'gap.after': '{count, plural, one {# of your shifts goes past it.} other {# of your shifts go past it.}}',
  'gap.missing': 'You have no restraint training that counts',
  'gap.missing.why': '{count, plural, one {It is asked of everybody on duty, on # of your shifts.} other {It is asked of everybody on duty, on # of your shifts.}}',
  'gap.notInducted':
    '{count, plural, one {You lead # shift, and your induction is not recorded as finished} other {You lead # shifts, and your induction is not recorded as finished}}',
  'gap.notInducted.why': 'If it is finished, ask your manager to record it.',
  'gap.notHere': '{count, plural, one {# shift lies outside your time in this home} other {# shifts lie outside your time in this home}}',
  'gap.overlap': '{count, plural, one {# of your shifts lies over another} other {# of your shifts lie over each other}}',
  'gap.tell': 'Tell your manager.',
  'gap.course': 'Open the course',
  'gap.outside': 'It is taught outside Hearth. Ask your manager for a place, and show the new certificate.',
  'gap.when': 'On {days}.',
} as const;
