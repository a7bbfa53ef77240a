import type { Draft } from '../../../src/store/cabinet.ts';
import type { Act, Ledger } from './ledger.ts';
import { makePictures } from './pictures.ts';

/** What somebody does on a phone. The bad ones are what a broken or hostile phone might make (fault F24). */
export type Deed =
  | 'start'
  | 'answer'
  | 'finish'
  | 'wholeAttempt'
  | 'complete'
  | 'signOff'
  /** A sign-off with pictures, some of them the same as earlier ones (I16). */
  | 'photo'
  | 'slot'
  /** Bad by their bytes, by their rules, by their author. */
  | 'invalid'
  | 'tooBig'
  | 'notAllowed'
  | 'ownPractice'
  /** Rests on a refused fact; rests on one that never comes. */
  | 'afterInvalid'
  | 'waitsForEver'
  /** A bad one between two good ones, all in one act. */
  | 'mixed';

const COURSE = { courseId: 'T1', courseVersion: 1 };
const MODULES = ['T1-M1', 'T1-M2'] as const;
const QUESTIONS = 3;
const HUGE = 70_000;

const named = (attemptId: string, moduleId: string) => ({ attemptId, ...COURSE, moduleId });
const started = (attemptId: string, moduleId: string, change: object = {}): Draft => ({
  ...{ kind: 'training.attempt.started', about: attemptId },
  body: { ...named(attemptId, moduleId), ...change },
});
const answered = (attemptId: string, question: number): Draft => ({
  ...{ kind: 'training.attempt.answered', about: attemptId },
  body: { attemptId, questionId: `T1-Q${question}`, tryNumber: 1, answer: { type: 'single', option: 'good' } },
});
const finished = (attemptId: string, moduleId: string, right: number): Draft => ({
  ...{ kind: 'training.attempt.finished', about: attemptId },
  body: { ...named(attemptId, moduleId), score: { right, of: moduleId === MODULES[0] ? 0 : QUESTIONS, passed: true } },
});
const slot = (text: string): Draft => ({ kind: 'home.slot.filled', about: 'rowan', body: { homeId: 'rowan', slot: 'firePlan', text } });
const signed = (personId: string, signOffId: string): Draft => ({
  ...{ kind: 'training.practice.signed', about: signOffId },
  body: { signOffId, personId, courseId: 'T1', practicalId: 'drill', met: true, note: '' },
});

const good = (...drafts: Draft[]): Act => drafts.map((draft) => ({ draft, isGood: true }));
const bad = (...drafts: Draft[]): Act => drafts.map((draft) => ({ draft, isGood: false }));

function begin(ledger: Ledger, personId: string, moduleId: string): { attemptId: string; moduleId: string; answered: number } {
  const attempt = { attemptId: `attempt-${ledger.attempts}`, moduleId, answered: 0 };
  ledger.attempts += 1;
  ledger.open.set(personId, [...(ledger.open.get(personId) ?? []), attempt]);
  return attempt;
}

function finish(ledger: Ledger, personId: string): Draft[] {
  const open = ledger.open.get(personId) ?? [];
  const attempt = open.find(({ moduleId, answered: count }) => moduleId === MODULES[0] || count >= QUESTIONS);
  if (!attempt) return [];
  ledger.open.set(
    personId,
    open.filter((entry) => entry !== attempt),
  );
  ledger.passed.set(personId, [...(ledger.passed.get(personId) ?? []), { ...attempt, factId: '' }]);
  return [finished(attempt.attemptId, attempt.moduleId, attempt.moduleId === MODULES[0] ? 0 : QUESTIONS)];
}

function wholeAttempt(ledger: Ledger, personId: string, moduleId: string): Draft[] {
  const attempt = begin(ledger, personId, moduleId);
  const drafts = [started(attempt.attemptId, moduleId)];
  for (let question = 1; moduleId !== MODULES[0] && question <= QUESTIONS; question += 1) drafts.push(answered(attempt.attemptId, question));
  attempt.answered = QUESTIONS;
  return [...drafts, ...finish(ledger, personId)];
}

/** What a deed means for this person now; nothing where it means nothing. */
export function actOf(ledger: Ledger, deed: Deed, personId: string, choice: number): Act {
  const moduleId = MODULES[choice % 2] ?? MODULES[0];
  const leads = personId === 'mia';
  const fresh = (kind: string) => {
    ledger.attempts += 1;
    return `${kind}-${ledger.attempts}`;
  };
  switch (deed) {
    case 'start':
      return good(started(begin(ledger, personId, moduleId).attemptId, moduleId));
    case 'answer': {
      const attempt = (ledger.open.get(personId) ?? []).find((entry) => entry.moduleId === MODULES[1] && entry.answered < QUESTIONS);
      if (!attempt) return good(started(begin(ledger, personId, MODULES[1]).attemptId, MODULES[1]));
      attempt.answered += 1;
      return good(answered(attempt.attemptId, attempt.answered));
    }
    case 'finish':
      return good(...finish(ledger, personId));
    case 'wholeAttempt':
      return good(...wholeAttempt(ledger, personId, moduleId));
    case 'complete': {
      const passed = ledger.passed.get(personId) ?? [];
      const chosen = MODULES.flatMap((module) => passed.filter((entry) => entry.moduleId === module).slice(-1));
      if (chosen.length < MODULES.length) return good(...wholeAttempt(ledger, personId, chosen[0]?.moduleId === MODULES[0] ? MODULES[1] : MODULES[0]));
      const completionId = fresh('completion');
      const body = { completionId, ...COURSE, attempts: chosen.map((entry) => entry.attemptId) };
      // Where the attempts lie on a phone that lost them, the server may say no.
      return bad({ kind: 'training.completion.recorded', about: completionId, body, deps: chosen.flatMap((entry) => entry.factId || []) });
    }
    case 'signOff':
      // Whether it is good depends on who stands where when it arrives.
      return leads ? bad(signed(choice % 2 === 0 ? 'ann' : 'ben', fresh('sign-off'))) : good();
    case 'photo':
      return leads ? bad({ ...signed(choice % 2 === 0 ? 'ann' : 'ben', fresh('sign-off')), attachments: makePictures(choice, ledger.attempts) } as Draft) : good();
    case 'slot':
      return leads ? bad(slot(`By the front door (${fresh('slot')})`)) : good();
    case 'invalid':
      return bad(started(fresh('invalid'), moduleId, { courseVersion: 0 }));
    case 'tooBig':
      return bad(slot('x'.repeat(HUGE)));
    case 'notAllowed':
      return bad(leads ? signed('rae', fresh('sign-off')) : signed('ben', fresh('sign-off')));
    case 'ownPractice':
      return bad(signed(personId, fresh('sign-off')));
    case 'afterInvalid': {
      const attemptId = fresh('invalid');
      return bad(started(attemptId, moduleId, { courseVersion: 0 }), answered(attemptId, 1));
    }
    case 'waitsForEver':
      return bad(finished(fresh('lost'), MODULES[0], 0));
    case 'mixed': {
      const whole = () => good(started(begin(ledger, personId, moduleId).attemptId, moduleId));
      return [...whole(), ...bad(started(fresh('invalid'), moduleId, { courseVersion: 0 })), ...whole()];
    }
  }
}
