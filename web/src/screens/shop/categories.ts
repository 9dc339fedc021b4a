import type { IconName } from '../../design/icon.tsx'

const ICONS = {
  SHOES: 'run',
  BIKE: 'ride',
  WEARABLE: 'watch',
  APPAREL: 'shirt',
  NUTRITION: 'drop',
  ACCESSORY: 'bag',
} as const satisfies Readonly<Record<string, IconName>>

export type Category = keyof typeof ICONS

/** Reads a category of an address; null for all of them. */
export const categoryOf = (text: string | null): Category | null => (text !== null && text in ICONS ? (text as Category) : null)

export const iconOfCategory = (category: Category): IconName => ICONS[category]
