import { graphql, usePreloadedQuery } from 'react-relay/hooks'
import type { settingsDataQuery } from '#relay/settingsDataQuery'
import { Settings } from '../../account/settings.tsx'
import type { ScreenProps } from '../../app/screen.ts'
import { Delete } from './delete.tsx'
import { Exports } from './exports.tsx'

export default function SettingsData({ query }: ScreenProps<settingsDataQuery>) {
  const { viewer } = usePreloadedQuery<settingsDataQuery>(
    graphql`
      query settingsDataQuery @preloadable {
        viewer {
          ...exports_viewer
        }
      }
    `,
    query,
  )
  return (
    <Settings part="data">
      {viewer != null && (
        <>
          <Exports viewer={viewer} />
          <Delete />
        </>
      )}
    </Settings>
  )
}
