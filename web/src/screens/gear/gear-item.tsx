import { useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { gearItem_gear$key } from '#relay/gearItem_gear'
import { Icon } from '../../design/icon.tsx'
import { Bar, Button, Dialog } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { GearForm } from './gear-form.tsx'
import own from './texts.ts'

const ICONS = { SHOES: 'shoe', BIKE: 'ride', OTHER: 'box' } as const

/** A bike or a pair of shoes, and how far it has gone of what it shall go. */
export const GearItem = ({ gear: key }: { readonly gear: gearItem_gear$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const [isOpen, setOpen] = useState(false)
  const gear = useFragment(
    graphql`
      fragment gearItem_gear on Gear {
        id
        name
        kind
        distanceMeters
        retireAtMeters
        retired
        product {
          id
          name
        }
      }
    `,
    key,
  )
  const { name, kind, distanceMeters, retireAtMeters, product } = gear
  const part = retireAtMeters == null ? 0 : distanceMeters / retireAtMeters
  return (
    <li className="card is-padded gear-item">
      <span className="gear-icon">
        <Icon name={ICONS[kind]} />
      </span>
      <div>
        <h2>{name}</h2>
        {product != null && product.name !== name && <p className="training-soft">{product.name}</p>}
      </div>
      <Button small look="quiet" round icon="pen" onClick={() => setOpen(true)}>
        {t('change', { name })}
      </Button>
      <div className="gear-far">
        <p>
          <strong>{measures.distance(distanceMeters)}</strong>
          {retireAtMeters != null && (
            <span className="training-soft"> {t('of', { limit: measures.distance(retireAtMeters) })}</span>
          )}
        </p>
        {retireAtMeters != null && <Bar part={part} label={t('wornOf', { name })} />}
        {part >= 1 && <p className="gear-worn">{t('worn')}</p>}
      </div>
      <Dialog title={name} open={isOpen} onClose={() => setOpen(false)}>
        <GearForm viewerId={null} gear={gear} onDone={() => setOpen(false)} />
      </Dialog>
    </li>
  )
}
