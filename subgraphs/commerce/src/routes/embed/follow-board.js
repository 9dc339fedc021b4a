// Runs in the embedded page, inline. It keeps the page up to date by reading it again, and tells the page around it how high it is.
const page = document.documentElement
const part = (name) => document.querySelector(`[data-${name}]`)

const tellHeight = () =>
  parent.postMessage({ type: 'gruppetto-embed-height', height: Math.ceil(page.getBoundingClientRect().height) }, '*')
if (parent !== window) new ResizeObserver(tellHeight).observe(page)

const LEAST_MS = 4000
const MOST_MS = 15000
const LONGEST_MS = 60000
// A screen reader is not told of each change of the lead in a close race.
const SPOKEN_EVERY_MS = 60000

let waitMs = LEAST_MS
let failures = 0
let shown = null
let spoken = document.querySelector('[data-live=news]').textContent
let spokenAtMs = 0

const say = (text) => {
  part('state').hidden = text === ''
  part('state').textContent = text
}
const speak = () => {
  const news = document.querySelector('[data-live=news]').textContent
  if (news === spoken || Date.now() - spokenAtMs < SPOKEN_EVERY_MS) return
  spoken = news
  spokenAtMs = Date.now()
  part('spoken').textContent = news
}
const show = (html) => {
  const next = new DOMParser().parseFromString(html, 'text/html')
  if (next.documentElement.dataset.version !== page.dataset.version) return location.reload()
  for (const live of document.querySelectorAll('[data-live]')) {
    const fresh = next.querySelector(`[data-live=${live.dataset.live}]`)
    if (fresh && fresh.innerHTML !== live.innerHTML) live.replaceChildren(...document.importNode(fresh, true).childNodes)
  }
}
// Names must not stay on a page whose board is gone.
const clear = () => {
  for (const live of document.querySelectorAll('[data-live=rows],[data-live=caption],[data-live=news]')) live.replaceChildren()
  shown = null
  say('This board is not shown any more.')
}

const refresh = async () => {
  const response = await fetch(location.href, { cache: 'no-cache', credentials: 'omit', signal: AbortSignal.timeout(20000) })
  if (response.status === 404) {
    clear()
    return LONGEST_MS
  }
  if (!response.ok) throw new Error(response.status)
  const html = await response.text()
  say('')
  const changed = html !== shown
  if (changed && shown !== null) waitMs = LEAST_MS
  else waitMs = Math.min(MOST_MS, waitMs * 1.3)
  if (changed) show(html)
  shown = html
  speak()
  return waitMs
}

let timer = 0
const later = (ms) => {
  clearTimeout(timer)
  // Spread, so that the pages that were opened together do not all ask together.
  timer = setTimeout(run, ms * (0.8 + Math.random() * 0.4))
}
const run = async () => {
  if (document.hidden) return
  try {
    const nextMs = await refresh()
    failures = 0
    later(nextMs)
  } catch {
    failures += 1
    if (failures > 1) say('Waiting for the connection. The board may be out of date.')
    later(Math.min(LONGEST_MS, LEAST_MS * 2 ** failures))
  }
}
document.addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : run()))
later(waitMs)
