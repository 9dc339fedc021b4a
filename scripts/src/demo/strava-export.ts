import { writeZip } from '@gruppetto/testing/zip-file'
import type { DemoFile } from './recordings.ts'

export interface ExportedRecording {
  readonly name: string
  /** As Strava calls the sport. */
  readonly type: 'Ride' | 'Run'
  readonly gear?: string
  /** A TCX file. */
  readonly bytes: Uint8Array
}

const HEADER =
  'Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Activity Gear,Filename'

/** Writes a zip as Strava exports an account: the recordings, and a list of them. */
export const stravaExport = (fileName: string, recordings: readonly ExportedRecording[]): DemoFile => {
  const paths = recordings.map((_recording, index) => `activities/${index + 1}.tcx`)
  const list = recordings.map(({ name, type, gear = '' }, index) => `${index + 1},"",${name},${type},,,,${gear},${paths[index]}`)
  const files = recordings.map(({ bytes }, index) => ({ name: paths[index] ?? '', bytes }))
  return { fileName, bytes: writeZip([{ name: 'activities.csv', bytes: Buffer.from([HEADER, ...list].join('\n')) }, ...files]) }
}
