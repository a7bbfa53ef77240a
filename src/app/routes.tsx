import { createRootRoute, createRoute, createRouter, useParams } from '@tanstack/react-router';
import type { ComponentType } from 'preact';
import { history } from './go.ts';
import type { PageProps } from './lazy-page.tsx';
import { lazyOpenPage, lazyPage } from './lazy-page.tsx';
import { MissingPage } from './missing-page.tsx';
import { withRoomStyle } from './room-style.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell as never, notFoundComponent: MissingPage as never });

/** The parameters of the address, given to the page as plain props. */
function params(): Record<string, string> {
  return useParams({ strict: false }) as Record<string, string>;
}

/** Where not everybody goes: drawn with a style of its own. */
const IN_ROOM = /^\/(manager|region|inbox)/;

function route<Props extends PageProps>(path: string, load: () => Promise<ComponentType<Props>>) {
  const whole = IN_ROOM.test(path) ? () => withRoomStyle(load, path.startsWith('/region')) : load;
  return createRoute({ getParentRoute: () => root, path, component: lazyPage<Props>(whole, params as never) as never });
}

/** Every page's address. Rooms export pages; only this file gives them addresses. */
const tree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: (() => null) as never }),
  route('/academy', () => import('../academy/home-page.tsx').then((room) => room.HomePage)),
  route('/academy/courses', () => import('../academy/courses-page.tsx').then((room) => room.CoursesPage)),
  route('/academy/pathways/$pathwayId', () => import('../academy/pathway-page.tsx').then((room) => room.PathwayPage)),
  route('/academy/courses/$courseId', () => import('../academy/course-page.tsx').then((room) => room.CoursePage)),
  route('/academy/courses/$courseId/modules/$moduleId', () => import('../academy/module-page.tsx').then((room) => room.ModulePage)),
  route('/academy/attempts/$attemptId', () => import('../academy/result-page.tsx').then((room) => room.ResultPage)),
  route('/academy/history', () => import('../academy/history-page.tsx').then((room) => room.HistoryPage)),
  route('/academy/shifts', () => import('../academy/shifts/shifts-page.tsx').then((room) => room.ShiftsPage)),
  route('/academy/meetings', () => import('../academy/meetings/meetings-page.tsx').then((room) => room.MyMeetingsPage)),
  route('/academy/practice/assess', () => import('./practice-pages.tsx').then((room) => room.AssessPage)),
  route('/academy/practice/$courseId', () => import('./practice-pages.tsx').then((room) => room.PracticePage)),
  route('/manager/practice', () => import('./practice-pages.tsx').then((room) => room.AssessPage)),
  route('/manager', () => import('./matrix-room.tsx').then((room) => room.MatrixRoom)),
  route('/manager/people', () => import('../manager/people-page.tsx').then((room) => room.PeoplePage)),
  route('/manager/people/invite', () => import('../manager/invite-page.tsx').then((room) => room.InvitePage)),
  route('/manager/people/$personId', () => import('../manager/person-page.tsx').then((room) => room.PersonPage)),
  route('/manager/people/$personId/link', () => import('../manager/new-link-page.tsx').then((room) => room.NewLinkPage)),
  route('/manager/people/$personId/courses/$courseId', () => import('../manager/evidence-page.tsx').then((room) => room.EvidencePage)),
  route('/manager/rules', () => import('../manager/rules/rules-page.tsx').then((room) => room.RulesPage)),
  route('/manager/dates', () => import('../manager/dates/dates-page.tsx').then((room) => room.DatesPage)),
  route('/manager/meetings', () => import('../manager/meetings/meetings-page.tsx').then((room) => room.MeetingsPage)),
  route('/manager/people/$personId/dates', () => import('../manager/dates/person-dates-page.tsx').then((room) => room.PersonDatesPage)),
  route('/manager/people/$personId/meetings', () => import('../manager/meetings/person-meetings-page.tsx').then((room) => room.PersonMeetingsPage)),
  route('/manager/our-home', () => import('../manager/our-home-page.tsx').then((room) => room.OurHomePage)),
  route('/manager/rota', () => import('../manager/rota/rota-page.tsx').then((room) => room.RotaPage)),
  route('/manager/import', () => import('../manager/import/import-page.tsx').then((room) => room.ImportPage)),
  route('/manager/import/unverified', () => import('../manager/import/unverified-page.tsx').then((room) => room.UnverifiedPage)),
  route('/academy/passport', () => import('./my-passport.tsx').then((room) => room.MyPassportPage)),
  route('/manager/passport', () => import('./check-passport.tsx').then((room) => room.CheckPassportPage)),
  route('/manager/inspection', () => import('../manager/inspection/inspection-page.tsx').then((room) => room.InspectionPage)),
  route('/region', () => import('../region/region-page.tsx').then((room) => room.RegionPage)),
  route('/region/courses', () => import('../region/courses/courses-page.tsx').then((room) => room.CoursesDeskPage)),
  route('/region/courses/$courseId', () => import('../region/courses/course-page.tsx').then((room) => room.CourseDeskPage)),
  route('/region/courses/$courseId/edit', () => import('../region/courses/edit-page.tsx').then((room) => room.EditPage)),
  route('/region/courses/$courseId/propose', () => import('../region/courses/propose-page.tsx').then((room) => room.ProposePage)),
  route('/region/courses/$courseId/proposals/$proposalId', () => import('../region/courses/proposal-page.tsx').then((room) => room.ProposalPage)),
  route('/region/courses/$courseId/preview/$moduleId', () => import('./course-preview.tsx').then((room) => room.DraftPreviewPage)),
  route('/region/courses/$courseId/proposals/$proposalId/preview/$moduleId', () => import('./course-preview.tsx').then((room) => room.ProposalPreviewPage)),
  route('/region/homes/$homeId/invite', () => import('../manager/invite-page.tsx').then((room) => room.InvitePage)),
  route('/region/people/$personId/link', () => import('../manager/new-link-page.tsx').then((room) => room.NewLinkPage)),
  route('/region/people/$personId/dates', () => import('../manager/dates/person-dates-page.tsx').then((room) => room.PersonDatesPage)),
  route('/region/people/$personId/meetings', () => import('../manager/meetings/person-meetings-page.tsx').then((room) => room.PersonMeetingsPage)),
  route('/inbox', () => import('./inbox-pages.tsx').then((room) => room.InboxPage)),
  route('/inbox/code', () => import('./inbox-pages.tsx').then((room) => room.JoinCodePage)),
  route('/inbox/keys', () => import('./my-keys-pages.tsx').then((room) => room.MyKeysPage)),
  route('/region/hearing', () => import('./hearing-pages.tsx').then((room) => room.HearingPage)),
  route('/region/invite', () => import('./region-invite-page.tsx').then((room) => room.RegionInvitePage)),
  route('/inbox/$viewId', () => import('./inbox-pages.tsx').then((room) => room.ViewPage)),
  route('/on-this-phone', () => import('./on-this-phone-page.tsx').then((room) => room.OnThisPhonePage)),
  route('/more', () => import('./more-page.tsx').then((room) => room.MorePage)),
  route('/settings', () => import('./settings-page.tsx').then((room) => room.SettingsPage)),
  createRoute({ getParentRoute: () => root, path: '/help', component: lazyOpenPage(() => import('./help-page.tsx').then((room) => room.HelpPage)) as never }),
  createRoute({
    getParentRoute: () => root,
    path: '/confirm-mail',
    component: lazyOpenPage(() => import('./confirm-mail-page.tsx').then((room) => room.ConfirmMailPage)) as never,
  }),
  createRoute({ getParentRoute: () => root, path: '/sign-in', component: lazyOpenPage(() => import('./sign-in-page.tsx').then((room) => room.SignInPage)) as never }),
  createRoute({ getParentRoute: () => root, path: '/join', component: lazyOpenPage(() => import('./join-page.tsx').then((room) => room.JoinPage)) as never }),
  createRoute({
    getParentRoute: () => root,
    path: '/inspect',
    component: lazyOpenPage(() => withRoomStyle(() => import('./inspect-page.tsx').then((room) => room.InspectPage))) as never,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/join-audience',
    component: lazyOpenPage(() => withRoomStyle(() => import('./my-keys-pages.tsx').then((room) => room.JoinAudiencePage))) as never,
  }),
]);

// A page that breaks is left to the last resort (app.tsx), which speaks plain words; the router's own speaks to programmers.
export const router = createRouter({ routeTree: tree, history, defaultPreload: false, scrollRestoration: false, disableGlobalCatchBoundary: true });
