import { useState } from 'preact/hooks';
import type { Day } from '../../shared/basics/day.ts';
import type { Authority } from '../../shared/practice/authority.ts';
import { taskOfCode } from '../../shared/practice/make-task.ts';
import type { CourseCard } from '../../shared/training/catalogue.ts';
import type { Signing } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/practice.ts';
import type { Watching } from './watch-form.tsx';

/** `onTask` opens the checklist, or says what speaks against it. */
type HandProps = { signing: Signing; list: Authority | null; cards: readonly CourseCard[]; today: Day; onTask: (watching: Watching) => string | null };

/** Without a camera: who and what are chosen here, and twelve letters show that the other phone means the same. */
export function ByHand({ signing, list, cards, today, onTask }: HandProps) {
  const [personId, setPersonId] = useState('');
  const [courseId, setCourseId] = useState('');
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<{ field: string; says: string }[]>([]);
  const [tries, setTries] = useState(0);
  const people = [...new Map((list?.people ?? []).map((entry) => [entry.personId, entry.name]))];
  const saysOf = (field: string) => errors.find((error) => error.field === field)?.says;

  const begin = async (event: Event) => {
    event.preventDefault();
    const practical = cards.find((card) => card.id === courseId)?.practical;
    const found = [];
    if (personId === '') found.push({ field: 'hand-person', says: w('assess.hand.missing') });
    if (!practical) found.push({ field: 'hand-course', says: w('assess.hand.missing') });
    const task = practical && personId ? await taskOfCode(code, { personId, courseId, practicalId: practical.id, on: today }, signing.hash) : null;
    if (task === 'wrong') found.push({ field: 'hand-code', says: w('assess.hand.wrong') });
    if (task === 'other') found.push({ field: 'hand-code', says: w('assess.hand.other') });
    if (task && typeof task === 'object') {
      const against = onTask({ ...task, name: people.find(([id]) => id === personId)?.[1] ?? '' });
      if (against !== null) found.push({ field: 'hand-person', says: against });
    }
    setErrors(found);
    setTries(tries + 1);
  };

  const choose = { value: '', label: w('assess.hand.choose') };
  return (
    <Disclosure summary={w('assess.hand')}>
      {people.length === 0 ? (
        <p>{w('assess.hand.nobody')}</p>
      ) : (
        <form noValidate onSubmit={begin}>
          <Stack gap="m">
            <ErrorSummary key={tries} errors={errors} />
            <p>{w('assess.hand.why')}</p>
            <SelectField
              id="hand-person"
              label={w('assess.hand.person')}
              options={[choose, ...people.map(([value, label]) => ({ value, label }))]}
              value={personId}
              onInput={setPersonId}
              error={saysOf('hand-person')}
            />
            <SelectField
              id="hand-course"
              label={w('assess.hand.course')}
              options={[choose, ...cards.map((card) => ({ value: card.id, label: card.title }))]}
              value={courseId}
              onInput={setCourseId}
              error={saysOf('hand-course')}
            />
            <TextField id="hand-code" label={w('assess.hand.code')} autocomplete="off" value={code} onInput={setCode} error={saysOf('hand-code')} />
            <Button type="submit">{w('assess.hand.act')}</Button>
          </Stack>
        </form>
      )}
    </Disclosure>
  );
}
