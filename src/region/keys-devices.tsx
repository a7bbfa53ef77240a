import { useState } from 'preact/hooks';
import { deviceWords } from '../seal/card.ts';
import type { Directory, ReaderDevice } from '../shared/voice/directory.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Choice, ChoiceGroup } from '../ui/choice.tsx';
import { CompareWords } from '../ui/compare-words.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import { Row, Stack } from '../ui/stack.tsx';
import { formatMoment } from '../words/dates.ts';
import { w } from '../words/keys.ts';
import type { Looked } from './keys-desk.ts';
import { endsSoon, isLive, listDevice, renewDevice, revokeDevice, widenDevice } from './keys-draft.ts';
import { useWords } from './keys-officer.tsx';
import look from './keys-page.module.css';
import { audienceName, dayOf } from './keys-words.ts';

type Draft = { directory: Directory; change: (next: Directory) => void };
type Asked = Looked['asked'][number];
const NAME_LIMIT = 80;
const ROLE_LIMIT = 60;

type AudienceChoicesProps = { id: string; directory: Directory; chosen: string[]; without?: readonly string[]; onChosen: (audiences: string[]) => void };

function AudienceChoices({ id, directory, chosen, without = [], onChosen }: AudienceChoicesProps) {
  const open = directory.audiences.filter(({ a, epochs }) => !epochs[0]?.until && !without.includes(a));
  if (open.length === 0) return <p class={look.soft}>{w('device.noAudience')}</p>;
  return (
    <ChoiceGroup legend={w('device.audiences')}>
      {open.map(({ a, name }) => (
        <Choice
          key={a}
          type="checkbox"
          name={`${id}-reads`}
          value={a}
          checked={chosen.includes(a)}
          onChange={(isOn) => onChosen(isOn ? [...chosen, a] : chosen.filter((other) => other !== a))}
        >
          {name}
        </Choice>
      ))}
    </ChoiceGroup>
  );
}

/** A device is listed by somebody who heard its eight words from its reader, and by nobody else. */
function AskedDevice({ asked, draft, now }: { asked: Asked; draft: Draft | null; now: string }) {
  const words = useWords(() => deviceWords(asked.dk, asked.dsk), asked.d);
  const [isSame, setSame] = useState(false);
  const [name, setName] = useState(asked.name.slice(0, NAME_LIMIT));
  const [role, setRole] = useState('');
  const [audiences, setAudiences] = useState<string[]>([]);
  const [errors, setErrors] = useState<{ field: string; says: string }[]>([]);
  const [tries, setTries] = useState(0);
  const at = (field: string) => `${field}-${asked.d}`;
  const errorAt = (field: string) => errors.find((error) => error.field === at(field))?.says;
  const kind = draft?.directory.audiences.find(({ a }) => a === audiences[0])?.kind;
  const shownRole = role === '' && kind ? w(`role.${kind}`) : role;

  const list = (event: Event) => {
    event.preventDefault();
    const found = [
      ...(isSame ? [] : [{ field: at('same'), says: w('error.words') }]),
      ...(name.trim() === '' || name.trim().length > NAME_LIMIT ? [{ field: at('name'), says: w('error.name') }] : []),
      ...(shownRole.trim() === '' || shownRole.trim().length > ROLE_LIMIT ? [{ field: at('role'), says: w('error.role') }] : []),
    ];
    setErrors(found);
    setTries(tries + 1);
    if (found.length === 0) draft?.change(listDevice(draft.directory, asked, { name: name.trim(), role: shownRole.trim(), audiences }, now));
  };
  return (
    <li class={look.entry}>
      <h3>{asked.name}</h3>
      <p class={look.soft}>{w('device.asked', { moment: formatMoment(asked.at) })}</p>
      <CompareWords words={words} label={w('device.words')} />
      {draft && (
        <form noValidate onSubmit={list}>
          <Stack gap="m">
            <ErrorSummary key={tries} errors={errors} />
            <p>{w('device.wordsHow', { name: asked.name })}</p>
            <div id={at('same')} tabIndex={-1}>
              <Choice type="checkbox" name={at('same')} value="same" checked={isSame} onChange={setSame}>
                {w('device.same', { name: asked.name })}
              </Choice>
            </div>
            <TextField id={at('name')} label={w('device.name')} value={name} autocomplete="off" error={errorAt('name')} onInput={setName} />
            <AudienceChoices id={at('list')} directory={draft.directory} chosen={audiences} onChosen={setAudiences} />
            <TextField id={at('role')} label={w('device.role')} value={shownRole} autocomplete="off" error={errorAt('role')} onInput={setRole} />
            <div>
              <Button type="submit" kind="quiet">
                {w('device.list', { name: asked.name })}
              </Button>
            </div>
          </Stack>
        </form>
      )}
    </li>
  );
}

function ends(device: ReaderDevice, now: string): { says: string; isGood: boolean } {
  if (device.revokedAt) return { says: w('device.revoked', { day: dayOf(device.revokedAt) }), isGood: false };
  const day = dayOf(device.until);
  if (device.until <= now) return { says: w('device.over', { day }), isGood: false };
  return endsSoon(device.until, now) ? { says: w('device.soon', { day }), isGood: false } : { says: w('device.until', { day }), isGood: true };
}

function ListedDevice({ device, draft, now, shown }: { device: ReaderDevice; draft: Draft | null; now: string; shown: Directory }) {
  const [more, setMore] = useState<string[]>([]);
  const { says, isGood } = ends(device, now);
  const { name, d } = device;
  const audiences = device.audiences.map((a) => audienceName(shown, a)).join(', ');
  const left = shown.audiences.some(({ a, epochs }) => !device.audiences.includes(a) && !epochs[0]?.until);
  return (
    <li class={look.entry}>
      <h3>
        {name}, {device.role}
      </h3>
      <p>{audiences === '' ? w('device.readsNothing') : w('device.reads', { audiences })}</p>
      <p class={isGood ? look.soft : look.warn}>{says}</p>
      {draft && !device.revokedAt && (
        <>
          {isLive(device, now) && left && (
            <Disclosure summary={w('device.widen', { name })}>
              <Stack gap="m">
                <AudienceChoices id={`more-${d}`} directory={draft.directory} chosen={more} without={device.audiences} onChosen={setMore} />
                <div>
                  <Button
                    kind="quiet"
                    onClick={() => {
                      draft.change(widenDevice(draft.directory, d, more));
                      setMore([]);
                    }}
                  >
                    {w('device.widenAct', { name })}
                  </Button>
                </div>
              </Stack>
            </Disclosure>
          )}
          <Disclosure summary={w('device.revoke', { name })}>
            <Stack gap="s">
              <p>{w('device.revokeWhy')}</p>
              <div>
                <Button kind="danger" onClick={() => draft.change(revokeDevice(draft.directory, d, now))}>
                  {w('device.revoke', { name })}
                </Button>
              </div>
            </Stack>
          </Disclosure>
          {!isGood && (
            <Row wrap>
              <Button kind="quiet" onClick={() => draft.change(renewDevice(draft.directory, d, now))}>
                {w('device.renew', { name })}
              </Button>
            </Row>
          )}
        </>
      )}
    </li>
  );
}

/** Devices that ask, and devices that are listed. */
export function DevicesCard({ looked, draft, now, shown }: { looked: Looked; draft: Draft | null; now: string; shown: Directory }) {
  const asked = looked.asked.filter(({ d }) => !shown.devices.some((device) => device.d === d));
  return (
    <Card>
      <Stack gap="m">
        <h2 class={look.title}>{w('devices.asked')}</h2>
        {asked.length === 0 && <p>{w('devices.noneAsked')}</p>}
        <ul class={look.list}>
          {asked.map((device) => (
            <AskedDevice key={device.d} asked={device} draft={draft} now={now} />
          ))}
        </ul>
        <h2 class={look.title}>{w('devices.listed')}</h2>
        {shown.devices.length === 0 && <p>{w('devices.noneListed')}</p>}
        <ul class={look.list}>
          {shown.devices.map((device) => (
            <ListedDevice key={device.d} device={device} draft={draft} now={now} shown={shown} />
          ))}
        </ul>
      </Stack>
    </Card>
  );
}
