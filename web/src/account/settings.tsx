import './settings.css'
import type { ReactNode } from 'react'
import { Link } from '../app/router.tsx'
import { Icon, type IconName } from '../design/icon.tsx'
import { hrefs } from '../screens/mod.ts'
import { useTexts } from '../texts/use-texts.ts'
import own from './settings.texts.ts'

const PARTS = {
  profile: 'user',
  privacy: 'eye',
  training: 'watch',
  notifications: 'bell',
  account: 'key',
  plan: 'trophy',
  data: 'box',
} as const satisfies Readonly<Record<string, IconName>>

export type SettingsPart = keyof typeof PARTS

const ALL = Object.keys(PARTS) as readonly SettingsPart[]

/** What is around each screen of the settings: the way to the others, and its own heading. */
export const Settings = ({ part, children }: { readonly part: SettingsPart; readonly children: ReactNode }) => {
  const t = useTexts(own)
  return (
    <div className="page settings">
      <title>{`${t(part)} · ${t('settings')} · Gruppetto`}</title>
      <nav className="settings-nav" aria-label={t('settings')}>
        {ALL.map((each) => (
          <Link key={each} to={hrefs.settings(each)} aria-current={each === part ? 'page' : undefined}>
            <Icon name={PARTS[each]} />
            {t(each)}
          </Link>
        ))}
      </nav>
      <div className="settings-body">
        <h1>{t(part)}</h1>
        {children}
      </div>
    </div>
  )
}

interface SectionProps {
  readonly title: string
  readonly more?: ReactNode
  readonly children: ReactNode
}

/** Things that are set together. */
export const Section = ({ title, more, children }: SectionProps) => (
  <section className="card is-padded settings-section">
    <header>
      <h2>{title}</h2>
      {more !== undefined && <p className="settings-more">{more}</p>}
    </header>
    {children}
  </section>
)
