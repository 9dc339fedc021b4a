import { useState } from 'react'
import { graphql, useFragment, useMutation } from 'react-relay/hooks'
import type { begin_viewer$key } from '#relay/begin_viewer'
import type { beginMutation } from '#relay/beginMutation'
import { outcome } from '../../api/outcome.ts'
import { Link, useRouter } from '../../app/router.tsx'
import { SelectField } from '../../design/fields.tsx'
import { Button, buttonClass } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import sports from '../../texts/sports.texts.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { Out } from './out.tsx'
import own from './texts.ts'

const SPORTS = [
  'RIDE',
  'GRAVEL_RIDE',
  'MOUNTAIN_BIKE_RIDE',
  'RUN',
  'TRAIL_RUN',
  'WALK',
  'HIKE',
  'NORDIC_SKI',
  'OPEN_WATER_SWIM',
  'ROW',
] as const
const AUDIENCES = ['EVERYONE', 'FOLLOWERS', 'ONLY_ME'] as const

/** Starts a live session, or leads to the one that is going on. */
export const Begin = ({ viewer: key }: { readonly viewer: begin_viewer$key }) => {
  const t = useTexts(own)
  const sportName = useTexts(sports)
  const say = useToast()
  const { go } = useRouter()
  const viewer = useFragment(
    graphql`
      fragment begin_viewer on Viewer {
        id
        liveSession {
          id
          status
          ...out_session
        }
      }
    `,
    key,
  )
  const [sport, setSport] = useState<(typeof SPORTS)[number]>('RIDE')
  const [visibility, setVisibility] = useState<(typeof AUDIENCES)[number]>('FOLLOWERS')
  const [start, isStarting] = useMutation<beginMutation>(graphql`
    mutation beginMutation($input: StartLiveSessionInput!) {
      startLiveSession(input: $input) {
        id
        status
        ...out_session
      }
    }
  `)
  const { liveSession } = viewer
  const isOn = liveSession != null && liveSession.status !== 'ENDED'
  const begin = () => {
    let made: string | undefined
    start({
      variables: { input: { sport, visibility } },
      updater: (store) => {
        const session = store.getRootField('startLiveSession')
        made = session?.getDataID()
        if (session != null) store.get(viewer.id)?.setLinkedRecord(session, 'liveSession')
      },
      ...outcome(
        () => say(t('startFailed')),
        () => made !== undefined && go(hrefs.liveSession(made, 'on')),
      ),
    })
  }
  return (
    <section className="card is-padded live-begin" aria-labelledby="live-begin">
      <h2 id="live-begin">{t('yours')}</h2>
      {isOn ? (
        <div className="live-own">
          <Out session={liveSession} />
          <Link className={buttonClass('main')} to={hrefs.liveSession(liveSession.id)}>
            {t('open')}
          </Link>
        </div>
      ) : (
        <>
          <p className="soft">{t('startMore')}</p>
          <div className="live-form">
            <SelectField
              label={t('sport')}
              of={SPORTS.map((value) => ({ value, text: sportName(value) }))}
              value={sport}
              onChoose={setSport}
            />
            <SelectField
              label={t('whoSees')}
              of={AUDIENCES.map((value) => ({ value, text: t(value) }))}
              value={visibility}
              onChoose={setVisibility}
            />
            <Button look="main" icon="live" busy={isStarting} onClick={begin}>
              {t('start')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
