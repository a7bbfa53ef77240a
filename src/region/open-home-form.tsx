import { useState } from 'preact/hooks';
import type { Place } from '../shared/people/place.ts';
import type { Cabinet, Draft, Recorded } from '../store/cabinet.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stack } from '../ui/stack.tsx';
import { StateWord } from '../ui/state-word.tsx';
import { w } from '../words/region.ts';
import { s } from '../words/state.ts';
import { invitePath } from './paths.ts';
import { providersUnder } from './tree.ts';

type Field = 'authority' | 'provider' | 'provider-name' | 'home-name';
type Found = { field: Field; says: string };
type Typed = { authorityId: string; providerId: string; providerName: string; homeName: string };

const NEW_PROVIDER = 'new';
const NAME_LIMIT = 120;
const EMPTY: Typed = { authorityId: '', providerId: '', providerName: '', homeName: '' };

function sameName(one: string, other: string): boolean {
  return one.trim().toLocaleLowerCase('en-GB') === other.trim().toLocaleLowerCase('en-GB');
}

function faultsIn(typed: Typed, places: readonly Place[]): Found[] {
  const found: Found[] = [];
  if (typed.authorityId === '') found.push({ field: 'authority', says: w('open.noAuthority') });
  else if (typed.providerId === '') found.push({ field: 'provider', says: w('open.noProvider') });
  if (typed.providerId === NEW_PROVIDER) {
    if (typed.providerName.trim() === '') found.push({ field: 'provider-name', says: w('open.noProviderName') });
    else if (typed.providerName.trim().length > NAME_LIMIT) found.push({ field: 'provider-name', says: w('open.longName') });
  }
  const home = typed.homeName.trim();
  if (home === '') found.push({ field: 'home-name', says: w('open.noName') });
  else if (home.length > NAME_LIMIT) found.push({ field: 'home-name', says: w('open.longName') });
  else if (places.some((place) => place.kind === 'home' && place.parentId === typed.providerId && sameName(place.name, home)))
    found.push({ field: 'home-name', says: w('open.sameName') });
  return found;
}

/** A home under a provider under an authority. A new provider and its home are written together. */
export function OpenHomeForm({ cabinet, places }: { cabinet: Cabinet; places: readonly Place[] }) {
  const [typed, setTyped] = useState<Typed>(EMPTY);
  const [errors, setErrors] = useState<Found[]>([]);
  const [tries, setTries] = useState(0);
  const [fault, setFault] = useState<Extract<Recorded, { ok: false }>['kind'] | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [opened, setOpened] = useState<{ placeId: string; name: string } | null>(null);
  const errorAt = (field: Field) => errors.find((error) => error.field === field)?.says;
  const authorities = places.filter((place) => place.kind === 'authority').sort((one, other) => one.name.localeCompare(other.name));
  const choices = (list: readonly Place[]) => [{ value: '', label: w('open.choose') }, ...list.map((place) => ({ value: place.placeId, label: place.name }))];

  const open = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    const found = faultsIn(typed, places);
    setErrors(found);
    setTries(tries + 1);
    setOpened(null);
    if (found.length > 0) return;
    setBusy(true);
    const drafts: Draft[] = [];
    let providerId = typed.providerId;
    if (providerId === NEW_PROVIDER) {
      providerId = cabinet.newId();
      drafts.push({
        kind: 'people.place.opened',
        about: providerId,
        body: { placeId: providerId, kind: 'provider', parentId: typed.authorityId, name: typed.providerName.trim() },
      });
    }
    const placeId = cabinet.newId();
    const name = typed.homeName.trim();
    drafts.push({ kind: 'people.place.opened', about: placeId, body: { placeId, kind: 'home', parentId: providerId, name } });
    const recorded = await cabinet.record(drafts);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    if (!recorded.ok) return;
    setOpened({ placeId, name });
    setTyped({ ...EMPTY, authorityId: typed.authorityId, providerId });
  };

  return (
    <form noValidate onSubmit={open}>
      <Stack gap="m">
        <ErrorSummary key={tries} errors={errors} />
        {fault && (
          <Notice tone="danger" title={w('fault.title')} role="alert">
            {w(`fault.${fault}`)}
          </Notice>
        )}
        <div role="status">
          {opened && (
            <Stack gap="s">
              <p>{w('open.saved', { name: opened.name })}</p>
              <StateWord state="saved" says={s('saved')} />
              <div>
                <LinkButton href={invitePath(opened.placeId)}>{w('open.next')}</LinkButton>
              </div>
            </Stack>
          )}
        </div>
        <SelectField
          id="authority"
          label={w('open.authority')}
          options={choices(authorities)}
          value={typed.authorityId}
          error={errorAt('authority')}
          onInput={(authorityId) => setTyped({ ...typed, authorityId, providerId: providersUnder(authorityId, places).length === 0 && authorityId !== '' ? NEW_PROVIDER : '' })}
        />
        {typed.authorityId !== '' && (
          <SelectField
            id="provider"
            label={w('open.provider')}
            options={[...choices(providersUnder(typed.authorityId, places)), { value: NEW_PROVIDER, label: w('open.newProvider') }]}
            value={typed.providerId}
            error={errorAt('provider')}
            onInput={(providerId) => setTyped({ ...typed, providerId })}
          />
        )}
        {typed.providerId === NEW_PROVIDER && (
          <TextField
            id="provider-name"
            label={w('open.providerName')}
            value={typed.providerName}
            autocomplete="off"
            error={errorAt('provider-name')}
            onInput={(providerName) => setTyped({ ...typed, providerName })}
          />
        )}
        <TextField
          id="home-name"
          label={w('open.name')}
          value={typed.homeName}
          autocomplete="off"
          error={errorAt('home-name')}
          onInput={(homeName) => setTyped({ ...typed, homeName })}
        />
        <Button type="submit" busy={isBusy}>
          {w('open.act')}
        </Button>
      </Stack>
    </form>
  );
}
