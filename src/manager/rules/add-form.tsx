import { useState } from 'preact/hooks';
import { isDay, londonDay } from '../../shared/basics/day.ts';
import type { Need } from '../../shared/home/rules.ts';
import type { Role } from '../../shared/people/role.ts';
import type { Catalogue } from '../../shared/training/catalogue.ts';
import type { Cabinet } from '../../store/cabinet.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { DayField, SelectField, TextField } from '../../ui/field.tsx';
import { Stack } from '../../ui/stack.tsx';
import { w } from '../../words/rules.ts';
import { s } from '../../words/state.ts';
import { ActFaults, ActSaved } from './act-notes.tsx';
import { ASKED_ROLES } from './rule-lines.ts';
import { useAct } from './use-act.ts';

const DAYS_LIMIT = 1100;
const USUAL_DAYS = '30';

/** A course that the home itself asks of some roles, always or while a need is there. */
export function AddForm({ cabinet, homeId, catalogue }: { cabinet: Cabinet; homeId: string; catalogue: Catalogue }) {
  const act = useAct(cabinet);
  const [courseId, setCourseId] = useState('');
  const [roles, setRoles] = useState<Role[]>([]);
  const [need, setNeed] = useState<Need | ''>('');
  const [days, setDays] = useState(USUAL_DAYS);
  const [from, setFrom] = useState(londonDay(cabinet.now()));

  const save = async (event: Event) => {
    event.preventDefault();
    const dueDays = Number(days.trim());
    const errors = [];
    if (courseId === '') errors.push({ field: 'add-course', says: w('add.courseMissing') });
    if (roles.length === 0) errors.push({ field: 'add-roles', says: w('add.rolesMissing') });
    if (days.trim() === '' || !Number.isInteger(dueDays) || dueDays < 0 || dueDays > DAYS_LIMIT) errors.push({ field: 'add-days', says: w('add.daysMissing') });
    if (!isDay(from)) errors.push({ field: 'add-from', says: w('from.missing') });
    const requirementId = cabinet.newId();
    const body = { requirementId, homeId, courseId, roles, need: need === '' ? null : need, dueDays, from };
    if (!(await act.act(errors, () => [{ kind: 'home.requirement.added', about: requirementId, body }]))) return;
    setCourseId('');
    setRoles([]);
    setNeed('');
    setDays(USUAL_DAYS);
  };

  const courses = [{ value: '', label: w('add.choose') }, ...catalogue.courses.map((card) => ({ value: card.id, label: card.title }))];
  const needs = (catalogue.needs ?? []).map((rule) => ({ value: rule.need, label: w('add.whileNeed', { need: w(`need.${rule.need}`) }) }));
  return (
    <form noValidate onSubmit={save} data-dirty={courseId !== '' || roles.length > 0 || undefined}>
      <Stack gap="m">
        <p>{w('add.why')}</p>
        <ActFaults act={act} />
        <SelectField id="add-course" label={w('add.course')} options={courses} value={courseId} onInput={setCourseId} error={act.errorOf('add-course')} />
        <ChoiceGroup id="add-roles" legend={w('add.roles')} error={act.errorOf('add-roles')}>
          {ASKED_ROLES.map((role) => (
            <Choice
              key={role}
              type="checkbox"
              name="add-roles"
              value={role}
              checked={roles.includes(role)}
              onChange={(isTicked) => setRoles(isTicked ? [...roles, role] : roles.filter((entry) => entry !== role))}
            >
              {s(`role.${role}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        <SelectField
          id="add-need"
          label={w('add.need')}
          options={[{ value: '', label: w('add.always') }, ...needs]}
          value={need}
          onInput={(value) => setNeed(needs.find((entry) => entry.value === value)?.value ?? '')}
        />
        <TextField
          id="add-days"
          inputMode="numeric"
          autocomplete="off"
          label={w('add.days')}
          hint={w('add.daysHint')}
          value={days}
          onInput={setDays}
          error={act.errorOf('add-days')}
        />
        <DayField id="add-from" label={w('from')} hint={w('from.hint')} value={from} onInput={setFrom} error={act.errorOf('add-from')} />
        <div>
          <Button type="submit" busy={act.isBusy}>
            {w('add.act')}
          </Button>
        </div>
        <ActSaved act={act} />
      </Stack>
    </form>
  );
}
