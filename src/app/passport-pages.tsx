import { useMemo } from 'preact/hooks';
import { MyPassportPage as MinePage } from '../academy/passport/my-passport-page.tsx';
import { CheckPage } from '../manager/passport/check-page.tsx';
import { makePassportLine } from '../sync/passport.ts';
import type { PageProps } from './lazy-page.tsx';
import { PassportContents } from './passport-contents.tsx';

/** The carer's own, to show. */
export function MyPassportPage(props: PageProps) {
  const line = useMemo(() => makePassportLine(props.cabinet), [props.cabinet]);
  return <MinePage {...props} line={line} Contents={PassportContents} />;
}

/** Anybody's, to check. */
export function CheckPassportPage(props: PageProps) {
  const line = useMemo(() => makePassportLine(props.cabinet), [props.cabinet]);
  return <CheckPage {...props} line={line} Contents={PassportContents} />;
}
