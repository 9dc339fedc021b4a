// Bare pages that do what the web app does and nothing else: what a browser takes on this machine, beside which stands what the app takes.

/** A canvas of a chart, in pixels of the page. */
export interface CanvasSize {
  readonly width: number
  readonly height: number
}

/** A line under the cursor. */
export const LINE_PAGE = `<body style="margin:0"><div id="line" style="position:absolute;inset-block:0;inline-size:1px;background:#000"></div>`
export const FOLLOW_LINE = `addEventListener('mousemove', ({ clientX }) => { document.getElementById('line').style.transform = 'translateX(' + clientX + 'px)' })`

/** A button that counts its presses. */
export const BUTTON_PAGE = `<body style="font:16px sans-serif"><button>0</button>`
export const COUNT_PRESSES = `document.querySelector('button').addEventListener('click', ({ target }) => { target.textContent = String(Number(target.textContent) + 1) })`

/** What a page shows: its elements without scripts, and the rules of its styles. */
export const STILL = `(() => {
  const copy = document.documentElement.cloneNode(true)
  for (const element of copy.querySelectorAll('script, link, style')) element.remove()
  const sheets = [...document.styleSheets, ...document.adoptedStyleSheets]
  return { html: copy.outerHTML, css: sheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)).join('\\n') }
})()`

/** The same page as elements and styles alone. */
export const stillPage = ({ html, css }: Still, origin: string): string =>
  `<!doctype html>${html.replace('</head>', () => `<base href="${origin}"><style>${css}</style></head>`)}`

export interface Still {
  readonly html: string
  readonly css: string
}

/** The first button of the selector turns on and off, which its style shows. */
export const toggleOn = (selector: string): string =>
  `document.querySelector('${selector}').addEventListener('click', ({ currentTarget }) => { currentTarget.setAttribute('aria-pressed', String(currentTarget.getAttribute('aria-pressed') !== 'true')) })`

/** Canvases one above the other, over each of which a line follows the cursor, with a number above it. */
export const canvasesPage = (sizes: readonly CanvasSize[]): string => {
  const charts = sizes.map(
    ({ width, height }) =>
      `<figure style="margin:0;position:relative"><output>0</output><canvas width="${width}" height="${height}" style="display:block;inline-size:${width}px"></canvas><i style="position:absolute;inset-block:0;inset-inline-start:0;inline-size:1px;background:#000"></i></figure>`,
  )
  return `<body style="margin:0;font:12px sans-serif">${charts.join('')}`
}

/** Draws a line of so many points on each canvas, once or anew at each move. */
export const drawCanvases = (points: number, isAnew: boolean): string => `
  const charts = [...document.querySelectorAll('figure')].map((figure) => [...figure.children])
  const draw = ([, canvas], shift) => {
    const context = canvas.getContext('2d')
    context.clearRect(0, 0, canvas.width, canvas.height)
    context.beginPath()
    for (let point = 0; point < ${points}; point += 1)
      context.lineTo((point / ${points}) * canvas.width, canvas.height * (0.5 + 0.4 * Math.sin((point + shift) / 9) * Math.sin(point / 70)))
    context.lineWidth = 1.5
    context.stroke()
  }
  for (const chart of charts) draw(chart, 0)
  addEventListener('mousemove', ({ clientX }) => {
    for (const chart of charts) {
      chart[0].textContent = String(clientX)
      chart[2].style.transform = 'translateX(' + clientX + 'px)'
      if (${isAnew}) draw(chart, clientX)
    }
  })
`
