import { DemoButton } from '../../account/demo-button.tsx'
import { Link } from '../../app/router.tsx'
import { Icon, type IconName } from '../../design/icon.tsx'
import { buttonClass } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

const POINTS: readonly {
  readonly icon: IconName
  readonly title: 'point1' | 'point2' | 'point3'
  readonly text: 'point1More' | 'point2More' | 'point3More'
}[] = [
  { icon: 'people', title: 'point1', text: 'point1More' },
  { icon: 'trophy', title: 'point2', text: 'point2More' },
  { icon: 'flag', title: 'point3', text: 'point3More' },
]

/** What somebody sees who is not signed in. */
export const Welcome = () => {
  const t = useTexts(own)
  return (
    <div className="page welcome">
      <title>{`Gruppetto · ${t('claim')}`}</title>
      <section className="welcome-head">
        <div>
          <h1>{t('claim')}</h1>
          <p>{t('claimMore')}</p>
          <div className="welcome-actions">
            <DemoButton />
            <Link className={buttonClass('outline')} to={hrefs.signUp()}>
              {t('join')}
            </Link>
          </div>
        </div>
        <svg className="welcome-art" viewBox="0 0 520 360" aria-hidden="true">
          <path className="hill far" d="M0 250c70-60 120-90 190-70s110 40 180 0 110-50 150-40v220H0z" />
          <path className="hill mid" d="M0 290c90-30 140-60 220-40s130 40 300-20v130H0z" />
          <path className="hill near" d="M0 330c120-40 200-10 300-20s150-30 220-30v80H0z" />
          <path className="way" d="M10 320c80-10 110-60 170-62s70 26 120 14 60-74 116-82 70-20 92-52" />
          <circle className="rider" cx="160" cy="259" r="7" />
          <circle className="rider" cx="184" cy="258" r="7" />
          <circle className="rider" cx="208" cy="263" r="7" />
          <circle className="rider last" cx="112" cy="287" r="8" />
        </svg>
      </section>
      <ul className="welcome-points">
        {POINTS.map(({ icon, title, text }) => (
          <li key={title} className="card is-padded">
            <Icon name={icon} />
            <h2>{t(title)}</h2>
            <p>{t(text)}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
