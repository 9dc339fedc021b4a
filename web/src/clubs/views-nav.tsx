import { useEffect, useRef } from 'react'
import { Link, useRouter } from '../app/router.tsx'
import { useTexts } from '../texts/use-texts.ts'
import own from './texts.ts'

interface ViewsNavProps {
  readonly label: string
  readonly of: readonly { readonly to: string; readonly text: string; readonly isShown: boolean; readonly waiting?: number }[]
}

/** Leads between the parts of one screen, each with an address of its own; back leads out of the screen. The one that is shown is in sight. */
export const ViewsNav = ({ label, of }: ViewsNavProps) => {
  const t = useTexts(own)
  const router = useRouter()
  const ref = useRef<HTMLElement>(null)
  const shown = of.find(({ isShown }) => isShown)?.to
  useEffect(() => {
    const nav = ref.current
    const link = shown === undefined ? null : nav?.querySelector<HTMLElement>('[aria-current]')
    if (nav == null || link == null) return
    const { left, width } = link.getBoundingClientRect()
    const around = nav.getBoundingClientRect()
    nav.scrollBy({ left: left + width / 2 - (around.left + around.width / 2) })
  }, [shown])
  return (
    <nav className="tabs views-nav" aria-label={label} ref={ref}>
      {of.map(({ to, text, isShown, waiting = 0 }) => (
        <Link
          key={to}
          to={to}
          aria-current={isShown ? 'page' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
            event.preventDefault()
            router.go(to, 'replace')
          }}
        >
          {text}
          {waiting > 0 && (
            <span className="count">
              <span aria-hidden="true">{waiting > 99 ? '99+' : waiting}</span>
              <span className="unseen">{t('waiting', { count: waiting })}</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  )
}
