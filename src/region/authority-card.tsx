import type { Delivery, Cabinet } from '../store/cabinet.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { Icon } from '../ui/icon.tsx';
import { StateWord } from '../ui/state-word.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/region.ts';
import { sayDelivery } from '../words/state.ts';
import { invitePath } from './paths.ts';
import type { AuthorityLine, HomeLine } from './tree.ts';
import styles from './authority-card.module.css';

/** Only what is not settled yet is said: 70 homes that all read "Delivered" say nothing. */
function Unsettled({ cabinet, homeId }: { cabinet: Cabinet; homeId: string }) {
  const delivery = useWatched<Delivery | null>((tell) => cabinet.watchDeliveryAbout(homeId, tell), [cabinet, homeId]);
  if (!delivery || (delivery.state === 'delivered' && !delivery.heldFor)) return null;
  return <StateWord state={delivery.state} says={sayDelivery(delivery)} />;
}

function HomeRow({ cabinet, line, mayInvite }: { cabinet: Cabinet; line: HomeLine; mayInvite: boolean }) {
  const { home, provider, managers } = line;
  return (
    <li class={styles.home}>
      <h3>{home.name}</h3>
      {provider && <p class={styles.soft}>{w('home.provider', { name: provider.name })}</p>}
      <p class={managers.length === 0 ? styles.missing : undefined}>
        {managers.length === 0 && <Icon name="warn" />}
        {managers.length === 0 ? w('home.noManager') : w('home.manager', { count: managers.length, names: managers.map((manager) => manager.name).join(', ') })}
      </p>
      <Unsettled cabinet={cabinet} homeId={home.placeId} />
      {mayInvite && (
        <div class={styles.acts}>
          <a class={styles.act} href={invitePath(home.placeId)}>
            {w('home.inviteTo', { name: home.name })}
          </a>
          {managers.map((manager) => (
            <a key={manager.personId} class={styles.act} href={`/region/people/${encodeURIComponent(manager.personId)}/link`}>
              {w('home.newLink', { name: manager.name })}
            </a>
          ))}
          {managers.map((manager) => (
            <a key={`${manager.personId} dates`} class={styles.act} href={`/region/people/${encodeURIComponent(manager.personId)}/dates`}>
              {w('home.dates', { name: manager.name })}
            </a>
          ))}
          {managers.map((manager) => (
            <a key={`${manager.personId} meetings`} class={styles.act} href={`/region/people/${encodeURIComponent(manager.personId)}/meetings`}>
              {w('home.meetings', { name: manager.name })}
            </a>
          ))}
        </div>
      )}
    </li>
  );
}

/** One authority: how many homes, which, and who manages them. */
export function AuthorityCard({ cabinet, line, mayInvite }: { cabinet: Cabinet; line: AuthorityLine; mayInvite: boolean }) {
  const says = w('authority.homes', { name: line.authority.name, count: line.homes.length });
  const unmanaged = line.homes.filter((home) => home.managers.length === 0).length;
  if (line.homes.length === 0) return <p class={styles.empty}>{says}</p>;
  return (
    <Disclosure
      summary={
        <span class={styles.summary}>
          <span>{says}</span>
          {unmanaged > 0 && (
            <span class={styles.missing}>
              <Icon name="warn" /> {w('authority.unmanaged', { count: unmanaged })}
            </span>
          )}
        </span>
      }
    >
      <ul class="plain-list">
        {line.homes.map((home) => (
          <HomeRow key={home.home.placeId} cabinet={cabinet} line={home} mayInvite={mayInvite} />
        ))}
      </ul>
    </Disclosure>
  );
}
