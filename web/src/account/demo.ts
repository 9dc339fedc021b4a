/** What the platform says of itself to who is signed out. */
export interface AppSettings {
  /** Where an operator's map tiles are; null or absent where the maps show the world that the app has with it. */
  readonly mapTiles?: string | null
  readonly demo: { readonly email: string; readonly password: string } | null
  /** Whether a demo world is being made. */
  readonly demoIsComing?: boolean
}

let asked: Promise<AppSettings> | null = null

/** Asks once, and again while a demo world is being made. A platform that does not answer has no demo, until it is asked again. */
export const appSettings = (): Promise<AppSettings> => {
  asked ??= fetch('/app.json')
    .then(async (answer) => {
      if (!answer.ok) throw new Error(`The settings were answered with ${answer.status}`)
      const settings = (await answer.json()) as AppSettings
      if (settings.demoIsComing === true) asked = null
      return settings
    })
    .catch(() => {
      asked = null
      return { demo: null }
    })
  return asked
}
