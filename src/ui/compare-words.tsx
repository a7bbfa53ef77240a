import look from './compare-words.module.css';

/** Words that two people read to each other. */
export function CompareWords({ words, label }: { words: readonly string[]; label: string }) {
  return (
    <ul class={look.words} aria-label={label} dir="ltr">
      {words.map((word, index) => (
        <li key={`${index}-${word}`}>{word}</li>
      ))}
    </ul>
  );
}

/** Groups of characters to be written down. */
export function WrittenGroups({ groups, label }: { groups: readonly string[]; label: string }) {
  return (
    <ol class={look.groups} aria-label={label} dir="ltr">
      {groups.map((group, index) => (
        <li key={`${index}-${group}`}>{group}</li>
      ))}
    </ol>
  );
}
