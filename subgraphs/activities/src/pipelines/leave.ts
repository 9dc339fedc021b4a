import type { Leaving } from '@gruppetto/relations'
import { stagedKey } from '../domain/upload.ts'
import type { Services } from '../services.ts'

/** Deletes the files of an athlete. An original that somebody else has uploaded too stays. */
const eraseFiles = async ({ runtime, stores }: Services, athleteId: string, working: () => void): Promise<void> => {
  for await (const { _id, bytesKey } of stores.uploads.filesOf(athleteId)) {
    await runtime.objects.delete(stagedKey(_id))
    if (bytesKey !== null && !(await stores.uploads.isNeededByOthers(bytesKey, athleteId))) await runtime.objects.delete(bytesKey)
    working()
  }
}

export const leavingOf = (services: Services): Leaving => ({
  beforeErasure: (athleteId, working) => eraseFiles(services, athleteId, working),
})
