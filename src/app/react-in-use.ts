import type { ComponentType } from 'preact';
import { createContext, createElement, Component, Fragment } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

/**
 * Stands in for React where the router asks for it. `@preact/compat` is all of React, and changes how every
 * page is drawn to be so; the router uses these of it. Measured: 2.6 kB of a first visit. Hearth's routes never
 * suspend (`lazy-page.tsx` fetches a page's code), and none uses the router's own links.
 */
export * from 'preact/hooks';
export { Component, createContext, createElement, Fragment };
export const Suspense = Fragment;

export const startTransition = (act: () => void): void => act();
export const forwardRef = (draw: unknown): unknown => draw;

type Props = Record<string, unknown>;
const differ = (one: Props, other: Props): boolean => Object.keys({ ...one, ...other }).some((name) => one[name] !== other[name]);

/** Draws again only when what it is given is not what it was. */
export function memo(Drawn: ComponentType<Props>): ComponentType<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      return differ(this.props, next);
    }
    override render() {
      return createElement(Drawn, this.props);
    }
  };
}

/** What a store holds now. A change between drawing and listening is noticed too. */
export function useSyncExternalStore<Snapshot>(subscribe: (changed: () => void) => () => void, getSnapshot: () => Snapshot): Snapshot {
  const value = getSnapshot();
  const [{ drawn }, drawAgain] = useState({ drawn: { value, getSnapshot } });
  const look = () => {
    if (!Object.is(drawn.value, drawn.getSnapshot())) drawAgain({ drawn });
  };
  useLayoutEffect(() => {
    drawn.value = value;
    drawn.getSnapshot = getSnapshot;
    look();
  }, [subscribe, value, getSnapshot]);
  useEffect(() => {
    look();
    return subscribe(look);
  }, [subscribe]);
  return value;
}

const react = { forwardRef, Fragment, useSyncExternalStore };
// biome-ignore lint/style/noDefaultExport: the router asks for it by this name
export { react as default };
