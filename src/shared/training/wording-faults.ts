import type { Course, Screen } from './course.ts';
import type { CourseFault } from './course-fault.ts';
import { sentencesOf, wordsOf } from './reading-age.ts';

/** A tired reader on a phone loses a longer sentence. Authors aim for 20. */
export const LONGEST_SENTENCE = 25;

/**
 * Words that put harm down to the child (curriculum, section 1). Only what Hearth itself
 * says is checked: a wrong answer or a quoted line may show the words it teaches to drop.
 */
const BLAMING = [
  /puts? (himself|herself|themselves|themself) at risk/i,
  /putting (himself|herself|themselves|themself) at risk/i,
  /attention[- ]seek/i,
  /\bpromiscuous\b/i,
  /lifestyle choice/i,
  /\bmanipulative\b/i,
  /(his|her|their) own fault/i,
  /brought it on (himself|herself|themselves)/i,
];

function withoutQuotes(text: string): string {
  return text.replace(/"[^"]*"|“[^”]*”|‘[^’]*’|(?<=^|[\s(])'[^']*'(?=\W|$)/g, ' ');
}

function textOf(screen: Screen): string[] {
  switch (screen.kind) {
    case 'read':
      return [screen.title, ...screen.paragraphs, ...(screen.points ?? [])];
    case 'local':
      return [screen.title, screen.ask];
    case 'question':
      return [];
  }
}

/** Everything a carer reads in the lessons, screen by screen, for ranking and checking. */
export function lessonText(course: Course): string[] {
  return course.modules.flatMap((module) => module.screens.flatMap(textOf));
}

/** Faults of style: what a linter can see of plain and kind wording. */
export function wordingFaults(course: Course): CourseFault[] {
  const faults: CourseFault[] = [];
  const screens = course.modules.flatMap((module) => module.screens);
  const spoken = [...course.facts.map((fact) => ({ at: fact.id, texts: [fact.text] })), ...screens.map((screen) => ({ at: screen.id, texts: textOf(screen) }))];
  for (const { at, texts } of spoken) {
    for (const text of texts) {
      const blaming = BLAMING.map((pattern) => withoutQuotes(text).match(pattern)).find((found) => found !== null);
      if (blaming) faults.push({ kind: 'blamesChild', at, detail: blaming[0] });
    }
  }
  for (const screen of screens) {
    for (const sentence of textOf(screen).flatMap(sentencesOf)) {
      const length = wordsOf(sentence).length;
      if (length > LONGEST_SENTENCE) faults.push({ kind: 'sentenceTooLong', at: screen.id, detail: `${length} words: ${sentence}` });
    }
  }
  return faults;
}
