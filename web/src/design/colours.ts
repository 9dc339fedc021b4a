/** Returns what says the present value of a custom property that is a colour: a canvas knows no custom properties. */
export const coloursOf = (element: Element) => {
  const known = new Map<string, string>()
  return {
    of(name: string): string {
      const before = known.get(name)
      if (before !== undefined) return before
      const probe = document.createElement('span')
      probe.style.color = `var(${name})`
      element.append(probe)
      const { color } = getComputedStyle(probe)
      probe.remove()
      known.set(name, color)
      return color
    },
    forget: () => known.clear(),
  }
}

/** Whether the page is dark now, by the device or by choice. */
export const isDark = (): boolean => {
  const { theme } = document.documentElement.dataset
  return theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark'
}

/** Hears that light has become dark, or dark light. Returns what ends it. */
export const onTheme = (hear: () => void): (() => void) => {
  const device = matchMedia('(prefers-color-scheme: dark)')
  const chosen = new MutationObserver(hear)
  device.addEventListener('change', hear)
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => {
    device.removeEventListener('change', hear)
    chosen.disconnect()
  }
}
