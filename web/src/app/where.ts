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
