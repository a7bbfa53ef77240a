import { useState } from 'preact/hooks';
import type { Addressee } from '../../shared/voice/envelope.ts';
import { Button } from '../../ui/button.tsx';
import { CopyLine } from '../../ui/copy-line.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Stack } from '../../ui/stack.tsx';
import { formatMoment } from '../../words/dates.ts';
import { w } from '../../words/keys.ts';
import type { Desk } from '../desk.ts';
import { nameOf } from '../desk.ts';
import type { Said } from './device-card.tsx';
import { sayTrouble } from './device-card.tsx';
import type { KeysRoom, Mine } from './my-keys.ts';
import { inviteColleague } from './my-keys.ts';

type Made = { link: string; until: string; name: string };

/** The newest key of each audience this device can open. */
const given = ({ audiences, held }: Desk): Addressee[] =>
  held.filter(({ a, e }) => audiences.some((audience) => audience.a === a && audience.epochs[0]?.e === e && !audience.epochs[0].until));

/** A colleague's device gets a key: the secret stands in the link alone, and is shown once. */
export function InviteForm({ room, desk, mine, onSaid }: { room: KeysRoom; desk: Desk; mine: Mine; onSaid: (said: Said | null) => void }) {
  const keys = given(desk);
  const [a, setA] = useState(keys.length === 1 ? (keys[0]?.a ?? '') : '');
  const [invitee, setInvitee] = useState('');
  const [made, setMade] = useState<Made | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isTried, setTried] = useState(false);
  const of = keys.find((key) => key.a === a);
  const person = mine.colleagues.find(({ personId }) => personId === invitee);

  const invite = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!of || !person || isBusy) return;
    setBusy(true);
    onSaid(null);
    const invited = await inviteColleague(room, of, person.personId).catch(() => ({ ok: false as const, why: 'trouble' as const }));
    setBusy(false);
    if (!invited.ok) return onSaid(sayTrouble(invited.why));
    setMade({ link: `${location.origin}/join-audience#${invited.value.fragment}`, until: invited.value.until, name: person.name });
  };

  if (made) {
    return (
      <Stack gap="m">
        <p>{w('invite.for', { name: made.name, moment: formatMoment(made.until) })}</p>
        <QrCode text={made.link} label={w('invite.code')} />
        <CopyLine kind="quiet" label={w('invite.link')} text={made.link} act={w('copy.act')} done={w('copy.done')} not={w('copy.not')} />
        <Notice tone="warn">{w('invite.once')}</Notice>
        <div>
          <Button
            kind="quiet"
            onClick={() => {
              setMade(null);
              setTried(false);
              setInvitee('');
            }}
          >
            {w('invite.another')}
          </Button>
        </div>
      </Stack>
    );
  }
  if (mine.colleagues.length === 0) return <p>{w('invite.nobody')}</p>;
  const none = { value: '', label: w('field.choose') };
  return (
    <form noValidate onSubmit={invite}>
      <Stack gap="m">
        <SelectField
          id="invite-of"
          label={w('invite.of')}
          options={[none, ...keys.map((key) => ({ value: key.a, label: nameOf(desk.directory, key.a) }))]}
          value={a}
          error={isTried && !of ? w('invite.noOf') : undefined}
          onInput={setA}
        />
        <SelectField
          id="invite-who"
          label={w('invite.who')}
          options={[none, ...mine.colleagues.map(({ personId, name }) => ({ value: personId, label: name }))]}
          value={invitee}
          error={isTried && !person ? w('invite.noWho') : undefined}
          onInput={setInvitee}
        />
        <div>
          <Button type="submit" busy={isBusy}>
            {w('invite.act')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
