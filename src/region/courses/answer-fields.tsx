import type { Question } from '../../shared/training/question.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { p } from '../../words/publishing.ts';
import { BranchFields } from './branch-fields.tsx';
import { freshKey, moved, placedAt, replaced, withoutAt } from './draft.ts';
import { Line } from './list-of.tsx';

type Of<Type extends Question['type']> = Extract<Question, { type: Type }>;
type Props<Type extends Question['type']> = { question: Of<Type>; onChange: (question: Of<Type>) => void };
type Teaching = { saysRight: string; saysWrong: string };

function TeachingFields<Taught extends Question & Teaching>({ question, onChange }: { question: Taught; onChange: (question: Taught) => void }) {
  return (
    <>
      <TextArea
        id={`${question.id}-saysRight`}
        label={p('says.right')}
        rows={2}
        value={question.saysRight}
        maxLength={400}
        onInput={(saysRight) => onChange({ ...question, saysRight })}
      />
      <TextArea
        id={`${question.id}-saysWrong`}
        label={p('says.wrong')}
        rows={2}
        value={question.saysWrong}
        maxLength={400}
        onInput={(saysWrong) => onChange({ ...question, saysWrong })}
      />
    </>
  );
}

/** Choices, each right or wrong, and each with what is said after it. */
function OptionFields({ question, onChange }: Props<'single'> | Props<'several'>) {
  const { id, type, options } = question;
  const set = (next: typeof options) => (onChange as (question: Question) => void)({ ...question, options: next });
  const setRight = (optionId: string, right: boolean) =>
    set(options.map((option) => (option.id === optionId ? { ...option, right } : type === 'single' && right ? { ...option, right: false } : option)));
  return (
    <>
      {options.map((option, at) => (
        <Line key={option.id} name={p('answer.name', { number: at + 1 })} onRemove={options.length > (type === 'single' ? 2 : 3) ? () => set(withoutAt(options, at)) : undefined}>
          <TextField
            id={`${id}-${option.id}-text`}
            label={p('answer.text', { number: at + 1 })}
            value={option.text}
            maxLength={200}
            onInput={(text) => set(replaced(options, { ...option, text }))}
          />
          <Choice type={type === 'single' ? 'radio' : 'checkbox'} name={`${id}-right`} value={option.id} checked={option.right} onChange={(right) => setRight(option.id, right)}>
            {p('answer.right')}
          </Choice>
          <TextArea
            id={`${id}-${option.id}-says`}
            label={p('answer.says')}
            rows={2}
            value={option.says}
            maxLength={400}
            onInput={(says) => set(replaced(options, { ...option, says }))}
          />
        </Line>
      ))}
      <div>
        <Button kind="quiet" onClick={() => set([...options, { id: freshKey(options.map((option) => option.id)), text: '', right: false, says: '' }])}>
          {p('answer.add')}
        </Button>
      </div>
    </>
  );
}

function TrueFalseFields({ question, onChange }: Props<'trueFalse'>) {
  return (
    <>
      <SelectField
        id={`${question.id}-isTrue`}
        label={p('answer.which')}
        options={[
          { value: 'true', label: p('answer.true') },
          { value: 'false', label: p('answer.false') },
        ]}
        value={String(question.isTrue)}
        onInput={(said) => onChange({ ...question, isTrue: said === 'true' })}
      />
      <TeachingFields question={question} onChange={onChange} />
    </>
  );
}

function OrderFields({ question, onChange }: Props<'order'>) {
  const { id, steps, equal = [] } = question;
  const set = (next: typeof steps) =>
    onChange({ ...question, steps: next, equal: equal.map((group) => group.filter((key) => next.some((step) => step.id === key))).filter((group) => group.length > 1) });
  /** Neighbours that may come in either order. */
  const isFree = (at: number) => equal.some((group) => group.includes(steps[at - 1]?.id ?? '') && group.includes(steps[at]?.id ?? ''));
  const setFree = (at: number, free: boolean) => {
    const cuts = steps.map((_, place) => (place === at ? free : place > 0 && isFree(place)));
    const groups: string[][] = [];
    for (const [place, step] of steps.entries()) {
      if (cuts[place]) groups.at(-1)?.push(step.id);
      else groups.push([step.id]);
    }
    onChange({ ...question, equal: groups.filter((group) => group.length > 1) });
  };
  return (
    <>
      {steps.map((step, at) => (
        <Line
          key={step.id}
          name={p('step.name', { number: at + 1 })}
          onUp={at > 0 ? () => set(moved(steps, at, -1)) : undefined}
          onDown={at < steps.length - 1 ? () => set(moved(steps, at, 1)) : undefined}
          onRemove={steps.length > 3 ? () => set(withoutAt(steps, at)) : undefined}
        >
          <TextField
            id={`${id}-${step.id}-text`}
            label={p('step.text', { number: at + 1 })}
            value={step.text}
            maxLength={160}
            onInput={(text) => set(replaced(steps, { ...step, text }))}
          />
          {at > 0 && (
            <Choice type="checkbox" name={`${id}-${step.id}-equal`} value="equal" checked={isFree(at)} onChange={(free) => setFree(at, free)}>
              {p('step.equal')}
            </Choice>
          )}
        </Line>
      ))}
      <div>
        <Button kind="quiet" onClick={() => set([...steps, { id: freshKey(steps.map((step) => step.id)), text: '' }])}>
          {p('step.add')}
        </Button>
      </div>
      <TeachingFields question={question} onChange={onChange} />
    </>
  );
}

function MatchFields({ question, onChange }: Props<'match'>) {
  const { id, targets, entries } = question;
  return (
    <>
      {targets.map((target, at) => (
        <Line
          key={target.id}
          name={p('target.name', { number: at + 1 })}
          onRemove={targets.length > 2 ? () => onChange({ ...question, targets: withoutAt(targets, at) }) : undefined}
        >
          <TextField
            id={`${id}-${target.id}-target`}
            label={p('target.text', { number: at + 1 })}
            value={target.text}
            maxLength={120}
            onInput={(text) => onChange({ ...question, targets: replaced(targets, { ...target, text }) })}
          />
        </Line>
      ))}
      <div>
        <Button kind="quiet" onClick={() => onChange({ ...question, targets: [...targets, { id: freshKey(targets.map((target) => target.id)), text: '' }] })}>
          {p('target.add')}
        </Button>
      </div>
      {entries.map((entry, at) => (
        <Line
          key={entry.id}
          name={p('entry.name', { number: at + 1 })}
          onRemove={entries.length > 2 ? () => onChange({ ...question, entries: withoutAt(entries, at) }) : undefined}
        >
          <TextField
            id={`${id}-${entry.id}-entry`}
            label={p('entry.text', { number: at + 1 })}
            value={entry.text}
            maxLength={200}
            onInput={(text) => onChange({ ...question, entries: replaced(entries, { ...entry, text }) })}
          />
          <SelectField
            id={`${id}-${entry.id}-to`}
            label={p('entry.target')}
            options={[
              ...(targets.some((target) => target.id === entry.target) ? [] : [{ value: entry.target, label: p('choose') }]),
              ...targets.map((target, place) => ({ value: target.id, label: target.text || p('target.text', { number: place + 1 }) })),
            ]}
            value={entry.target}
            onInput={(target) => onChange({ ...question, entries: replaced(entries, { ...entry, target }) })}
          />
        </Line>
      ))}
      <div>
        <Button
          kind="quiet"
          onClick={() =>
            onChange({
              ...question,
              entries: [
                ...entries,
                {
                  id: freshKey(
                    entries.map((entry) => entry.id),
                    'e',
                  ),
                  text: '',
                  target: targets[0]?.id ?? '',
                },
              ],
            })
          }
        >
          {p('entry.add')}
        </Button>
      </div>
      <TeachingFields question={question} onChange={onChange} />
    </>
  );
}

function ShortFields({ question, onChange }: Props<'short'>) {
  const { id, points } = question;
  return (
    <>
      <TextArea id={`${id}-modelAnswer`} label={p('short.model')} value={question.modelAnswer} maxLength={600} onInput={(modelAnswer) => onChange({ ...question, modelAnswer })} />
      {points.map((point, at) => (
        <Line key={at} name={p('point.name', { number: at + 1 })} onRemove={points.length > 1 ? () => onChange({ ...question, points: withoutAt(points, at) }) : undefined}>
          <TextField
            id={`${id}-point-${at}`}
            label={p('point.text', { number: at + 1 })}
            value={point}
            maxLength={200}
            onInput={(text) => onChange({ ...question, points: placedAt(points, at, text) })}
          />
        </Line>
      ))}
      <div>
        <Button kind="quiet" onClick={() => onChange({ ...question, points: [...points, ''] })}>
          {p('point.add')}
        </Button>
      </div>
    </>
  );
}

function NumberFields({ question, onChange }: Props<'number'>) {
  return (
    <>
      <TextField
        id={`${question.id}-answer`}
        label={p('number.answer')}
        type="number"
        inputMode="decimal"
        value={Number.isFinite(question.answer) ? String(question.answer) : ''}
        onInput={(said) => onChange({ ...question, answer: said.trim() === '' ? 0 : Number(said) })}
      />
      <TextField id={`${question.id}-unit`} label={p('number.unit')} value={question.unit} maxLength={40} onInput={(unit) => onChange({ ...question, unit })} />
      <TeachingFields question={question} onChange={onChange} />
    </>
  );
}

/** What may be answered, by the question’s type. */
export function AnswerFields({ question, onChange }: { question: Question; onChange: (question: Question) => void }) {
  switch (question.type) {
    case 'single':
    case 'several':
      return <OptionFields question={question as Of<'single'>} onChange={onChange} />;
    case 'trueFalse':
      return <TrueFalseFields question={question} onChange={onChange} />;
    case 'order':
      return <OrderFields question={question} onChange={onChange} />;
    case 'match':
      return <MatchFields question={question} onChange={onChange} />;
    case 'short':
      return <ShortFields question={question} onChange={onChange} />;
    case 'number':
      return <NumberFields question={question} onChange={onChange} />;
    case 'branch':
      return <BranchFields question={question} onChange={onChange} />;
  }
}
