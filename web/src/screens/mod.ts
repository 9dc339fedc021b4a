import { hrefOf, type Screen } from '../app/screen.ts'
import activity from './activity/screen.ts'
import activityAsStranger from './activity-as-stranger/screen.ts'
import activityEdit from './activity-edit/screen.ts'
import athlete from './athlete/screen.ts'
import forgotPassword from './forgot-password/screen.ts'
import home from './home/screen.ts'
import notifications from './notifications/screen.ts'
import parts from './parts/screen.ts'
import settingsAccount from './settings-account/screen.ts'
import settingsData from './settings-data/screen.ts'
import settingsNotifications from './settings-notifications/screen.ts'
import settingsPlan from './settings-plan/screen.ts'
import settingsPrivacy from './settings-privacy/screen.ts'
import settingsProfile from './settings-profile/screen.ts'
import settingsTraining from './settings-training/screen.ts'
import signIn from './sign-in/screen.ts'
import signUp from './sign-up/screen.ts'
import upload from './upload/screen.ts'

/** All screens, of which the first whose path an address has is shown. */
export const screens: readonly Screen[] = [
  home,
  activity,
  activityEdit,
  activityAsStranger,
  athlete,
  notifications,
  upload,
  settingsProfile,
  settingsPrivacy,
  settingsTraining,
  settingsNotifications,
  settingsAccount,
  settingsPlan,
  settingsData,
  signIn,
  signUp,
  forgotPassword,
  parts,
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

/** The addresses of the screens, for links. */
export const hrefs = {
  home: () => hrefOf(home, {}),
  activity: (id: string) => hrefOf(activity, { id }),
  activityEdit: (id: string) => hrefOf(activityEdit, { id }),
  activityAsStranger: (id: string) => hrefOf(activityAsStranger, { id }),
  athlete: (handle: string) => hrefOf(athlete, { handle }),
  notifications: () => hrefOf(notifications, {}),
  upload: () => hrefOf(upload, {}),
  settings: (part: keyof typeof settings = 'profile') => hrefOf(settings[part], {}),
  signIn: (next?: string) => hrefOf(signIn, {}, withNext(next)),
  signUp: (next?: string) => hrefOf(signUp, {}, withNext(next)),
  forgotPassword: () => hrefOf(forgotPassword, {}),
  parts: () => hrefOf(parts, {}),
}
