import { memo, Suspense, use, useEffect, useMemo, useState } from 'react'
import { graphql, type PreloadedQuery, useLazyLoadQuery } from 'react-relay/hooks'
import type { OperationType } from 'relay-runtime'
import type { frameQuery } from '#relay/frameQuery'
import type { frameUnreadSubscription } from '#relay/frameUnreadSubscription'
import { endSession } from '../api/session.ts'
import { Icon, type IconName } from '../design/icon.tsx'
import { Avatar, Button, buttonClass, Dialog } from '../design/parts.tsx'
import { useToast } from '../design/toasts.tsx'
import { OutboxProvider, useWaiting } from '../offline/outbox-context.tsx'
import offlineTexts from '../offline/texts.ts'
import { WaitingBar } from '../offline/waiting-bar.tsx'
import { onPressed, showUnread } from '../offline/worker.ts'
import { hrefs } from '../screens/mod.ts'
import { Handle } from '../social/handle.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { keepWriting } from '../texts/writing.ts'
import { Appearance } from './appearance.tsx'
import { Guard } from './failed.tsx'
import { NotThere } from './not-there.tsx'
import { PLACES, type PlaceName, placesFor } from './places.ts'
import { beginningAt, Link, useMoving, useRouter, useVisit, type Visit } from './router.tsx'
import { SuspendedBar } from './suspended-bar.tsx'
import own from './texts.ts'
import { useLive } from './use-live.ts'
import { usePush } from './use-push.ts'
import { useVisitor, type Visitor, VisitorContext } from './visitor.tsx'
import { Waiting } from './waiting.tsx'

const NotFound = () => {
  const t = useTexts(own)
  return <NotThere title={t('notFound')}>{t('notFoundMore')}</NotThere>
}

/** The screen itself, which is not rendered again because something around it was. */
const Shown = memo(({ visit }: { readonly visit: Visit }) => {
  const { component, query, params, search } = visit
  if (component === null) return <NotFound />
  const Screen = use(component)
  return <Screen query={query as PreloadedQuery<OperationType> | null} params={params} search={search} />
})

const Links = () => {
  const t = useTexts(own)
  return (
    <p className="frame-links">
      <a href="/graphql">{t('api')}</a>
      <Link to={hrefs.partner()}>{t('partners')}</Link>
      <Link to={hrefs.parts()}>{t('parts')}</Link>
    </p>
  )
}

/** Where somebody may look around who is not signed in. */
const OPEN = ['clubs', 'challenges', 'segments', 'shop'] as const satisfies readonly PlaceName[]

const OpenPlaces = () => {
  const t = useTexts(own)
  return (
    <nav className="frame-links" aria-label={t('open')}>
      {OPEN.map((name) => (
        <Link key={name} to={PLACES[name].to()}>
          {t(name)}
        </Link>
      ))}
    </nav>
  )
}

const Foot = () => (
  <footer className="frame-foot">
    <OpenPlaces />
    <Links />
    <Appearance />
  </footer>
)

const Content = ({ children }: { readonly children: React.ReactNode }) => (
  <main id="content" tabIndex={-1}>
    {children}
  </main>
)

/** What is at the address, and below it the foot, which comes with each screen anew: a foot that stays would move. */
const Place = ({ isSignedIn }: { readonly isSignedIn: boolean }) => {
  const router = useRouter()
  const visit = useVisit()
  const mustSignIn = !isSignedIn && visit.screen?.access === 'athletes'
  useEffect(() => {
    if (mustSignIn) router.go(hrefs.signIn(visit.address), 'replace')
  }, [mustSignIn, visit.address, router])
  const waiting = (
    <Content>
      <Waiting />
    </Content>
  )
  if (mustSignIn) return waiting
  return (
    <Suspense fallback={waiting}>
      <Content>
        <Guard level={1} of={visit} again={router.again}>
          <Shown visit={visit} />
        </Guard>
      </Content>
      {!isSignedIn && <Foot key={visit.key} />}
    </Suspense>
  )
}

const Brand = () => (
  <Link className="brand" to={hrefs.home()}>
    <img src="/icon.svg" alt="" width="32" height="32" />
    <span>Gruppetto</span>
  </Link>
)

interface TabProps {
  readonly to: string
  readonly icon: IconName
  readonly text: string
  readonly count?: number
  readonly says?: string
}

/** Whether an address is below that of a place, as a club is below the clubs. */
const isWithin = (address: string, to: string): boolean =>
  to !== '/' && (address.startsWith(`${to}/`) || address.startsWith(`${to}?`))

const Tab = ({ to, icon, text, count = 0, says }: TabProps) => {
  const { address } = useVisit()
  return (
    <Link className="tab" to={to} aria-current={address === to ? 'page' : isWithin(address, to) ? 'true' : undefined}>
      <span className="tab-icon">
        <Icon name={icon} />
        {count > 0 && (
          <span className="tab-count" aria-hidden="true">
            {count > 99 ? '99+' : count}
          </span>
        )}
      </span>
      <span>{text}</span>
      {count > 0 && <span className="unseen">{says}</span>}
    </Link>
  )
}

const QUERY = graphql`
  query frameQuery {
    viewer {
      id
      timeZone
      units
      persona
      roles
      ...suspendedBar_viewer
      unreadNotificationCount
      athlete {
        id
        handle
        displayName
        avatarUrl
      }
    }
  }
`

const UNREAD = graphql`
  subscription frameUnreadSubscription {
    unreadNotificationCountChanged
  }
`

const useUnreadCount = (viewerId: string): void => {
  useLive<frameUnreadSubscription>(
    useMemo(
      () => ({
        subscription: UNREAD,
        variables: {},
        updater: (store, data) => {
          if (data != null) store.get(viewerId)?.setValue(data.unreadNotificationCountChanged, 'unreadNotificationCount')
        },
      }),
      [viewerId],
    ),
  )
}

const Athlete = ({ of }: { readonly of: NonNullable<frameQuery['response']['viewer']> }) => {
  const t = useTexts(own)
  const say = useToast()
  const [isOpen, setOpen] = useState(false)
  const offline = useTexts(offlineTexts)
  const waiting = useWaiting().length
  const [isGivingUp, setGivingUp] = useState(false)
  const { athlete, unreadNotificationCount, persona, roles } = of
  const { bar, menu } = placesFor(persona)
  const unread = unreadNotificationCount ?? 0
  useUnreadCount(of.id)
  usePush(athlete.id)
  useEffect(() => showUnread(unread), [unread])
  const leave = async () => {
    // What has not been sent would be lost.
    if (waiting > 0 && !isGivingUp) return setGivingUp(true)
    try {
      await beginningAt(hrefs.home(), endSession)
    } catch {
      say(t('signOutFailed'))
    }
  }
  return (
    <>
      <nav className="tabs-nav" aria-label={t('main')}>
        {bar.map((name) => (
          <Tab
            key={name}
            to={PLACES[name].to()}
            icon={PLACES[name].icon}
            text={t(name)}
            count={name === 'notifications' ? unread : 0}
            says={t('unread', { count: unread })}
          />
        ))}
      </nav>
      <button type="button" className="frame-me" onClick={() => setOpen(true)} aria-haspopup="dialog">
        <Avatar name={athlete.displayName} url={athlete.avatarUrl} />
        <span className="unseen">{t('menu')}</span>
      </button>
      <Dialog title={athlete.displayName} open={isOpen} onClose={() => setOpen(false)}>
        <div className="frame-menu">
          <p className="frame-handle">
            <Handle of={athlete.handle} />
          </p>
          <ul className="frame-places">
            <li>
              <Link to={hrefs.athlete(athlete.handle)} onClick={() => setOpen(false)}>
                <Icon name="user" />
                {t('profile')}
              </Link>
            </li>
            {menu.map((name) => (
              <li key={name}>
                <Link to={PLACES[name].to()} onClick={() => setOpen(false)}>
                  <Icon name={PLACES[name].icon} />
                  {t(name)}
                </Link>
              </li>
            ))}
            {roles.includes('STAFF') && (
              <li>
                <Link to={hrefs.staff()} onClick={() => setOpen(false)}>
                  <Icon name="shield" />
                  {t('staff')}
                </Link>
              </li>
            )}
          </ul>
          <Appearance />
          {isGivingUp && waiting > 0 && <p role="alert">{offline('giveUp', { count: waiting })}</p>}
          <Button look="outline" onClick={leave}>
            {t('signOut')}
          </Button>
          <Links />
        </div>
      </Dialog>
    </>
  )
}

const Stranger = () => {
  const t = useTexts(own)
  return (
    <nav className="frame-out" aria-label={t('main')}>
      <Link className={buttonClass('quiet')} to={hrefs.signIn()}>
        {t('signIn')}
      </Link>
      <Link className={buttonClass('main')} to={hrefs.signUp()}>
        {t('signUp')}
      </Link>
    </nav>
  )
}

interface BarsProps {
  readonly isSignedIn: boolean
  /** What stands below the head of every screen. */
  readonly below?: React.ReactNode
  readonly children: React.ReactNode
}

const Top = ({ children }: { readonly children: React.ReactNode }) => (
  <header className={useMoving() ? 'frame is-moving' : 'frame'}>
    <div className="frame-inner">
      <Brand />
      {children}
    </div>
  </header>
)

const Bars = ({ isSignedIn, below, children }: BarsProps) => {
  const t = useTexts(own)
  const { go } = useRouter()
  useEffect(() => onPressed(go), [go])
  const { language, locale, units, timeZone } = useVisitor()
  useEffect(() => void keepWriting({ language, locale, units, timeZone }), [language, locale, units, timeZone])
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Top>{children}</Top>
      {below}
      <WaitingBar />
      <Place isSignedIn={isSignedIn} />
    </>
  )
}

const SignedIn = () => {
  const base = useVisitor()
  const { viewer } = useLazyLoadQuery<frameQuery>(QUERY, {}, { fetchPolicy: 'store-or-network' })
  const timeZone = viewer?.timeZone ?? base.timeZone
  const units = viewer?.units ?? base.units
  const { id: athleteId = null, handle = null } = viewer?.athlete ?? {}
  // Whatever writes a text or a number depends on it: it stays the same while who looks does.
  const visitor = useMemo<Visitor>(
    () => ({ ...base, timeZone, units, athleteId, handle }),
    [base, timeZone, units, athleteId, handle],
  )
  if (viewer == null) return <Bars isSignedIn>{null}</Bars>
  return (
    <VisitorContext value={visitor}>
      <OutboxProvider key={viewer.athlete.id} athleteId={viewer.athlete.id}>
        <Bars isSignedIn below={<SuspendedBar viewer={viewer} />}>
          <Athlete of={viewer} />
        </Bars>
      </OutboxProvider>
    </VisitorContext>
  )
}

/** What is around every screen. It is not rendered again when somebody moves: its parts follow the router by themselves. */
export const Frame = memo(({ isSignedIn }: { readonly isSignedIn: boolean }) => {
  const router = useRouter()
  const inside = isSignedIn ? (
    <SignedIn />
  ) : (
    <Bars isSignedIn={false}>
      <Stranger />
    </Bars>
  )
  return (
    <Guard level={1} of={isSignedIn} again={router.again}>
      <Suspense
        fallback={
          <main>
            <Waiting />
          </main>
        }
      >
        {inside}
      </Suspense>
    </Guard>
  )
})
