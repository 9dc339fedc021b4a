import { graphql, useLazyLoadQuery, usePaginationFragment } from 'react-relay/hooks'
import type { archiveFailures_upload$key } from '#relay/archiveFailures_upload'
import type { archiveFailuresPageQuery } from '#relay/archiveFailuresPageQuery'
import type { archiveFailuresQuery } from '#relay/archiveFailuresQuery'
import { Link } from '../../app/router.tsx'
import { Button } from '../../design/parts.tsx'
import { useReasons } from '../../social/use-reasons.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import own from './archive.texts.ts'

const PAGE = 50

const List = ({ upload }: { readonly upload: archiveFailures_upload$key }) => {
  const t = useTexts(own)
  const reasons = useReasons()
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<archiveFailuresPageQuery, archiveFailures_upload$key>(
    graphql`
      fragment archiveFailures_upload on Upload
      @refetchable(queryName: "archiveFailuresPageQuery")
      @argumentDefinitions(count: { type: "Int!" }, cursor: { type: "String" }) {
        archive {
          failures(first: $count, after: $cursor) @connection(key: "archiveFailures_failures") {
            edges {
              node {
                fileName
                failure {
                  code
                  message
                  duplicateOf {
                    id
                    name
                  }
                }
              }
            }
          }
        }
      }
    `,
    upload,
  )
  return (
    <>
      <ul className="archive-failures">
        {data.archive?.failures.edges.map(({ node: { fileName, failure } }) => (
          <li key={fileName}>
            <strong>{fileName}</strong>
            <span>
              {reasons.failure(failure)}{' '}
              {failure.duplicateOf != null && <Link to={hrefs.activity(failure.duplicateOf.id)}>{failure.duplicateOf.name}</Link>}
            </span>
          </li>
        ))}
      </ul>
      {hasNext && (
        <Button small look="outline" busy={isLoadingNext} onClick={() => loadNext(PAGE)}>
          {t('more')}
        </Button>
      )}
    </>
  )
}

/** The files of an archive that could not be used, each with what was wrong. */
export const ArchiveFailures = ({ uploadId }: { readonly uploadId: string }) => {
  const { upload } = useLazyLoadQuery<archiveFailuresQuery>(
    graphql`
      query archiveFailuresQuery($id: ID!, $count: Int!) {
        upload(id: $id) {
          ...archiveFailures_upload @arguments(count: $count)
        }
      }
    `,
    { id: uploadId, count: PAGE },
  )
  return upload == null ? null : <List upload={upload} />
}
