import { challengeOfBadge } from './challenge-badge.ts'
import { EMBLEMS } from './emblems.ts'
import { type BadgeRule, type Family, ruleOf } from './rules.ts'
import { shortHash } from './short-hash.ts'

/** Rises when the drawings change, so that no cache shows an old one. */
const DRAWING = 1

/** The path of badge images; the key and `.svg` follow. */
export const BADGE_IMAGE_PATH = '/badges/'

export const badgeImagePath = (badgeKey: string): string => `${BADGE_IMAGE_PATH}${badgeKey}.svg?v=${DRAWING}`

interface Metal {
  readonly rim: string
  readonly dark: string
  readonly light: string
  readonly face: string
}

/** From bronze to the rarest. */
const METALS: readonly Metal[] = [
  { rim: '#8a5a2b', dark: '#b87333', light: '#f1cda6', face: '#fbeee0' },
  { rim: '#5f6b76', dark: '#8d99a6', light: '#d3dbe3', face: '#f3f6f9' },
  { rim: '#9a6f00', dark: '#d4a017', light: '#ffe28a', face: '#fff8e0' },
  { rim: '#0b5d4e', dark: '#17907a', light: '#9fe3d3', face: '#e9faf6' },
  { rim: '#4a2a86', dark: '#7a4fc9', light: '#d2bdf5', face: '#f5effe' },
]

const FRAMES = ['CIRCLE', 'HEXAGON', 'SHIELD'] as const

const FRAME_OF: Readonly<Record<Family, (typeof FRAMES)[number]>> = {
  start: 'CIRCLE',
  wheel: 'CIRCLE',
  foot: 'HEXAGON',
  water: 'CIRCLE',
  snow: 'HEXAGON',
  climb: 'HEXAGON',
  time: 'CIRCLE',
  streak: 'SHIELD',
  variety: 'CIRCLE',
  explore: 'HEXAGON',
  people: 'CIRCLE',
  segment: 'SHIELD',
  challenge: 'SHIELD',
}

/** The outline of a medal, within 128 by 128. */
const OUTLINES: Readonly<Record<(typeof FRAMES)[number], string>> = {
  CIRCLE: 'M64 4a60 60 0 1 1 0 120a60 60 0 1 1 0-120z',
  HEXAGON: 'M64 3l53 30.5v61L64 125 11 94.5v-61z',
  SHIELD: 'M64 4c16 8 32 11 50 11v47c0 30-20 50-50 62-30-12-50-32-50-62V15c18 0 34-3 50-11z',
}

const escapeXml = (text: string): string => text.replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

const labelled = (label: string, { rim, face }: Metal): string => {
  const width = Math.max(30, 14 + label.length * 11)
  return (
    `<rect x="${64 - width / 2}" y="84" width="${width}" height="24" rx="12" fill="${rim}"/>` +
    `<text x="64" y="101.5" fill="${face}" font-family="Verdana,Geneva,sans-serif" font-size="15" font-weight="700" text-anchor="middle">${escapeXml(label)}</text>`
  )
}

interface Medal {
  readonly title: string
  readonly family: Family
  readonly metal: Metal
  readonly label: string
}

/** Draws a badge: a medal in the metal of its tier, the emblem of its family, and its label. */
const draw = ({ title, family, metal, label }: Medal): string => {
  const { rim, dark, light, face } = metal
  const outline = OUTLINES[FRAME_OF[family]]
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" width="128" height="128" role="img"><title>${escapeXml(title)}</title>` +
    `<defs><linearGradient id="m" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${light}"/><stop offset="1" stop-color="${dark}"/></linearGradient></defs>` +
    `<path d="${outline}" fill="url(#m)" stroke="${rim}" stroke-width="3"/>` +
    `<path d="${outline}" transform="translate(64 64) scale(.84) translate(-64 -64)" fill="${face}" stroke="${dark}" stroke-width="2"/>` +
    `${EMBLEMS[family]({ line: rim, light })}${labelled(label, metal)}</svg>\n`
  )
}

const metalOf = (tier: number): Metal => METALS[(tier - 1) % METALS.length] as Metal

const ofRule = ({ name, image: { family, tier, label } }: BadgeRule): string =>
  draw({ title: name, family, metal: metalOf(tier), label })

/** Each challenge has a medal of its own: its metal and its hue follow from its id. Whether there is such a challenge is not said. */
const ofChallenge = (challengeId: string): string => {
  const hue = (Number.parseInt(shortHash(challengeId).slice(0, 4), 16) * 360) / 65_536
  const tone = (saturation: number, lightness: number) => `hsl(${hue.toFixed(2)} ${saturation}% ${lightness}%)`
  const metal = { rim: tone(60, 28), dark: tone(55, 45), light: tone(70, 80), face: tone(60, 96) }
  return draw({ title: 'Challenge', family: 'challenge', metal, label: '✓' })
}

/** Draws the image of a badge as SVG; null for a key that no badge can have. */
export const badgeImage = (badgeKey: string): string | null => {
  const rule = ruleOf(badgeKey)
  if (rule !== null) return ofRule(rule)
  const challengeId = challengeOfBadge(badgeKey)
  return challengeId !== null && /^chl_[0-9a-z]{26}$/.test(challengeId) ? ofChallenge(challengeId) : null
}
