/** Returns the fields of a patch that are not undefined. A field that is absent stays as it is; null clears it. */
export const definedFields = <Patch extends object>(patch: Patch): Partial<Patch> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<Patch>
