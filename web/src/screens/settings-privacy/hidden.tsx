import { graphql, useFragment } from 'react-relay/hooks'
import type { hidden_privacy$key } from '#relay/hidden_privacy'
import { Section } from '../../account/settings.tsx'
import { SelectField, Switch } from '../../design/fields.tsx'
import { useMeasures } from '../../texts/use-measures.ts'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'
import { usePrivacy } from './use-privacy.ts'

const ENDS = [0, 100, 200, 400, 600, 800, 1_000, 1_500, 2_000]

/** What nobody else sees of a recording. */
export const Hidden = ({ privacy: key }: { readonly privacy: hidden_privacy$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const set = usePrivacy()
  const privacy = useFragment(
    graphql`
      fragment hidden_privacy on PrivacySettings {
        hideStartEndMeters
        hideHeartRate
        recordingsForStatistics
      }
    `,
    key,
  )
  const now = privacy.hideStartEndMeters
  const ends = [...new Set([...ENDS, now])].sort((a, b) => a - b)
  return (
    <Section title={t('hidden')} more={t('hiddenMore')}>
      <SelectField
        label={t('ends')}
        hint={t('endsMore')}
        of={ends.map((meters) => ({ value: String(meters), text: meters === 0 ? t('nothing') : measures.distance(meters) }))}
        value={String(now)}
        onChoose={(meters) => set({ hideStartEndMeters: Number(meters) })}
      />
      <Switch
        label={t('heart')}
        hint={t('heartMore')}
        on={privacy.hideHeartRate}
        onChange={(hideHeartRate) => set({ hideHeartRate })}
      />
      <Switch
        label={t('statistics')}
        hint={t('statisticsMore')}
        on={privacy.recordingsForStatistics}
        onChange={(recordingsForStatistics) => set({ recordingsForStatistics })}
      />
    </Section>
  )
}
