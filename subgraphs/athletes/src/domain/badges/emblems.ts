import type { Family } from './rules.ts'

/** What a drawing is drawn with: the line and the light area of its medal. */
interface Ink {
  readonly line: string
  readonly light: string
}

const stroke = ({ line }: Ink, width = 4): string =>
  `fill="none" stroke="${line}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"`

/** A star with this many points, around (64, 50). */
const star = (points: number, outer: number, inner: number): string =>
  Array.from({ length: points * 2 }, (_, index) => {
    const angle = (Math.PI * index) / points - Math.PI / 2
    const radius = index % 2 === 0 ? outer : inner
    return `${(64 + radius * Math.cos(angle)).toFixed(1)},${(50 + radius * Math.sin(angle)).toFixed(1)}`
  }).join(' ')

const spokes = (ink: Ink): string =>
  Array.from({ length: 8 }, (_, index) => {
    const angle = (Math.PI * index) / 4
    return `<path d="M64 50L${(64 + 22 * Math.cos(angle)).toFixed(1)} ${(50 + 22 * Math.sin(angle)).toFixed(1)}" ${stroke(ink, 2)}/>`
  }).join('')

/** The drawing of each family, inside a box from (36, 24) to (92, 76). */
export const EMBLEMS: Readonly<Record<Family, (ink: Ink) => string>> = {
  start: (ink) => `<path d="M46 76V26h34l-8 11 8 11H46" ${stroke(ink)}/><path d="M50 30h18v14H50z" fill="${ink.light}"/>`,
  wheel: (ink) =>
    `<circle cx="64" cy="50" r="24" ${stroke(ink, 5)}/>${spokes(ink)}<circle cx="64" cy="50" r="5" fill="${ink.line}"/>`,
  foot: (ink) =>
    `<path d="M40 46c8 0 10-10 12-16l12 8c2 8 10 13 24 15 4 1 4 11 0 11H40z" fill="${ink.light}"/>` +
    `<path d="M40 46c8 0 10-10 12-16l12 8c2 8 10 13 24 15 4 1 4 11 0 11H40zM40 70h50M60 44l6-4M66 50l6-4" ${stroke(ink)}/>`,
  water: (ink) =>
    [36, 50, 64].map((y) => `<path d="M38 ${y}q6.5-9 13 0t13 0t13 0t13 0" ${stroke(ink, 5)}/>`).join('') +
    `<circle cx="76" cy="25" r="5" fill="${ink.light}"/>`,
  snow: (ink) =>
    [0, 60, 120]
      .map((turn) => `<path d="M64 24v52M56 30l8 8 8-8M56 70l8-8 8 8" transform="rotate(${turn} 64 50)" ${stroke(ink, 3.5)}/>`)
      .join(''),
  climb: (ink) =>
    `<path d="M34 74l20-36 10 16 8-12 22 32z" fill="${ink.light}"/>` +
    `<path d="M34 74l20-36 10 16 8-12 22 32zM47 51l7 5 6-6" ${stroke(ink)}/><circle cx="84" cy="32" r="6" fill="${ink.line}"/>`,
  time: (ink) =>
    `<circle cx="64" cy="52" r="23" fill="${ink.light}"/><circle cx="64" cy="52" r="23" ${stroke(ink)}/>` +
    `<path d="M64 38v14l10 7M58 24h12" ${stroke(ink)}/>`,
  streak: (ink) =>
    `<path d="M64 22c4 12 18 16 18 34a18 20 0 0 1-36 0c0-9 5-12 7-19 4 2 6 5 6 9 5-6 7-14 5-24z" fill="${ink.light}"/>` +
    `<path d="M64 22c4 12 18 16 18 34a18 20 0 0 1-36 0c0-9 5-12 7-19 4 2 6 5 6 9 5-6 7-14 5-24z" ${stroke(ink)}/>`,
  variety: (ink) =>
    `<circle cx="53" cy="42" r="14" fill="${ink.light}"/><circle cx="53" cy="42" r="14" ${stroke(ink)}/>` +
    `<circle cx="75" cy="42" r="14" ${stroke(ink)}/><circle cx="64" cy="60" r="14" ${stroke(ink)}/>`,
  explore: (ink) =>
    `<circle cx="64" cy="50" r="25" ${stroke(ink)}/><path d="M75 37l-6 18-16 8 6-18z" fill="${ink.light}"/>` +
    `<path d="M75 37l-6 18-16 8 6-18z" ${stroke(ink, 3)}/><circle cx="64" cy="50" r="3" fill="${ink.line}"/>`,
  people: (ink) =>
    `<path d="M64 74L41 50a13 13 0 0 1 23-15 13 13 0 0 1 23 15z" fill="${ink.light}"/>` +
    `<path d="M64 74L41 50a13 13 0 0 1 23-15 13 13 0 0 1 23 15zM52 46h24" ${stroke(ink)}/>`,
  segment: (ink) =>
    `<path d="M40 68L36 34l15 12 13-20 13 20 15-12-4 34z" fill="${ink.light}"/>` +
    `<path d="M40 68L36 34l15 12 13-20 13 20 15-12-4 34zM42 76h44" ${stroke(ink)}/>`,
  challenge: (ink) =>
    `<polygon points="${star(5, 27, 12)}" fill="${ink.light}"/><polygon points="${star(5, 27, 12)}" ${stroke(ink)}/>`,
}
