import { useState } from 'preact/hooks';
import { epochDay } from '../../shared/basics/day.ts';
import type { RotaCheck } from '../../shared/home/rota-check.ts';
import type { Member, Team } from '../../shared/home/rota-team.ts';
import { COVERS, covers } from '../../shared/home/rota-team.ts';
import { londonMinute } from '../../shared/home/rota-time.ts';
import type { RotaPerson, RotaWeek } from '../../shared/home/rota.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, ChoiceGroup } from '../../ui/choice.tsx';
import { TextField } from '../../ui/field.tsx';
import { Row, Stack } from '../../ui/stack.tsx';
import { r } from '../../words/rota.ts';
import { s } from '../../words/state.ts';
import type { Crew } from './edits.ts';
import { keyOf } from './edits.ts';
import styles from './shift-sheet.module.css';
import { weekdaySays } from './rota-words.ts';

const NAME_LIMIT = 80;

/** What somebody brings to a shift on its day, in words. */
function bringsSays(member: Member, day: number): string {
  if (member.roleOn(day) === null) return r('sheet.notHere');
  const what = COVERS.filter((entry) => covers(member, entry, day)).map((entry) => r(`what.${entry}`));
  const leads = member.isInducted(day);
  if (leads) what.push(r('what.leads'));
  const says = what.length === 0 ? r('sheet.coversNothing') : r('sheet.covers', { what: what.join(', ') });
  if (member.isSupervisedOnly(day)) return `${says}. ${r('sheet.supervised')}`;
  return leads ? says : `${says}. ${r('sheet.notInducted')}`;
}

type PersonLineProps = { person: RotaPerson; about: string; busy: string | null; crew: Crew; onChange: (crew: Crew) => void };

function without(list: readonly RotaPerson[], key: string): RotaPerson[] {
  return list.filter((entry) => keyOf(entry) !== key);
}

function PersonLine({ person, about, busy, crew, onChange }: PersonLineProps) {
  const key = keyOf(person);
  const isOn = crew.on.some((entry) => keyOf(entry) === key);
  const isShadow = crew.shadow.some((entry) => keyOf(entry) === key);
  const leads = crew.leader !== null && keyOf(crew.leader) === key;
  const set = (on: boolean, shadow: boolean, leader: boolean) =>
    onChange({
      on: on ? [...without(crew.on, key), person] : without(crew.on, key),
      shadow: shadow ? [...without(crew.shadow, key), person] : without(crew.shadow, key),
      leader: leader ? person : leads ? null : crew.leader,
    });
  return (
    <div class={styles.line}>
      <Choice type="checkbox" name="people" value={key} checked={isOn || isShadow} onChange={(checked) => set(checked, false, false)}>
        <span class={styles.name}>{person.name}</span>
        <span class={styles.about}>{about}</span>
        {busy && <span class={styles.about}>{r('sheet.busy', { shift: busy })}</span>}
      </Choice>
      {(isOn || isShadow) && (
        <div class={styles.ways}>
          <button type="button" class={styles.way} aria-pressed={leads} aria-label={r('sheet.leadsName', { name: person.name })} onClick={() => set(true, false, !leads)}>
            {r('sheet.leads')}
          </button>
          <button
            type="button"
            class={styles.way}
            aria-pressed={isShadow}
            aria-label={r('sheet.shadowsName', { name: person.name })}
            onClick={() => set(isShadow, !isShadow, false)}
          >
            {r('sheet.shadows')}
          </button>
        </div>
      )}
    </div>
  );
}

export type ShiftSheetProps = { week: RotaWeek; index: number; crew: Crew; team: Team; check: RotaCheck; onChange: (crew: Crew) => void; onDone: () => void };

/** Who works in one shift. Every touch counts at once, and is kept on this phone. */
export function ShiftSheet({ week, index, crew, team, check, onChange, onDone }: ShiftSheetProps) {
  const shift = week.shifts[index];
  const day = epochDay(week.weekOf) + (shift?.day ?? 0);
  const from = londonMinute(day, shift?.start ?? 0);
  const to = londonMinute(day, shift && shift.end > shift.start ? shift.end : (shift?.end ?? 0) + 1440);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  // In the order of opening: nobody jumps away under the finger.
  const [order] = useState(() => {
    const here = new Set([...crew.on, ...crew.shadow].map(keyOf));
    const rank = (member: Member) => (here.has(member.key) ? 0 : member.roleOn(day) === null ? 2 : 1);
    return [...team.members].sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name)).filter((member) => rank(member) < 2);
  });
  // Found once: everybody of the home is asked about.
  const meanwhile = check.shifts.filter((other) => other.id !== `${week.weekOf}.${index}` && other.from < to && other.to > from);
  const elsewhere = (key: string) => meanwhile.find((other) => [...other.on, ...other.shadow].some((member) => member.key === key));
  const byName = [...crew.on, ...crew.shadow].filter((person) => person.personId === null || !team.byId.has(person.personId));
  const line = (person: RotaPerson, about: string) => {
    const other = elsewhere(keyOf(person));
    return <PersonLine key={keyOf(person)} person={person} about={about} busy={other ? `${other.name} ${weekdaySays(other.day)}` : null} crew={crew} onChange={onChange} />;
  };
  const add = (event: Event) => {
    event.preventDefault();
    const name = typed.trim();
    setError(name === '' ? r('sheet.agencyMissing') : null);
    if (name === '') return;
    setTyped('');
    const person: RotaPerson = { personId: null, name: name.slice(0, NAME_LIMIT), isAgency: true };
    onChange({ ...crew, on: [...without(crew.on, keyOf(person)), person] });
  };
  return (
    <Stack gap="m">
      <ChoiceGroup legend={r('sheet.people')}>
        {order.length === 0 && <p>{r('sheet.none')}</p>}
        {order.map((member) => {
          const role = member.roleOn(day);
          const about = `${role ? `${s(`role.${role}`)}. ` : ''}${bringsSays(member, day)}`;
          return line({ personId: member.personId, name: member.name, isAgency: member.isAgency }, about);
        })}
      </ChoiceGroup>
      <ChoiceGroup legend={r('sheet.agencyTitle')} hint={r('sheet.agencyHint')}>
        {byName.map((person) => line(person, r('sheet.coversNothing')))}
        <form noValidate onSubmit={add}>
          <Stack gap="s">
            <TextField id="agency-name" label={r('sheet.agencyName')} value={typed} onInput={setTyped} error={error ?? undefined} autocomplete="off" maxLength={NAME_LIMIT} />
            <Button type="submit" kind="quiet">
              {r('sheet.agencyAdd')}
            </Button>
          </Stack>
        </form>
      </ChoiceGroup>
      <Row>
        <Button onClick={onDone} full>
          {r('sheet.done')}
        </Button>
      </Row>
    </Stack>
  );
}
