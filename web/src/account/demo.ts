/** What the platform says of itself to who is signed out. */
export interface AppSettings {
  /** Where an operator's map tiles are; null or absent where the maps show the world that the app has with it. */
  readonly mapTiles?: string | null
  readonly demo: { readonly email: string; readonly password: string } | null
}

let asked: Promise<AppSettings> | null = null

/** Asks once. A platform that does not answer has no demo, until it is asked again. */
export const appSettings = (): Promise<AppSettings> => {
  asked ??= fetch('/app.json')
    .then(async (answer) => (answer.ok ? ((await answer.json()) as AppSettings) : { demo: null }))
    .catch(() => {
      asked = null
      return { demo: null }
    })
  return asked
}
