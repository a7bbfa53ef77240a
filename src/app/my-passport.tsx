import { useMemo } from 'preact/hooks';
import { MyPassportPage as OwnPage } from '../academy/passport/my-passport-page.tsx';
import { makePassportLine } from '../sync/passport.ts';
import type { PageProps } from './lazy-page.tsx';
import { PassportContents } from './passport-contents.tsx';

/** A carer's own passport. Rooms know of no network: the line to the server is handed in. */
export function MyPassportPage(props: PageProps) {
  const line = useMemo(() => makePassportLine(props.cabinet), [props.cabinet]);
  return <OwnPage {...props} line={line} Contents={PassportContents} />;
}
