import { RouterProvider } from '@tanstack/react-router';
import { render } from 'preact';
import { useCallback, useEffect, useErrorBoundary, useState } from 'preact/hooks';
import type { SignedIn } from '../shared/wire/session.ts';
import { demoSecret } from './demo-link.ts';
import type { House } from './house.ts';
import { CLOSED, HouseContext } from './house.ts';
import { LastResort } from './last-resort.tsx';
import { router } from './routes.tsx';
import { openHouse } from './open-house.ts';

/** Everything the page is. The frame paints before the device's database is even loaded. */
function App() {
  const [house, setHouse] = useState<House>(() => ({ ...CLOSED, demo: demoSecret ? { isPending: true, signedIn: false, error: null } : null }));
  const [fault] = useErrorBoundary();
  const forgetDemo = useCallback(() => setHouse((known) => ({ ...known, demo: null })), []);
  const welcome = useCallback((who: SignedIn) => setHouse((known) => ({ ...known, who })), []);
  useEffect(() => openHouse((change) => setHouse((known) => ({ ...known, ...change }))), []);
  if (fault) return <LastResort />;
  return (
    <HouseContext.Provider value={{ ...house, forgetDemo, welcome }}>
      <RouterProvider router={router} />
    </HouseContext.Provider>
  );
}

/** Puts the living page where the standing skeleton was. */
export function drawApp(): void {
  const place = document.getElementById('app');
  if (!place) return;
  place.replaceChildren();
  render(<App />, place);
}
