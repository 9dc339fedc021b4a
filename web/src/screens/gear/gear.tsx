import './gear.css'
import { useState } from 'react'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { gearQuery } from '#relay/gearQuery'
import type { ScreenProps } from '../../app/screen.ts'
import { Button, Dialog, Notice } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { TrainingFrame } from '../../training/training-frame.tsx'
import { GearForm } from './gear-form.tsx'
import { GearItem } from './gear-item.tsx'
import own from './texts.ts'

export default function Gear({ query }: ScreenProps<gearQuery>) {
  const t = useTexts(own)
  const [isOpen, setOpen] = useState(false)
  const { viewer } = usePreloadedQuery<gearQuery>(
    graphql`
      query gearQuery @preloadable {
        viewer {
          id
          gear {
            id
            retired
            ...gearItem_gear
          }
        }
      }
    `,
    query,
  )
  const gear = viewer?.gear
  const [used, retired] = [gear?.filter((each) => !each.retired) ?? [], gear?.filter((each) => each.retired) ?? []]
  const add = (
    <Button look="main" onClick={() => setOpen(true)}>
      {t('add')}
    </Button>
  )
  return (
    <TrainingFrame place="gear" act={gear != null && gear.length > 0 && add}>
      {gear == null && (
        <Notice icon="flag" title={t('away')}>
          {t('awayMore')}
        </Notice>
      )}
      {gear != null && gear.length === 0 && (
        <Notice kind="empty" icon="shoe" title={t('empty')} action={add}>
          {t('emptyMore')}
        </Notice>
      )}
      <ul className="gear-list">
        {used.map((each) => (
          <GearItem key={each.id} gear={each} />
        ))}
      </ul>
      {retired.length > 0 && (
        <section className="training-card">
          <h2>{t('retired')}</h2>
          <ul className="gear-list">
            {retired.map((each) => (
              <GearItem key={each.id} gear={each} />
            ))}
          </ul>
        </section>
      )}
      {viewer != null && (
        <Dialog title={t('add')} open={isOpen} onClose={() => setOpen(false)}>
          <GearForm viewerId={viewer.id} gear={null} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </TrainingFrame>
  )
}
