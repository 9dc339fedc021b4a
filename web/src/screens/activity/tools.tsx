import './tools.css'
import { Suspense, useState } from 'react'
import { graphql, useFragment } from 'react-relay/hooks'
import type { tools_activity$key } from '#relay/tools_activity'
import { Guard } from '../../app/failed.tsx'
import { Link } from '../../app/router.tsx'
import { useVisitor } from '../../app/visitor.tsx'
import { Icon } from '../../design/icon.tsx'
import { Bone, Button, buttonClass, Dialog } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { ExportFiles } from './export-files.tsx'
import own from './tools.texts.ts'

/** What can be done with an activity: its athlete edits it and sees what others see of it; who is signed in takes its file along. */
export const Tools = ({ activity: key }: { readonly activity: tools_activity$key }) => {
  const t = useTexts(own)
  const { athleteId } = useVisitor()
  const [isOpen, setOpen] = useState(false)
  const { id, isManual, athlete } = useFragment(
    graphql`
      fragment tools_activity on Activity {
        id
        isManual
        athlete {
          id
        }
      }
    `,
    key,
  )
  if (athleteId === null) return null
  const isOwn = athlete?.id === athleteId
  if (!isOwn && isManual) return null
  return (
    <div className="tools">
      {isOwn && (
        <>
          <Link className={buttonClass('outline', true)} to={hrefs.activityEdit(id)}>
            <Icon name="pen" />
            {t('edit')}
          </Link>
          <Link className={buttonClass('outline', true)} to={hrefs.activityAsStranger(id)}>
            <Icon name="eye" />
            {t('asStranger')}
          </Link>
        </>
      )}
      {!isManual && (
        <Button small look="outline" icon="download" onClick={() => setOpen(true)}>
          {t('export')}
        </Button>
      )}
      <Dialog title={t('export')} open={isOpen} onClose={() => setOpen(false)}>
        <Guard of={isOpen} again={() => undefined}>
          <Suspense fallback={<Bone height="8rem" />}>
            <ExportFiles id={id} isOwn={isOwn} />
          </Suspense>
        </Guard>
      </Dialog>
    </div>
  )
}
