import { hrefOf, type Screen } from '../app/screen.ts'
import home from './home/screen.ts'
import parts from './parts/screen.ts'
import signIn from './sign-in/screen.ts'
import signUp from './sign-up/screen.ts'

/** All screens, of which the first whose path an address has is shown. */
export const screens: readonly Screen[] = [home, signIn, signUp, parts] as unknown as readonly Screen[]

const withNext = (next?: string): { readonly next: string } | undefined =>
  next === undefined || next === '/' ? undefined : { next }

/** The addresses of the screens, for links. */
export const hrefs = {
  home: () => hrefOf(home, {}),
  signIn: (next?: string) => hrefOf(signIn, {}, withNext(next)),
  signUp: (next?: string) => hrefOf(signUp, {}, withNext(next)),
  parts: () => hrefOf(parts, {}),
  activity: (id: string) => hrefOf({ path: '/activities/$id' }, { id }),
  athlete: (handle: string) => hrefOf({ path: '/athletes/$handle' }, { handle }),
  upload: () => '/upload',
  notifications: () => '/notifications',
}
