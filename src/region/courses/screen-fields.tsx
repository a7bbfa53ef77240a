import type { Course, Screen } from '../../shared/training/course.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { p } from '../../words/publishing.ts';
import { placedAt, withoutAt } from './draft.ts';
import { FactPicker } from './fact-picker.tsx';
import { Group, Line } from './list-of.tsx';
import { useWrong } from './wrong.ts';

type Told = Exclude<Screen, { kind: 'question' }>;
type Read = Extract<Screen, { kind: 'read' }>;
const MOST_PARAGRAPHS = 4;
const MOST_POINTS = 10;

function ReadFields({ screen, onChange }: { screen: Read; onChange: (screen: Read) => void }) {
  const { id, paragraphs, points = [], picture } = screen;
  const setPoints = (next: string[]) => {
    const { points: _points, ...rest } = screen;
    onChange(next.length > 0 ? { ...rest, points: next } : rest);
  };
  return (
    <>
      {paragraphs.map((paragraph, at) => (
        <Line
          key={at}
          name={p('paragraph.text', { number: at + 1 })}
          onRemove={paragraphs.length > 1 ? () => onChange({ ...screen, paragraphs: withoutAt(paragraphs, at) }) : undefined}
        >
          <TextArea
            id={`${id}-paragraph-${at}`}
            label={p('paragraph.text', { number: at + 1 })}
            rows={3}
            value={paragraph}
            maxLength={420}
            onInput={(text) => onChange({ ...screen, paragraphs: placedAt(paragraphs, at, text) })}
          />
        </Line>
      ))}
      {paragraphs.length < MOST_PARAGRAPHS && (
        <div>
          <Button kind="quiet" onClick={() => onChange({ ...screen, paragraphs: [...paragraphs, ''] })}>
            {p('paragraph.add')}
          </Button>
        </div>
      )}
      {points.map((point, at) => (
        <Line key={at} name={p('list.text', { number: at + 1 })} onRemove={() => setPoints(withoutAt(points, at))}>
          <TextField id={`${id}-point-${at}`} label={p('list.text', { number: at + 1 })} value={point} maxLength={200} onInput={(text) => setPoints(placedAt(points, at, text))} />
        </Line>
      ))}
      {points.length < MOST_POINTS && (
        <div>
          <Button kind="quiet" onClick={() => setPoints([...points, ''])}>
            {p('list.add')}
          </Button>
        </div>
      )}
      {picture && (
        <TextField
          id={`${id}-alt`}
          label={p('picture.alt')}
          hint={p('picture.hint')}
          value={picture.alt}
          maxLength={240}
          onInput={(alt) => onChange({ ...screen, picture: { ...picture, alt } })}
        />
      )}
    </>
  );
}

type ScreenFieldsProps = { course: Course; screen: Told; onChange: (screen: Told) => void };

/** What one screen says, and the facts it teaches. */
export function ScreenFields({ course, screen, onChange }: ScreenFieldsProps) {
  const wrong = useWrong();
  const { id } = screen;
  return (
    <>
      <TextField id={`${id}-title`} label={p('screen.title')} value={screen.title} maxLength={80} onInput={(title) => onChange({ ...screen, title })} />
      <Group id={`${id}-text`} legend={p('screen.text')} error={wrong(`${id}-text`)}>
        {screen.kind === 'read' ? (
          <ReadFields screen={screen} onChange={onChange} />
        ) : (
          <TextArea id={`${id}-ask`} label={p('screen.ask')} hint={p('screen.ask.hint')} value={screen.ask} maxLength={300} onInput={(ask) => onChange({ ...screen, ask })} />
        )}
      </Group>
      <FactPicker id={id} course={course} facts={screen.facts} onChange={(facts) => onChange({ ...screen, facts })} />
    </>
  );
}
