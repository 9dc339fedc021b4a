import './activity-edit.css'
import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { activityEditQuery } from '#relay/activityEditQuery'
import { NotThere } from '../../app/not-there.tsx'
import { Link } from '../../app/router.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { useVisitor } from '../../app/visitor.tsx'
import { Icon } from '../../design/icon.tsx'
import { buttonClass } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { Crop } from './crop.tsx'
import { DeleteActivity } from './delete-activity.tsx'
import { EditForm } from './edit-form.tsx'
import { Others } from './others.tsx'
import own from './texts.ts'

export default function ActivityEdit({ query }: ScreenProps<activityEditQuery>) {
  const t = useTexts(own)
  const { athleteId } = useVisitor()
  const { activity, viewer } = usePreloadedQuery<activityEditQuery>(
    graphql`
      query activityEditQuery($id: ID!) @preloadable {
        activity(id: $id) {
          id
          name
          athlete {
            id
          }
          ...editForm_activity
          ...crop_activity
          ...others_activity
        }
        viewer {
          ...editForm_viewer
        }
      }
    `,
    query,
  )
  if (activity == null || viewer == null || activity.athlete?.id !== athleteId) {
    return <NotThere title={t('gone')}>{t('goneMore')}</NotThere>
  }
  return (
    <div className="page is-narrow activity-edit">
      <title>{`${t('title')} · ${activity.name} · Gruppetto`}</title>
      <header>
        <Link className={`${buttonClass('quiet', true)} is-back`} to={hrefs.activity(activity.id)}>
          <Icon name="back" />
          {t('back')}
        </Link>
        <h1>{t('title')}</h1>
      </header>
      <EditForm activity={activity} viewer={viewer} />
      <Crop activity={activity} />
      <Others activity={activity} />
      <DeleteActivity id={activity.id} name={activity.name} />
    </div>
  )
}
