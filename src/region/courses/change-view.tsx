import type { Course } from '../../shared/training/course.ts';
import type { Source } from '../../shared/training/source.ts';
import { p } from '../../words/publishing.ts';
import type { ChangedText, ChangedThing } from './change-lines.ts';
import { changedThings } from './change-lines.ts';
import look from './change-view.module.css';

const LEAVES = [
  'title',
  'summary',
  'minutes',
  'passMark',
  'outcomes',
  'text',
  'basis',
  'source',
  'at',
  'unconfirmed',
  'prompt',
  'facts',
  'star',
  'right',
  'says',
  'saysRight',
  'saysWrong',
  'isTrue',
  'target',
  'modelAnswer',
  'points',
  'answer',
  'unit',
  'to',
  'safe',
  'question',
  'paragraphs',
  'ask',
  'alt',
  'times',
  'steps',
  'equal',
  'months',
] as const;
type Leaf = (typeof LEAVES)[number];

/** Lists whose entries have names of their own. */
const LISTS = /^(options|nodes|endings|choices|targets|entries|cites|picture|renewal)$/;

function isLeaf(step: string): step is Leaf {
  return LEAVES.some((leaf) => leaf === step);
}

/** `options.b.says` → "Said after it (b)". */
function sayPath(path: string): string {
  const steps = path.split('.');
  const leaf = steps.findLast(isLeaf);
  if (leaf === undefined) return path;
  const inner = steps.filter((step) => !isLeaf(step) && !LISTS.test(step));
  const name = p(`leaf.${leaf}`);
  return inner.length > 0 ? p('leaf.of', { name, of: inner.join(' ') }) : name;
}

const BASES = ['must', 'should', 'home', 'practice'] as const;

function sayText(path: string, text: string | null, sources: readonly Source[]): string {
  if (text === null || text === '') return p('change.nothing');
  if (text === 'true') return p('change.yes');
  if (text === 'false') return p('change.no');
  const basis = path === 'basis' ? BASES.find((entry) => entry === text) : undefined;
  if (basis) return p(`basis.${basis}`);
  return path.endsWith('.source') ? (sources.find((source) => source.id === text)?.title ?? text) : text;
}

function TextChange({ text, is, sources }: { text: ChangedText; is: ChangedThing['is']; sources: readonly Source[] }) {
  return (
    <div class={look.text}>
      <p class={look.path}>{sayPath(text.path)}</p>
      <div class={look.sides}>
        {is !== 'new' && (
          <div class={look.before}>
            <span class={look.side}>{p('change.before')}</span>
            <p>{sayText(text.path, text.before, sources)}</p>
          </div>
        )}
        {is !== 'gone' && (
          <div class={look.after}>
            <span class={look.side}>{p('change.after')}</span>
            <p>{sayText(text.path, text.after, sources)}</p>
          </div>
        )}
      </div>
    </div>
  );
}

/** Exactly what changes between two versions, before and after, thing by thing. */
export function ChangeView({ base, next, sources }: { base: Course; next: Course; sources: readonly Source[] }) {
  const things = changedThings(base, next);
  return (
    <ol class={look.things}>
      {things.map((thing) => (
        <li key={`${thing.what} ${thing.id}`} class={look.thing}>
          <h3 class={look.name}>{p(`change.${thing.is}`, { what: p(`thing.${thing.what}`), id: thing.id })}</h3>
          {thing.texts.map((text) => (
            <TextChange key={text.path} text={text} is={thing.is} sources={sources} />
          ))}
        </li>
      ))}
    </ol>
  );
}
