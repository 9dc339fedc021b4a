import { hrefOf, type Screen } from '../app/screen.ts'
import achievements from './achievements/screen.ts'
import activity from './activity/screen.ts'
import activityAsStranger from './activity-as-stranger/screen.ts'
import activityEdit from './activity-edit/screen.ts'
import activityNew from './activity-new/screen.ts'
import athlete from './athlete/screen.ts'
import calendar from './calendar/screen.ts'
import challenge from './challenge/screen.ts'
import challengeNew from './challenge-new/screen.ts'
import challenges from './challenges/screen.ts'
import club from './club/screen.ts'
import clubAdmin from './club-admin/screen.ts'
import clubs from './clubs/screen.ts'
import decision from './decision/screen.ts'
import event from './event/screen.ts'
import eventEdit from './event-edit/screen.ts'
import eventNew from './event-new/screen.ts'
import events from './events/screen.ts'
import followers from './followers/screen.ts'
import following from './following/screen.ts'
import forgotPassword from './forgot-password/screen.ts'
import gear from './gear/screen.ts'
import goals from './goals/screen.ts'
import home from './home/screen.ts'
import join from './join/screen.ts'
import live from './live/screen.ts'
import liveSession from './live-session/screen.ts'
import notifications from './notifications/screen.ts'
import partner from './partner/screen.ts'
import parts from './parts/screen.ts'
import people from './people/screen.ts'
import segment from './segment/screen.ts'
import segments from './segments/screen.ts'
import settingsAccount from './settings-account/screen.ts'
import settingsData from './settings-data/screen.ts'
import settingsNotifications from './settings-notifications/screen.ts'
import settingsPlan from './settings-plan/screen.ts'
import settingsPrivacy from './settings-privacy/screen.ts'
import settingsProfile from './settings-profile/screen.ts'
import settingsTraining from './settings-training/screen.ts'
import shop from './shop/screen.ts'
import signIn from './sign-in/screen.ts'
import signUp from './sign-up/screen.ts'
import staff from './staff/screen.ts'
import streak from './streak/screen.ts'
import training from './training/screen.ts'
import upload from './upload/screen.ts'
import yearInReview from './year-in-review/screen.ts'

/** All screens, of which the first whose path an address has is shown. */
export const screens: readonly Screen[] = [
  home,
  // Before the activity, whose path takes any id.
  activityNew,
  activity,
  activityEdit,
  activityAsStranger,
  athlete,
  yearInReview,
  achievements,
  followers,
  following,
  people,
  training,
  calendar,
  goals,
  streak,
  gear,
  notifications,
  decision,
  upload,
  settingsProfile,
  settingsPrivacy,
  settingsTraining,
  settingsNotifications,
  settingsAccount,
  settingsPlan,
  settingsData,
  segments,
  segment,
  live,
  liveSession,
  shop,
  staff,
  signIn,
  signUp,
  forgotPassword,
  parts,
  partner,
  clubs,
  clubAdmin,
  club,
  join,
  events,
  eventNew,
  eventEdit,
  event,
  challenges,
  challengeNew,
  challenge,
] as unknown as readonly Screen[]

const withNext = (next?: string): { readonly next: string } | undefined =>
  next === undefined || next === '/' ? undefined : { next }

const settings = {
  profile: settingsProfile,
  privacy: settingsPrivacy,
  training: settingsTraining,
  notifications: settingsNotifications,
  account: settingsAccount,
  plan: settingsPlan,
  data: settingsData,
} as const
/** What is given of a search. */
const given = (search: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> | undefined => {
  const found = Object.entries(search).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  )
  return found.length === 0 ? undefined : Object.fromEntries(found)
}

/** The addresses of the screens, for links. */
export const hrefs = {
  home: () => hrefOf(home, {}),
  activity: (id: string) => hrefOf(activity, { id }),
  activityNew: () => hrefOf(activityNew, {}),
  activityEdit: (id: string) => hrefOf(activityEdit, { id }),
  activityAsStranger: (id: string) => hrefOf(activityAsStranger, { id }),
  athlete: (handle: string) => hrefOf(athlete, { handle }),
  achievements: (handle: string) => hrefOf(achievements, { handle }),
  followers: (handle: string) => hrefOf(followers, { handle }),
  following: (handle: string) => hrefOf(following, { handle }),
  people: (text = '') => hrefOf(people, {}, text === '' ? undefined : { text }),
  yearInReview: (handle: string, year: string) => hrefOf(yearInReview, { handle, year }),
  training: () => hrefOf(training, {}),
  calendar: (month?: string) => hrefOf(calendar, {}, month === undefined ? undefined : { month }),
  goals: () => hrefOf(goals, {}),
  streak: () => hrefOf(streak, {}),
  gear: () => hrefOf(gear, {}),
  notifications: () => hrefOf(notifications, {}),
  /** What was taken from the viewer, by the id of its case. */
  decision: (id: string) => hrefOf(decision, { id }),
  upload: () => hrefOf(upload, {}),
  settings: (part: keyof typeof settings = 'profile') => hrefOf(settings[part], {}),
  shop: (words = '', category: string | null = null) =>
    hrefOf(shop, {}, given({ q: words === '' ? undefined : words, category: category ?? undefined })),
  signIn: (next?: string) => hrefOf(signIn, {}, withNext(next)),
  signUp: (next?: string) => hrefOf(signUp, {}, withNext(next)),
  forgotPassword: () => hrefOf(forgotPassword, {}),
  segments: (search?: Readonly<Record<string, string>>) => hrefOf(segments, {}, given(search ?? {})),
  segment: (id: string, search?: Readonly<Record<string, string>>) => hrefOf(segment, { id }, given(search ?? {})),
  live: () => hrefOf(live, {}),
  staff: () => hrefOf(staff, {}),
  /** With `record` this device begins to send where it is. */
  liveSession: (id: string, record?: 'on') => hrefOf(liveSession, { id }, given({ record })),
  parts: () => hrefOf(parts, {}),
  partner: (view?: string) => hrefOf(partner, {}, given({ view })),
  clubs: () => hrefOf(clubs, {}),
  club: (slug: string, view?: string) => hrefOf(club, { slug }, given({ view })),
  clubAdmin: (slug: string, view?: string) => hrefOf(clubAdmin, { slug }, given({ view })),
  events: () => hrefOf(events, {}),
  /** `date` is the originalStartsAt of one date of a series. */
  event: (id: string, date?: string) => hrefOf(event, { id }, given({ date })),
  newEvent: (club: string) => hrefOf(eventNew, {}, { club }),
  editEvent: (id: string, date?: string) => hrefOf(eventEdit, { id }, given({ date })),
  challenges: () => hrefOf(challenges, {}),
  challenge: (id: string) => hrefOf(challenge, { id }),
  newChallenge: (club?: string) => hrefOf(challengeNew, {}, given({ club })),
}
