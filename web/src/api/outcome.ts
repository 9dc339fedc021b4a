import { OfflineError } from './session.ts'

/**
 * What a mutation is told besides its variables: what to do when it was refused or did not arrive, when it is done, and, where something can be
 * done about it, when the platform can't be reached.
 */
export const outcome = (failed: () => void, done: () => void = () => undefined, away: () => void = failed) => ({
  onCompleted(_answer: unknown, errors: readonly unknown[] | null): void {
    if (errors !== null && errors.length > 0) failed()
    else done()
  },
  onError(error: Error): void {
    if (error instanceof OfflineError) away()
    else failed()
  },
})
