import './settings-plan.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { settingsPlanQuery } from '#relay/settingsPlanQuery'
import { Section, Settings } from '../../account/settings.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Invoices } from './invoices.tsx'
import { Plans } from './plans.tsx'
import { Redeem } from './redeem.tsx'
import { Subscription } from './subscription.tsx'
import own from './texts.ts'

export default function SettingsPlan({ query }: ScreenProps<settingsPlanQuery>) {
  const t = useTexts(own)
  const data = usePreloadedQuery<settingsPlanQuery>(
    graphql`
      query settingsPlanQuery @preloadable {
        viewer {
          subscription {
            ...subscription_subscription
            ...plans_subscription
            ...invoices_subscription
          }
        }
        ...plans_query
      }
    `,
    query,
  )
  const subscription = data.viewer?.subscription
  return (
    <Settings part="plan">
      {subscription == null ? (
        <Section title={t('away')}>
          <p>{t('awayMore')}</p>
        </Section>
      ) : (
        <>
          <Subscription subscription={subscription} />
          <Plans query={data} subscription={subscription} />
          <Redeem />
          <Invoices subscription={subscription} />
        </>
      )}
    </Settings>
  )
}
