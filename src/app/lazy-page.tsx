import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SignedIn } from '../shared/wire/session.ts';
import type { Cabinet } from '../store/cabinet.ts';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { w } from '../words/app.ts';
import { go } from './go.ts';
import { useHouse } from './house.ts';

export type PageProps = { cabinet: Cabinet; who: SignedIn; go: (path: string) => void };

/** A page whose code is fetched when it is first needed; after that it opens at once. */
export function lazily<Props>(load: () => Promise<ComponentType<Props>>, draw: (Page: ComponentType<Props>) => VNode): ComponentType {
  let known: ComponentType<Props> | null = null;
  return function LazyPage() {
    const [Page, setPage] = useState<ComponentType<Props> | null>(() => known);
    const [isMissing, setMissing] = useState(false);
    useEffect(() => {
      if (known) return;
      load().then(
        (loaded) => {
          known = loaded;
          setPage(() => loaded);
        },
        () => setMissing(true),
      );
    }, []);
    if (isMissing) {
      return (
        <Notice tone="warn" title={w('chunk.title')}>
          {w('chunk.says')}
        </Notice>
      );
    }
    return Page ? draw(Page) : <Skeleton lines={6} />;
  };
}

/** A page for someone signed in. It is shown when the cabinet is open and knows who that is. */
export function lazyPage<Props extends PageProps>(load: () => Promise<ComponentType<Props>>, rest: () => Omit<Props, keyof PageProps>): ComponentType {
  function Furnished({ Page }: { Page: ComponentType<Props> }) {
    const { cabinet, who } = useHouse();
    const props = rest();
    if (!cabinet || !who) return <Skeleton lines={6} />;
    // A new address with other parameters is a new page, not the old one with new words.
    return <Page key={JSON.stringify(props)} {...({ ...props, cabinet, who, go } as unknown as Props)} />;
  }
  return lazily(load, (Page) => <Furnished Page={Page} />);
}

/** A page that anyone may open, signed in or not. Somebody whom a link is signing in never sees it. */
export function lazyOpenPage(load: () => Promise<ComponentType>): ComponentType {
  const Open = lazily(load, (Page) => <Page />);
  return function OpenPage() {
    const { demo } = useHouse();
    return demo && demo.error === null ? null : <Open />;
  };
}
