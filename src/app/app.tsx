import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import type { House } from './house.ts';
import { CLOSED, HouseContext } from './house.ts';
import { LastResort } from './last-resort.tsx';
import { router } from './routes.tsx';
import { openHouse } from './open-house.ts';

/** Everything the page is. The frame paints before the device's database is even loaded. */
export function App() {
  const [house, setHouse] = useState<House>(CLOSED);
  const [fault] = useErrorBoundary();
  useEffect(() => openHouse((change) => setHouse((known) => ({ ...known, ...change }))), []);
  if (fault) return <LastResort />;
  return (
    <HouseContext.Provider value={house}>
      <RouterProvider router={router} />
    </HouseContext.Provider>
  );
}
