import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { zones_privacy$key } from '#relay/zones_privacy'
import type { zonesRemoveMutation } from '#relay/zonesRemoveMutation'
import { Section } from '../../account/settings.tsx'
import { useSend } from '../../app/use-send.ts'
import { Icon } from '../../design/icon.tsx'
import { Button, Dialog } from '../../design/parts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { AddZone } from './add-zone.tsx'
import own from './texts.ts'

const MOST = 10

/** Places around which nobody else sees where the athlete was. */
export const Zones = ({ privacy: key }: { readonly privacy: zones_privacy$key }) => {
  const t = useTexts(own)
  const say = useToast()
  const measures = useMeasures()
  const [isAdding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<{ readonly id: string; readonly label: string } | null>(null)
  const { zones } = useFragment(
    graphql`
      fragment zones_privacy on PrivacySettings {
        zones {
          id
          label
          radiusMeters
        }
      }
    `,
    key,
  )
  const { send, isBusy } = useSend<zonesRemoveMutation>(graphql`
    mutation zonesRemoveMutation($id: ID!) {
      removePrivacyZone(id: $id) {
        id
        privacy {
          ...zones_privacy
        }
      }
    }
  `)
  const remove = () => {
    if (removing === null) return
    send({ id: removing.id }, { done: () => setRemoving(null), failed: ({ all }) => say(all ?? t('notKept')) })
  }
  return (
    <Section title={t('zones')} more={t('zonesMore')}>
      {zones.length === 0 && <p className="soft">{t('noZones')}</p>}
      <ul className="settings-list">
        {zones.map(({ id, label, radiusMeters }) => (
          <li key={id}>
            <span className="settings-mark">
              <Icon name="place" />
            </span>
            <div>
              <strong>{label}</strong>
              <p className="soft">{t('around', { radius: measures.distance(radiusMeters) })}</p>
            </div>
            <Button small look="quiet" onClick={() => setRemoving({ id, label })} aria-label={t('removeZone', { label })}>
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div className="settings-acts">
        <Button look="outline" icon="place" disabled={zones.length >= MOST} onClick={() => setAdding(true)}>
          {t('addZone')}
        </Button>
        {zones.length >= MOST && <p className="soft">{t('mostZones', { most: MOST })}</p>}
      </div>
      <Dialog title={t('addZone')} open={isAdding} onClose={() => setAdding(false)}>
        <AddZone onDone={() => setAdding(false)} />
      </Dialog>
      <Dialog
        title={t('removeZone', { label: removing?.label ?? '' })}
        open={removing !== null}
        onClose={() => setRemoving(null)}
      >
        <div className="settings-form">
          <p>{t('removeZoneMore')}</p>
          <div className="settings-acts">
            <Button look="danger" busy={isBusy} onClick={remove}>
              {t('remove')}
            </Button>
            <Button look="quiet" onClick={() => setRemoving(null)}>
              {t('keep')}
            </Button>
          </div>
        </div>
      </Dialog>
    </Section>
  )
}
