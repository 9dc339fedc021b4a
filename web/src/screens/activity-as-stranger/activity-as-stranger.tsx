import './activity-as-stranger.css'
import { Suspense, useEffect, useState } from 'react'
import { loadQuery, type PreloadedQuery, RelayEnvironmentProvider } from 'react-relay/hooks'
import type { activityQuery } from '#relay/activityQuery'
import request from '#request/activityQuery'
import { openStranger } from '../../api/environment.ts'
import { Guard } from '../../app/failed.tsx'
import { Link } from '../../app/router.tsx'
import type { Place } from '../../app/screen.ts'
import { useVisitor, VisitorContext } from '../../app/visitor.tsx'
import { Icon } from '../../design/icon.tsx'
import { Bone, buttonClass } from '../../design/parts.tsx'
import { allTime } from '../../texts/days.ts'
import { useTexts } from '../../texts/use-texts.ts'
import Activity from '../activity/activity.tsx'
import { hrefs } from '../mod.ts'
import own from './texts.ts'

/** An activity as the platform shows it to somebody who is not signed in: asked without a token, so nothing here decides what is hidden. */
export default function ActivityAsStranger({ params }: Place<'/activities/$id/as-a-stranger'>) {
  const t = useTexts(own)
  const visitor = useVisitor()
  const [environment] = useState(openStranger)
  const [tries, setTries] = useState(0)
  const [query, setQuery] = useState<PreloadedQuery<activityQuery> | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks again
  useEffect(() => {
    const asked = loadQuery<activityQuery>(environment, request, { id: params.id, ...allTime(Date.now()) })
    setQuery(asked)
    return () => asked.dispose()
  }, [environment, params.id, tries])
  const waiting = (
    <div className="page" role="status" aria-label={t('loading')}>
      <Bone height="20rem" />
    </div>
  )
  const again = () => {
    setQuery(null)
    setTries((before) => before + 1)
  }
  return (
    <>
      <aside className="as-stranger" aria-label={t('banner')}>
        <Icon name="eye" />
        <div>
          <strong>{t('banner')}</strong>
          <p>{t('more')}</p>
        </div>
        <Link className={buttonClass('outline', true)} to={hrefs.settings('privacy')}>
          {t('privacy')}
        </Link>
        <Link className={buttonClass('main', true)} to={hrefs.activity(params.id)}>
          {t('back')}
        </Link>
      </aside>
      <RelayEnvironmentProvider environment={environment}>
        <VisitorContext value={{ ...visitor, athleteId: null, handle: null }}>
          <Guard of={query} again={again}>
            <Suspense fallback={waiting}>
              {query === null ? waiting : <Activity query={query} params={params} search={new URLSearchParams()} />}
            </Suspense>
          </Guard>
        </VisitorContext>
      </RelayEnvironmentProvider>
    </>
  )
}
