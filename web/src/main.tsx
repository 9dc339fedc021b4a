import '@fontsource-variable/archivo/wdth.css'
import './design/design.css'
import './app/app.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { showTheme, themeNow } from './app/theme.ts'
import { languageNow } from './app/visitor.tsx'

document.documentElement.lang = languageNow()
showTheme(themeNow())

const place = document.getElementById('app')
if (place !== null) createRoot(place).render(<App />)
