import { useState } from 'preact/hooks';
import { isDay, londonDay } from '../shared/basics/day.ts';
import type { Role } from '../shared/people/role.ts';
import { CARE_ROLES } from '../shared/people/role.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Button } from '../ui/button.tsx';
import { Choice, ChoiceGroup } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DayField, TextField } from '../ui/field.tsx';
import { Stack } from '../ui/stack.tsx';
import { w } from '../words/manager.ts';
import { s } from '../words/state.ts';
import type { RecordFault } from './fault-notice.tsx';
import { FaultNotice } from './fault-notice.tsx';
import { makeInvitation } from './invitation.ts';

export type Invited = { name: string; personId: string; invitationId: string; secret: string };
type Field = 'name' | 'role' | 'starts' | 'care';
type Found = { field: Field; says: string };
type Typed = { name: string; role: Role | ''; starts: string; care: string };

const NAME_LIMIT = 80;

function faultsIn(typed: Typed): Found[] {
  const found: Found[] = [];
  const name = typed.name.trim();
  if (name === '') found.push({ field: 'name', says: w('invite.noName') });
  else if (name.length > NAME_LIMIT) found.push({ field: 'name', says: w('invite.longName') });
  if (typed.role === '') found.push({ field: 'role', says: w('invite.noRole') });
  if (!isDay(typed.starts)) found.push({ field: 'starts', says: w('invite.noStart') });
  if (typed.care !== '' && !isDay(typed.care)) found.push({ field: 'care', says: w('invite.badCare') });
  else if (typed.care !== '' && isDay(typed.starts) && typed.care > typed.starts) found.push({ field: 'care', says: w('invite.lateCare') });
  return found;
}

type InviteFormProps = { cabinet: Cabinet; homeId: string; roles: readonly Role[]; onInvited: (invited: Invited) => void };

/** A person, their first placement and the invitation, written together or not at all. */
export function InviteForm({ cabinet, homeId, roles, onInvited }: InviteFormProps) {
  const onlyRole = roles.length === 1 ? (roles[0] ?? '') : '';
  const [typed, setTyped] = useState<Typed>({ name: '', role: onlyRole, starts: londonDay(cabinet.now()), care: '' });
  const [errors, setErrors] = useState<Found[]>([]);
  const [tries, setTries] = useState(0);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const errorAt = (field: Field) => errors.find((error) => error.field === field)?.says;
  const doesCare = typed.role === '' || CARE_ROLES.includes(typed.role);

  const invite = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const found = faultsIn(typed);
    setErrors(found);
    setTries(tries + 1);
    if (found.length > 0 || typed.role === '') return;
    setBusy(true);
    const personId = cabinet.newId();
    const name = typed.name.trim();
    const placement = {
      placementId: cabinet.newId(),
      placeId: homeId,
      role: typed.role,
      startsOn: typed.starts,
      careRoleStartedOn: doesCare && typed.care !== '' ? typed.care : null,
    };
    const invitation = await makeInvitation(personId, cabinet.newId());
    const recorded = await cabinet.record([{ kind: 'people.person.added', about: personId, body: { personId, name, placement } }, invitation.draft]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    if (recorded.ok) onInvited({ name, personId, invitationId: invitation.invitationId, secret: invitation.secret });
  };

  return (
    <form noValidate onSubmit={invite}>
      <Stack gap="m">
        <ErrorSummary key={tries} errors={errors} />
        <FaultNotice fault={fault} />
        <TextField
          id="name"
          label={w('invite.name')}
          hint={w('invite.nameHint')}
          value={typed.name}
          autocomplete="off"
          error={errorAt('name')}
          onInput={(name) => setTyped({ ...typed, name })}
        />
        {onlyRole === '' && (
          <ChoiceGroup id="role" legend={w('invite.role')} error={errorAt('role')}>
            {roles.map((role) => (
              <Choice key={role} type="radio" name="role" value={role} checked={typed.role === role} onChange={() => setTyped({ ...typed, role })}>
                {s(`role.${role}`)}
              </Choice>
            ))}
          </ChoiceGroup>
        )}
        <DayField id="starts" label={w('invite.starts')} value={typed.starts} error={errorAt('starts')} onInput={(starts) => setTyped({ ...typed, starts })} />
        {doesCare && (
          <DayField id="care" label={w('invite.care')} hint={w('invite.careHint')} value={typed.care} error={errorAt('care')} onInput={(care) => setTyped({ ...typed, care })} />
        )}
        <Button type="submit" busy={isBusy}>
          {w('invite.act')}
        </Button>
      </Stack>
    </form>
  );
}
