import type { ExportedFile, Leaving } from '@gruppetto/relations'
import { stagedKey } from '../domain/upload.ts'
import type { Services } from '../services.ts'
import { countHeatOf } from './draw-heat.ts'

/** Deletes the files of an athlete. An original that somebody else has uploaded too stays. */
const eraseFiles = async ({ runtime, stores }: Services, athleteId: string, working: () => void): Promise<void> => {
  for await (const { _id, bytesKey } of stores.uploads.filesOf(athleteId)) {
    await runtime.objects.delete(stagedKey(_id))
    if (bytesKey !== null && !(await stores.uploads.isNeededByOthers(bytesKey, athleteId))) await runtime.objects.delete(bytesKey)
    working()
  }
}

/** The original recordings, under the names that they were uploaded with. */
async function* originalsOf({ stores }: Services, athleteId: string): AsyncGenerator<ExportedFile> {
  for await (const { _id, bytesKey, fileName, sizeBytes } of stores.uploads.filesOf(athleteId)) {
    if (bytesKey === null || bytesKey === stagedKey(_id)) continue
    const path = `activities/originals/${_id}-${fileName.replaceAll(/[^\w.-]+/g, '_')}`
    yield { key: bytesKey, path, sizeBytes }
  }
}

export const leavingOf = (services: Services): Leaving => ({
  filesOf: (athleteId) => originalsOf(services, athleteId),
  beforeErasure: async (athleteId, working) => {
    await eraseFiles(services, athleteId, working)
    // The rows that say where the athlete passed are deleted next, and nobody could take the athlete off the map any more.
    await countHeatOf(services, athleteId)
    await services.stores.athleteLocks.forget(athleteId)
  },
})
