import '@fontsource-variable/archivo/wdth.css'
import './design/design.css'
import './app/app.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { languageNow } from './app/visitor.tsx'

document.documentElement.lang = languageNow()
const theme = localStorage.getItem('theme')
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme

const place = document.getElementById('app')
if (place !== null) createRoot(place).render(<App />)
