import { useState } from 'preact/hooks';
import type { PersonRecord } from '../shared/training/person-record.ts';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Stack } from '../ui/stack.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/manager.ts';
import type { RecordFault } from './fault-notice.tsx';
import { AboutPerson } from './about-person.tsx';
import { FaultNotice } from './fault-notice.tsx';
import { homesLedBy } from './home-choice.ts';
import { InvitationCard } from './invitation-card.tsx';
import { makeInvitation } from './invitation.ts';
import { personPath } from './paths.ts';

export type NewLinkPageProps = {
  cabinet: Cabinet;
  who: SignedIn;
  go: (path: string) => void;
  personId: string;
};

/** A new sign-in link for somebody who is already known: a new or lost phone. */
export function NewLinkPage({ cabinet, who, personId }: NewLinkPageProps) {
  const person = useWatched<PersonRecord | null>((tell) => cabinet.watchPerson(personId, tell), [cabinet, personId]);
  const [made, setMade] = useState<{ invitationId: string; secret: string } | null>(null);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const name = person?.name ?? '';
  // The region makes links for managers, and has no page about a person to go back to.
  const isRegion = homesLedBy(who).length === 0;
  const back = isRegion ? { href: '/region', label: w('back.region') } : { href: personPath(personId), label: w('back.person', { name }) };

  const make = async () => {
    setBusy(true);
    const { draft, ...rest } = await makeInvitation(personId, cabinet.newId());
    const recorded = await cabinet.record([draft]);
    setBusy(false);
    setFault(recorded.ok ? null : recorded.kind);
    if (recorded.ok) setMade(rest);
  };

  return (
    <AboutPerson person={person} title={w('person.newLink')} back={back}>
      {() => (
        <Page title={w('link.newTitle', { name })} lead={w('link.newLead')} back={back}>
          <Stack gap="m">
            <FaultNotice fault={fault} />
            {made ? (
              <>
                <InvitationCard cabinet={cabinet} name={name} {...made} />
                <div>
                  <LinkButton href={back.href}>{w('link.done')}</LinkButton>
                </div>
              </>
            ) : (
              <>
                <p>{w('link.once')}</p>
                <div>
                  <Button onClick={make} busy={isBusy}>
                    {w('link.make')}
                  </Button>
                </div>
              </>
            )}
          </Stack>
        </Page>
      )}
    </AboutPerson>
  );
}
