/** What a mutation is told besides its variables: what to do when it was refused or did not arrive, and when it is done. */
export const outcome = (failed: () => void, done: () => void = () => undefined) => ({
  onCompleted(_answer: unknown, errors: readonly unknown[] | null): void {
    if (errors !== null && errors.length > 0) failed()
    else done()
  },
  onError: failed,
})
