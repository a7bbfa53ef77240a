import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { PracticePage as CarersPage } from '../academy/practice/practice-page.tsx';
import { AssessPage as AssessorsPage } from '../manager/practice/assess-page.tsx';
import type { Authority } from '../shared/practice/authority.ts';
import type { Prover } from '../shared/practice/presence.ts';
import type { Cabinet, DeviceKey, Signing } from '../store/cabinet.ts';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useWatched } from '../ui/use-watched.ts';
import { w } from '../words/app.ts';
import { provePresence } from './inbox-passkey.ts';
import type { PageProps } from './lazy-page.tsx';

/** What both sides of an observation need of this phone. */
type Furniture = { signing: Signing; deviceKey: DeviceKey | null; list: Authority | null; prover: Prover };

/** Whoever came by a demonstration's link has no passkey. Elsewhere there are no such links, and the phone asks. */
async function proverFor(cabinet: Cabinet, personId: string): Promise<Prover> {
  const isDemonstration = (await cabinet.setting('demonstration')) === personId;
  return { isDemonstration, prove: async () => (isDemonstration ? 'proved' : provePresence(personId)) };
}

function furnished<Rest extends object>(Page: ComponentType<PageProps & Rest & Furniture>): ComponentType<PageProps & Rest> {
  return function FurnishedPractice(props: PageProps & Rest) {
    const { cabinet, who } = props;
    const [given, setGiven] = useState<Omit<Furniture, 'list'> | 'failed' | null>(null);
    useEffect(() => {
      let isLive = true;
      const give = async () => {
        const [signing, prover] = await Promise.all([cabinet.signing(), proverFor(cabinet, who.personId)]);
        signing.freshen();
        return { signing, prover, deviceKey: await signing.key() };
      };
      give().then(
        (ready) => isLive && setGiven(ready),
        () => isLive && setGiven('failed'),
      );
      return () => {
        isLive = false;
      };
    }, [cabinet, who.personId]);
    const signing = given && given !== 'failed' ? given.signing : null;
    const list = useWatched<Authority | null>((tell) => signing?.watchAuthority(tell) ?? (() => undefined), [signing]);
    if (given === 'failed') {
      return (
        <Notice tone="warn" title={w('chunk.title')}>
          {w('chunk.says')}
        </Notice>
      );
    }
    return given && list !== undefined ? <Page {...props} {...given} list={list} /> : <Skeleton lines={6} />;
  };
}

export const PracticePage = furnished<{ courseId: string }>(CarersPage);
export const AssessPage = furnished(AssessorsPage);
