import {
  type AnchorHTMLAttributes,
  type ComponentType,
  createContext,
  type MouseEvent,
  type ReactNode,
  use,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useTransition,
} from 'react'
import { loadQuery, type PreloadedQuery } from 'react-relay/hooks'
import type { Environment, OperationType } from 'relay-runtime'
import { randomId } from '../api/random-id.ts'
import { type Place, paramsOf, type Screen } from './screen.ts'

type Component = ComponentType<Place & { readonly query: PreloadedQuery<OperationType> | null }>

/** A screen that is shown, or is about to be. */
export interface Visit extends Place {
  readonly key: string
  readonly address: string
  /** Null for an address of no screen. */
  readonly screen: Screen | null
  readonly query: PreloadedQuery<OperationType> | null
  readonly component: Promise<Component> | null
}

/** What leads from screen to screen. It stays the same while somebody moves, so who only needs this is not rendered again. */
export interface Router {
  go(address: string, how?: 'push' | 'replace'): void
  /** Asks for the visit's data again, after an error. */
  again(): void
  /** Loads the code of the screen of an address, before somebody goes there. */
  prepare(address: string): void
}

/** Where somebody is. */
export interface Routing {
  readonly router: Router
  readonly visit: Visit
  /** Whether another screen is on its way. */
  readonly isMoving: boolean
}

const RouterContext = createContext<Router | null>(null)
const VisitContext = createContext<Visit | null>(null)
const MovingContext = createContext(false)

const inRouter = <Value,>(value: Value | null): Value => {
  if (value === null) throw new Error('There is no router here')
  return value
}

export const useRouter = (): Router => inRouter(use(RouterContext))

/** Returns the screen that is shown. */
export const useVisit = (): Visit => inRouter(use(VisitContext))

/** Whether another screen is on its way. */
export const useMoving = (): boolean => use(MovingContext)

const BEGUN_ANEW = 'begun-anew'
const ANEW_AFTER_MS = 60_000

/** Another release has other files than this page knows: the page itself is loaded again, once a minute at most. */
const beginAnew = (): void => {
  const last = Number(sessionStorage.getItem(BEGUN_ANEW) ?? 0)
  if (!navigator.onLine || Date.now() - last < ANEW_AFTER_MS) return
  sessionStorage.setItem(BEGUN_ANEW, String(Date.now()))
  location.reload()
}

const loaded = new Map<Screen, Promise<Component>>()
const codeOf = (screen: Screen): Promise<Component> => {
  const known = loaded.get(screen)
  if (known !== undefined) return known
  const code = screen.load().then(
    (module) => module.default as unknown as Component,
    (error: unknown) => {
      // So that it is loaded again when somebody tries again, since the network was away.
      loaded.delete(screen)
      beginAnew()
      throw error
    },
  )
  loaded.set(screen, code)
  return code
}

const splitAddress = (address: string): { readonly path: string; readonly search: URLSearchParams } => {
  const { pathname, searchParams } = new URL(address, location.origin)
  return { path: pathname, search: searchParams }
}

const addressNow = (): string => `${location.pathname}${location.search}`

/** Begins or ends a session. What is shown then begins at this address, so the browser goes there first. Where it fails, it goes back. */
export const beginningAt = async (address: string, change: () => Promise<void>): Promise<void> => {
  const before = addressNow()
  history.replaceState(history.state, '', address)
  try {
    await change()
  } catch (error) {
    history.replaceState(history.state, '', before)
    throw error
  }
}

const keyNow = (): string => (history.state as { key?: string } | null)?.key ?? 'first'

interface RouterOptions {
  readonly screens: readonly Screen[]
  readonly environment: Environment
  readonly isSignedIn: boolean
}

const visitOf = ({ screens, environment, isSignedIn }: RouterOptions, address: string): Visit => {
  const { path, search } = splitAddress(address)
  const at = { key: keyNow(), address, search }
  for (const screen of screens) {
    const params = paramsOf(screen.path, path)
    if (params === null) continue
    const isForAll = screen.access === 'everyone' && screen.query?.athletesOnly !== true
    const mayAsk = screen.query !== undefined && (isSignedIn || isForAll)
    const query =
      mayAsk && screen.query !== undefined
        ? loadQuery(environment, screen.query.request, screen.query.variables({ params, search }), {
            fetchPolicy: 'store-or-network',
          })
        : null
    return { ...at, params, screen, query, component: codeOf(screen) }
  }
  return { ...at, params: {}, screen: null, query: null, component: null }
}

const scrolls = new Map<string, number>()

const PREPARED_AFTER_MS = 1_500

/** Hears when the page has nothing to do. Returns what ends it. */
const whenIdle = (work: () => void): (() => void) => {
  // Safari has no idle callbacks.
  const begin = () => ('requestIdleCallback' in window ? requestIdleCallback(work) : work())
  const timer = setTimeout(begin, PREPARED_AFTER_MS)
  return () => clearTimeout(timer)
}

const isInSight = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}

const savesData = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true

/** Keeps what is shown in step with the address of the browser. */
export const useRouting = (options: RouterOptions): Routing => {
  const [visit, setVisit] = useState(() => visitOf(options, addressNow()))
  const [isMoving, startMoving] = useTransition()

  const router = useMemo(() => {
    const again = () => startMoving(() => setVisit(visitOf(options, addressNow())))
    return {
      again,
      go(address: string, how: 'push' | 'replace' = 'push') {
        if (how === 'replace') history.replaceState({ key: keyNow() }, '', address)
        else history.pushState({ key: randomId() }, '', address)
        again()
      },
      prepare(address: string) {
        const { path } = splitAddress(address)
        const screen = options.screens.find((each) => paramsOf(each.path, path) !== null)
        if (screen !== undefined) codeOf(screen).catch(() => undefined)
      },
    }
  }, [options])

  const shownKey = useRef(visit.key)
  useEffect(() => {
    history.scrollRestoration = 'manual'
    // The place in a screen is noted while it is read: when the address has changed, it is too late.
    const scrolled = () => scrolls.set(shownKey.current, scrollY)
    addEventListener('popstate', router.again)
    addEventListener('scroll', scrolled, { passive: true })
    return () => {
      removeEventListener('popstate', router.again)
      removeEventListener('scroll', scrolled)
    }
  }, [router])

  // Back leads to the place from before, and a new screen begins at its top.
  useLayoutEffect(() => {
    shownKey.current = visit.key
    scrollTo(0, scrolls.get(visit.key) ?? 0)
  }, [visit.key])

  // The link that led to a screen may be gone with the one before: then who uses the keys begins at the top of what is new.
  const focusedKey = useRef(visit.key)
  useEffect(() => {
    if (focusedKey.current === visit.key) return
    focusedKey.current = visit.key
    if (document.activeElement === document.body) document.getElementById('content')?.focus({ preventScroll: true })
  }, [visit.key])

  useEffect(() => () => visit.query?.dispose(), [visit])

  // Who presses a link that is in sight finds the code of its screen there, also where no mouse comes before the press.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another screen has other links
  useEffect(() => {
    if (savesData()) return
    return whenIdle(() => {
      for (const link of document.querySelectorAll('a[href^="/"]'))
        if (isInSight(link)) router.prepare(link.getAttribute('href') ?? '')
    })
  }, [visit.key, router])

  return { router, visit, isMoving }
}

export const RouterProvider = ({ of, children }: { readonly of: Routing; readonly children: ReactNode }) => (
  <RouterContext value={of.router}>
    <VisitContext value={of.visit}>
      <MovingContext value={of.isMoving}>{children}</MovingContext>
    </VisitContext>
  </RouterContext>
)

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { readonly to: string }

const isOwn = (event: MouseEvent<HTMLAnchorElement>): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented

/** A link to a screen of the app. Its code is loaded as soon as somebody points at it or touches it, if it was not before. */
export const Link = ({ to, onClick, ...rest }: LinkProps) => {
  const router = useRouter()
  return (
    <a
      {...rest}
      href={to}
      onPointerEnter={() => router.prepare(to)}
      onFocus={() => router.prepare(to)}
      onClick={(event) => {
        onClick?.(event)
        if (!isOwn(event)) return
        event.preventDefault()
        router.go(to)
      }}
    />
  )
}
