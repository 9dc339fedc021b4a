import { graphql, useFragment } from 'react-relay/hooks'
import type { heldOut_activity$key } from '#relay/heldOut_activity'
import { Link } from '../../app/router.tsx'
import { Icon } from '../../design/icon.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './held-out.texts.ts'
import { ObjectTo } from './object.tsx'

/** Why an activity counts in no club and no challenge. Its athlete alone is told. */
export const HeldOut = ({ activity }: { readonly activity: heldOut_activity$key }) => {
  const t = useTexts(own)
  const { id, heldOutFor } = useFragment(
    graphql`
      fragment heldOut_activity on Activity {
        id
        heldOutFor
      }
    `,
    activity,
  )
  if (heldOutFor == null || heldOutFor.length === 0) return null
  return (
    <section className="notice held-out">
      <h2>
        <Icon name="flag" />
        {t('title')}
      </h2>
      <ul>
        {heldOutFor.map((reason) => (
          <li key={reason}>{t(reason)}</li>
        ))}
      </ul>
      <p>
        {t('more')} <Link to={hrefs.activityEdit(id)}>{t('edit')}</Link>
      </p>
      <ObjectTo id={id} />
    </section>
  )
}
