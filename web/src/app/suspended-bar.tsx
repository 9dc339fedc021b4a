import { graphql, useFragment } from 'react-relay/hooks'
import type { suspendedBar_viewer$key } from '#relay/suspendedBar_viewer'
import { Icon } from '../design/icon.tsx'
import { hrefs } from '../screens/mod.ts'
import { useMeasures } from '../texts/use-measures.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Link } from './router.tsx'
import own from './texts.ts'

/** Says on every screen that the viewer only reads for a time, and leads to why. */
export const SuspendedBar = ({ viewer: key }: { readonly viewer: suspendedBar_viewer$key }) => {
  const t = useTexts(own)
  const measures = useMeasures()
  const { suspendedUntil, suspensionCase } = useFragment(
    graphql`
      fragment suspendedBar_viewer on Viewer {
        suspendedUntil
        suspensionCase {
          id
        }
      }
    `,
    key,
  )
  if (suspendedUntil == null || Date.parse(suspendedUntil) <= Date.now()) return null
  return (
    <div className="suspended-bar" role="status">
      <Icon name="shield" />
      <p>
        {t('suspended', { when: measures.dateTime(suspendedUntil) })}{' '}
        {suspensionCase != null && <Link to={hrefs.decision(suspensionCase.id)}>{t('suspendedWhy')}</Link>}
      </p>
    </div>
  )
}
