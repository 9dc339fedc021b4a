const THEME_KEY = 'theme'

export const THEMES = ['device', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** The theme that was chosen, else that of the device. */
export const themeNow = (): Theme => THEMES.find((theme) => theme === localStorage.getItem(THEME_KEY)) ?? 'device'

/** Shows the page in a theme. */
export const showTheme = (theme: Theme): void => {
  if (theme === 'device') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export const chooseTheme = (theme: Theme): void => {
  localStorage.setItem(THEME_KEY, theme)
  showTheme(theme)
}
