/** Whether this page may ask the device where it is. Browsers say so to pages of secure addresses alone. */
export const canLocate = (): boolean => isSecureContext && 'geolocation' in navigator

/** Asks the device where it is. Returns null where it may not or cannot say. */
export const whereNow = (options: PositionOptions): Promise<GeolocationCoordinates | null> =>
  new Promise((resolve) => {
    if (!canLocate()) return resolve(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(coords),
      () => resolve(null),
      options,
    )
  })

export interface Spot {
  readonly latitude: number
  readonly longitude: number
}

/** To about ten metres. */
export const rounded = (degrees: number): number => Math.round(degrees * 10_000) / 10_000

/** Asks the device where it is, to about ten metres. Returns null when it does not say. */
export const askWhere = async (): Promise<Spot | null> => {
  const here = await whereNow({ maximumAge: 600_000, timeout: 10_000 })
  return here === null ? null : { latitude: rounded(here.latitude), longitude: rounded(here.longitude) }
}
