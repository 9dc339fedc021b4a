type Of = { readonly athlete?: { readonly id: string } | null | undefined }

/** Those who are still out: a session that has just ended is among them for some minutes, while its result is there. */
export const stillOut = <Session extends Of>(live: readonly Session[], results: readonly Of[]): readonly Session[] => {
  const done = new Set(results.flatMap(({ athlete }) => athlete?.id ?? []))
  return live.filter(({ athlete }) => athlete == null || !done.has(athlete.id))
}
