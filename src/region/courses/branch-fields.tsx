import type { Branch } from '../../shared/training/question.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { p } from '../../words/publishing.ts';
import { freshKey, replaced, withoutAt } from './draft.ts';
import { Group, Line } from './list-of.tsx';

type BranchFieldsProps = { question: Branch; onChange: (question: Branch) => void };

/** Enough of a place to know it by in a list. */
function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 58)}…` : text;
}

/** A path of choices: moments in the story, what may be done in each, and how it may end. */
export function BranchFields({ question, onChange }: BranchFieldsProps) {
  const { id, nodes, endings } = question;
  const taken = [...nodes, ...endings].map((place) => place.id);
  const places = [
    ...nodes.map((node, at) => ({ value: node.id, label: `${p('branch.moment', { number: at + 1 })}: ${short(node.text)}` })),
    ...endings.map((ending, at) => ({ value: ending.id, label: `${p('branch.ending', { number: at + 1 })}: ${short(ending.text)}` })),
  ];
  return (
    <>
      {nodes.map((node, at) => (
        <Group key={node.id} id={`${id}-${node.id}`} legend={p('branch.moment', { number: at + 1 })}>
          <TextArea
            id={`${id}-${node.id}-text`}
            label={p('branch.says')}
            rows={2}
            value={node.text}
            maxLength={400}
            onInput={(text) => onChange({ ...question, nodes: replaced(nodes, { ...node, text }) })}
          />
          {node.choices.map((choice, place) => {
            const set = (next: typeof choice) => onChange({ ...question, nodes: replaced(nodes, { ...node, choices: replaced(node.choices, next) }) });
            const field = `${id}-${node.id}-${choice.id}`;
            return (
              <Line
                key={choice.id}
                name={p('branch.choice', { number: place + 1 })}
                onRemove={node.choices.length > 2 ? () => onChange({ ...question, nodes: replaced(nodes, { ...node, choices: withoutAt(node.choices, place) }) }) : undefined}
              >
                <TextField
                  id={`${field}-text`}
                  label={p('branch.choice', { number: place + 1 })}
                  value={choice.text}
                  maxLength={200}
                  onInput={(text) => set({ ...choice, text })}
                />
                <TextArea id={`${field}-says`} label={p('answer.says')} rows={2} value={choice.says} maxLength={400} onInput={(says) => set({ ...choice, says })} />
                <SelectField
                  id={`${field}-to`}
                  label={p('branch.leads')}
                  options={[
                    ...(places.some((entry) => entry.value === choice.to) ? [] : [{ value: choice.to, label: p('choose') }]),
                    ...places.filter((entry) => entry.value !== node.id),
                  ]}
                  value={choice.to}
                  onInput={(to) => set({ ...choice, to })}
                />
              </Line>
            );
          })}
          <div>
            <Button
              kind="quiet"
              onClick={() =>
                onChange({
                  ...question,
                  nodes: replaced(nodes, {
                    ...node,
                    choices: [...node.choices, { id: freshKey(node.choices.map((choice) => choice.id)), text: '', to: endings[0]?.id ?? '', says: '' }],
                  }),
                })
              }
            >
              {p('branch.addChoice')}
            </Button>
            {nodes.length > 1 && node.id !== question.start && (
              <Button kind="quiet" onClick={() => onChange({ ...question, nodes: withoutAt(nodes, at) })}>
                {p('branch.removeMoment')}
              </Button>
            )}
          </div>
        </Group>
      ))}
      {endings.map((ending, at) => (
        <Line
          key={ending.id}
          name={p('branch.ending', { number: at + 1 })}
          onRemove={endings.length > 2 ? () => onChange({ ...question, endings: withoutAt(endings, at) }) : undefined}
        >
          <TextArea
            id={`${id}-${ending.id}-text`}
            label={p('branch.ending', { number: at + 1 })}
            rows={2}
            value={ending.text}
            maxLength={400}
            onInput={(text) => onChange({ ...question, endings: replaced(endings, { ...ending, text }) })}
          />
          <Choice
            type="checkbox"
            name={`${id}-${ending.id}-safe`}
            value="safe"
            checked={ending.safe}
            onChange={(safe) => onChange({ ...question, endings: replaced(endings, { ...ending, safe }) })}
          >
            {p('branch.safe')}
          </Choice>
        </Line>
      ))}
      <div>
        <Button
          kind="quiet"
          onClick={() => {
            const node = { id: freshKey(taken, 'n'), text: '', choices: ['a', 'b'].map((key) => ({ id: key, text: '', to: endings[0]?.id ?? '', says: '' })) };
            onChange({ ...question, nodes: [...nodes, node] });
          }}
        >
          {p('branch.addMoment')}
        </Button>
        <Button kind="quiet" onClick={() => onChange({ ...question, endings: [...endings, { id: freshKey(taken, 'end'), text: '', safe: false }] })}>
          {p('branch.addEnding')}
        </Button>
      </div>
    </>
  );
}
