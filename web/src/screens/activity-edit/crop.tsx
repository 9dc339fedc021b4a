import { lazy, Suspense, useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { crop_activity$key } from '#relay/crop_activity'
import { Guard } from '../../app/failed.tsx'
import { Bone, Button } from '../../design/parts.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'

// With its map, for who cuts.
const CropRecording = lazy(() => import('./crop-recording.tsx'))

/** Which part of the recording counts. What was entered by hand has none. */
export const Crop = ({ activity: key }: { readonly activity: crop_activity$key }) => {
  const t = useTexts(own)
  const { clock } = useMeasures()
  const [isOpen, setOpen] = useState(false)
  const { id, isManual, visibility, crop } = useFragment(
    graphql`
      fragment crop_activity on Activity {
        id
        isManual
        visibility
        crop {
          fromSeconds
          toSeconds
        }
      }
    `,
    key,
  )
  if (isManual) return null
  return (
    <section className="card is-padded edit-form">
      <h2>{t('crop')}</h2>
      <p>{crop == null ? t('cropMore') : t('isCropped', { from: clock(crop.fromSeconds), to: clock(crop.toSeconds) })}</p>
      {isOpen ? (
        <Guard of={isOpen} again={() => setOpen(false)}>
          <Suspense fallback={<Bone height="26rem" />}>
            <CropRecording id={id} isForMe={visibility === 'ONLY_ME'} />
          </Suspense>
        </Guard>
      ) : (
        <div className="edit-acts">
          <Button look="outline" icon="scissors" onClick={() => setOpen(true)}>
            {t('cropOpen')}
          </Button>
        </div>
      )}
    </section>
  )
}
