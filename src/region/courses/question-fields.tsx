import type { Course } from '../../shared/training/course.ts';
import type { Question } from '../../shared/training/question.ts';
import { Choice } from '../../ui/choice.tsx';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { p } from '../../words/publishing.ts';
import { AnswerFields } from './answer-fields.tsx';
import { moduleAsking } from './draft.ts';
import { Unconfirmed } from './fact-fields.tsx';
import { FactPicker } from './fact-picker.tsx';
import { Group } from './list-of.tsx';
import { useWrong } from './wrong.ts';

type QuestionFieldsProps = { course: Course; question: Question; onChange: (question: Question) => void; onShowIn: (moduleId: string) => void };

/** A question of any type: its wording, its answers, the facts it rests on and where it is asked. */
export function QuestionFields({ course, question, onChange, onShowIn }: QuestionFieldsProps) {
  const wrong = useWrong();
  const { id } = question;
  const asking = moduleAsking(course, id);
  return (
    <>
      <p>{p(`type.${question.type}`)}</p>
      <TextArea
        id={`${id}-prompt`}
        label={p('question.prompt')}
        rows={2}
        value={question.prompt}
        maxLength={400}
        error={wrong(`${id}-prompt`)}
        onInput={(prompt) => onChange({ ...question, prompt })}
      />
      <Group id={`${id}-answers`} legend={p('question.answers')} error={wrong(`${id}-answers`)}>
        <AnswerFields question={question} onChange={onChange} />
      </Group>
      <FactPicker id={id} course={course} facts={question.facts} onChange={(facts) => onChange({ ...question, facts })} />
      <Choice type="checkbox" name={`${id}-star`} value="star" checked={question.star} onChange={(star) => onChange({ ...question, star })}>
        {p('question.star')}
      </Choice>
      <SelectField
        id={`${id}-where`}
        label={p('question.where')}
        error={wrong(`${id}-where`)}
        options={[...(asking ? [] : [{ value: '', label: p('choose') }]), ...course.modules.map((module) => ({ value: module.id, label: module.title }))]}
        value={asking?.id ?? ''}
        onInput={(moduleId) => moduleId !== '' && onShowIn(moduleId)}
      />
      <Unconfirmed id={id} value={question.unconfirmed} onInput={(unconfirmed) => onChange({ ...question, unconfirmed })} />
    </>
  );
}
