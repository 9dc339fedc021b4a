import '@fontsource-variable/archivo/wdth.css'
import './design/design.css'
import './app/app.css'
import { createRoot } from 'react-dom/client'
import { OfflineError } from './api/session.ts'
import { App } from './app/app.tsx'
import { showTheme, themeNow } from './app/theme.ts'
import { languageNow } from './app/visitor.tsx'
import { startWorker } from './offline/worker.ts'

document.documentElement.lang = languageNow()
showTheme(themeNow())

const place = document.getElementById('app')
if (place !== null) {
  // That there is no network is said on the page, and is no news for who looks at the console.
  const onCaughtError = (error: unknown) => error instanceof OfflineError || console.error(error)
  createRoot(place, { onCaughtError }).render(<App />)
}

// Where the sources are served, there is nothing to keep.
if (import.meta.env.PROD) addEventListener('load', () => void startWorker())
