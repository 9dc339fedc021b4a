import { hrefOf, type Screen } from '../app/screen.ts'
import activity from './activity/screen.ts'
import athlete from './athlete/screen.ts'
import home from './home/screen.ts'
import notifications from './notifications/screen.ts'
import parts from './parts/screen.ts'
import signIn from './sign-in/screen.ts'
import signUp from './sign-up/screen.ts'
import upload from './upload/screen.ts'

/** All screens, of which the first whose path an address has is shown. */
export const screens: readonly Screen[] = [
  home,
  activity,
  athlete,
  notifications,
  upload,
  signIn,
  signUp,
  parts,
] as unknown as readonly Screen[]

const withNext = (next?: string): { readonly next: string } | undefined =>
  next === undefined || next === '/' ? undefined : { next }

/** The addresses of the screens, for links. */
export const hrefs = {
  home: () => hrefOf(home, {}),
  activity: (id: string) => hrefOf(activity, { id }),
  athlete: (handle: string) => hrefOf(athlete, { handle }),
  notifications: () => hrefOf(notifications, {}),
  upload: () => hrefOf(upload, {}),
  signIn: (next?: string) => hrefOf(signIn, {}, withNext(next)),
  signUp: (next?: string) => hrefOf(signUp, {}, withNext(next)),
  parts: () => hrefOf(parts, {}),
}
