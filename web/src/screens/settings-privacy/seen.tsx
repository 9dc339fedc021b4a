import { graphql, useFragment } from 'react-relay/hooks'
import type { seen_privacy$key } from '#relay/seen_privacy'
import { Section } from '../../account/settings.tsx'
import { CardChoice, Switch } from '../../design/fields.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './texts.ts'
import { usePrivacy } from './use-privacy.ts'

const VISIBILITIES = ['EVERYONE', 'FOLLOWERS', 'ONLY_ME'] as const

interface SeenProps {
  readonly privacy: seen_privacy$key
  /** Whether anybody is nudged. */
  readonly withNudges: boolean
}

/** Who sees the athlete and what the athlete does. */
export const Seen = ({ privacy: key, withNudges }: SeenProps) => {
  const t = useTexts(own)
  const set = usePrivacy()
  const privacy = useFragment(
    graphql`
      fragment seen_privacy on PrivacySettings {
        profile
        defaultActivityVisibility
        approveFollowers
        suggestMe
        nudgeMe
      }
    `,
    key,
  )
  return (
    <>
      <Section title={t('activities')} more={t('activitiesMore')}>
        <CardChoice
          label={t('activities')}
          name="activities"
          of={VISIBILITIES.map((value) => ({ value, text: t(value), more: t(`${value}_ACTIVITIES`) }))}
          value={privacy.defaultActivityVisibility}
          onChoose={(defaultActivityVisibility) => set({ defaultActivityVisibility })}
        />
      </Section>
      <Section title={t('profile')} more={t('profileMore')}>
        <CardChoice
          label={t('profile')}
          name="profile"
          of={VISIBILITIES.map((value) => ({ value, text: t(value), more: t(`${value}_PROFILE`) }))}
          value={privacy.profile}
          onChoose={(profile) => set({ profile })}
        />
        <Switch
          label={t('approve')}
          hint={t('approveMore')}
          on={privacy.approveFollowers}
          onChange={(approveFollowers) => set({ approveFollowers })}
        />
        <Switch
          label={t('suggest')}
          hint={t('suggestMore')}
          on={privacy.suggestMe}
          disabled={privacy.approveFollowers || privacy.profile !== 'EVERYONE'}
          onChange={(suggestMe) => set({ suggestMe })}
        />
        {withNudges && (
          <Switch label={t('nudge')} hint={t('nudgeMore')} on={privacy.nudgeMe} onChange={(nudgeMe) => set({ nudgeMe })} />
        )}
      </Section>
    </>
  )
}
