import type { Need } from '../shared/home/rules.ts';
import type { Role } from '../shared/people/role.ts';
import type { NeedRule } from '../shared/training/catalogue.ts';

/** Those who care for the children. */
const ROLES: Role[] = ['carer', 'agency', 'senior', 'deputy'];
/** Four weeks: the academy's own choice. No law sets a time, only that staff have the skills (regulation 13(2)(c)). */
const DUE_DAYS = 28;
const UNCONFIRMED = 'No law sets which course a need asks for, or by when. A person must confirm the courses and the 28 days.';

/** Skills for each child, and for long-term conditions in the home. */
const SKILLS = { source: 'R', at: '13(2)(c)' };
const HEALTH = { source: 'G', at: '7.12' };

function rule(need: Need, courses: string[], outside: string, cites = [SKILLS]): NeedRule {
  return { need, courses, outside, roles: ROLES, dueDays: DUE_DAYS, cites, unconfirmed: UNCONFIRMED };
}

/** What each need of a home asks of its staff. What Hearth cannot teach is said, so that nobody takes silence for enough. */
export const needs: NeedRule[] = [
  rule('autism', [], 'Autism awareness'),
  rule('learningDisability', [], 'Learning disability awareness'),
  rule('adhd', [], 'ADHD awareness'),
  rule('epilepsy', ['C6'], 'Epilepsy awareness and rescue medicine, taught in person', [SKILLS, HEALTH]),
  rule('diabetes', ['C6'], 'Diabetes awareness and the tasks of each care plan, taught in person', [SKILLS, HEALTH]),
  rule('asthma', ['C6'], 'Asthma awareness and inhalers, taught in person', [SKILLS, HEALTH]),
  rule('anaphylaxis', ['C6'], 'Anaphylaxis awareness and auto-injectors, taught in person', [SKILLS, HEALTH]),
  rule('movingAndHandling', [], 'Moving and handling, taught in person'),
  rule('communication', [], 'The ways of communicating that the children use, such as Makaton'),
  rule('selfHarm', ['C8'], '', [SKILLS, { source: 'G', at: '9.19' }]),
  rule('harmfulSexualBehaviour', [], 'Harmful sexual behaviour'),
  rule('substances', [], 'Substances and how to talk about them'),
  rule('exploitation', [], 'Exploitation, county lines and trafficking'),
  rule('missing', ['C3'], '', [SKILLS, { source: 'R', at: '34(4)' }]),
];
