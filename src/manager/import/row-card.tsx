import { useState } from 'preact/hooks';
import type { ImportHome } from '../../shared/training/import/import-rows.ts';
import type { Proposal } from '../../shared/training/import/import-rows.ts';
import { rowKey } from '../../shared/training/import/import-rows.ts';
import type { PersonRecord } from '../../shared/training/person-record.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DayField, SelectField } from '../../ui/field.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { formatDay } from '../../words/dates.ts';
import { w } from '../../words/import.ts';
import styles from './import-page.module.css';
import type { ImportWork } from './use-import.ts';

type RowCardProps = { work: ImportWork; proposal: Proposal; people: PersonRecord[]; courses: ImportHome['courses'] };

function orNothing(text: string): string {
  return text === '' ? w('list.saidNothing') : text;
}

/** One row of the file: what it says, what becomes of it, and the way to put it right. */
export function RowCard({ work, proposal, people, courses }: RowCardProps) {
  const [isFixing, setFixing] = useState(false);
  const { row, said, refused, personId, courseId, on, expiresOn, notes } = proposal;
  const name = people.find((person) => person.personId === personId)?.name ?? '';
  const course = courses.find((card) => card.id === courseId)?.title ?? '';
  return (
    <Card tone={refused === null ? 'plain' : 'warn'}>
      <Stack gap="s">
        <div class={styles.line}>
          <strong>{w('list.row', { row })}</strong>
          {refused === null ? (
            <span>
              {w('list.becomes', { name, course, day: formatDay(on ?? '') })}
              {expiresOn !== null && ` · ${w('list.until', { day: formatDay(expiresOn) })}`}
            </span>
          ) : (
            <StateWord state="needsYou" says={w(`refused.${refused}`)} />
          )}
          <span class={styles.soft} dir="auto">
            {w('list.said', { name: orNothing(said.name), course: orNothing(said.course), on: orNothing(said.on) })}
          </span>
          {notes.map((note) => (
            <span key={note}>{w(`note.${note}`)}</span>
          ))}
        </div>
        {isFixing ? (
          <Fix work={work} proposal={proposal} people={people} courses={courses} done={() => setFixing(false)} />
        ) : (
          <div>
            <Button kind="quiet" onClick={() => setFixing(true)}>
              {w('list.fix', { row })}
            </Button>
          </div>
        )}
      </Stack>
    </Card>
  );
}

function Fix({ work, proposal, people, courses, done }: RowCardProps & { done: () => void }) {
  const [personId, setPersonId] = useState(proposal.personId ?? '');
  const [courseId, setCourseId] = useState(proposal.courseId ?? '');
  const [on, setOn] = useState(proposal.on ?? '');
  const field = `fix-${rowKey(proposal).replace('.', '-')}`;
  const set = (fixed: ImportWork['settled']['rows'][string]) => {
    work.setSettled({ ...work.settled, rows: { ...work.settled.rows, [rowKey(proposal)]: fixed } });
    done();
  };
  const open = { value: '', label: w('fix.open') };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        set({ ...(personId === '' ? {} : { personId }), ...(courseId === '' ? {} : { courseId }), ...(on === '' ? {} : { on }) });
      }}
    >
      <Stack gap="m">
        <SelectField
          id={`${field}-person`}
          label={w('fix.person')}
          options={[open, ...people.map((person) => ({ value: person.personId, label: person.name }))]}
          value={personId}
          onInput={setPersonId}
        />
        <SelectField
          id={`${field}-course`}
          label={w('fix.course')}
          options={[open, ...courses.map((card) => ({ value: card.id, label: card.title }))]}
          value={courseId}
          onInput={setCourseId}
        />
        <DayField id={`${field}-on`} label={w('fix.on')} value={on} onInput={setOn} min="1970-01-01" />
        <Row>
          <Button type="submit">{w('fix.act')}</Button>
          <Button kind="quiet" onClick={() => set({ isLeftOut: true })}>
            {w('fix.leaveOut')}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
