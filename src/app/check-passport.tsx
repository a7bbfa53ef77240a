import { useMemo } from 'preact/hooks';
import { CheckPage } from '../manager/passport/check-page.tsx';
import { makePassportLine } from '../sync/passport.ts';
import type { PageProps } from './lazy-page.tsx';
import { PassportContents } from './passport-contents.tsx';

/** Anybody's passport, checked. Apart from the carer's own page, which needs nothing of the manager's room. */
export function CheckPassportPage(props: PageProps) {
  const line = useMemo(() => makePassportLine(props.cabinet), [props.cabinet]);
  return <CheckPage {...props} line={line} Contents={PassportContents} />;
}
