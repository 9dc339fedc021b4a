import { graphql, useLazyLoadQuery } from 'react-relay/hooks'
import type { exportFilesQuery } from '#relay/exportFilesQuery'
import { Icon } from '../../design/icon.tsx'
import { buttonClass } from '../../design/parts.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import own from './tools.texts.ts'

const FORMATS = ['original', 'gpx', 'tcx', 'fit'] as const

/** The files of an activity. Their addresses hold for an hour, so they are asked for when somebody wants one. */
export const ExportFiles = ({ id, isOwn }: { readonly id: string; readonly isOwn: boolean }) => {
  const t = useTexts(own)
  const { activity } = useLazyLoadQuery<exportFilesQuery>(
    graphql`
      query exportFilesQuery($id: ID!) {
        activity(id: $id) {
          original: exportUrl(format: ORIGINAL)
          gpx: exportUrl(format: GPX)
          tcx: exportUrl(format: TCX)
          fit: exportUrl(format: FIT)
        }
      }
    `,
    { id },
    { fetchPolicy: 'network-only' },
  )
  const files = FORMATS.flatMap((format) => {
    const url = activity?.[format]
    return url == null ? [] : [{ format, url }]
  })
  if (files.length === 0) return <p>{t('noFiles')}</p>
  return (
    <div className="tools-files">
      <p>{t(isOwn ? 'filesMore' : 'filesOthers')}</p>
      <ul>
        {files.map(({ format, url }) => (
          <li key={format}>
            <a className={buttonClass('outline')} href={url} download>
              <Icon name="download" />
              {t(format)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
