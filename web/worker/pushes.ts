import { badgeName } from '../src/social/badge-name.ts'
import failureTexts from '../src/social/failures.texts.ts'
import sentenceTexts from '../src/social/sentence.texts.ts'
import { sentenceOf } from '../src/social/sentence.ts'
import { measuresOf } from '../src/texts/measures.ts'
import { sayIn } from '../src/texts/say.ts'
import type { Writing } from '../src/texts/writing.ts'
import { addressOf } from './addresses.ts'

export interface Shown {
  readonly title: string
  readonly body: string
  readonly tag: string
  readonly address: string
  readonly unreadCount: number
  readonly atMs: number
}

type Read = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Read => typeof value === 'object' && value !== null && !Array.isArray(value)
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')
const textsOf = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )

const read = (text: string): Read => {
  try {
    const pushed: unknown = JSON.parse(text)
    return isRecord(pushed) ? pushed : {}
  } catch {
    // Of another release, or cut off.
    return {}
  }
}

/** Says it in the language of who reads it, where the push has what the sentence is made of; else as the platform does. */
const bodyOf = (kind: string, { actors, actorCount, names, facts, subjects }: Read, body: string, writing: Writing): string => {
  if (!isTexts(actors) || typeof actorCount !== 'number' || !isRecord(facts)) return body
  const { language } = writing
  const [named, about] = [textsOf(names), textsOf(subjects)]
  const { badge } = named
  const told = {
    kind,
    text: body,
    actors,
    actorCount,
    facts,
    names: badge === undefined ? named : { ...named, badge: badgeName(about.badge ?? '', badge, language) },
    subjects: new Set(Object.keys(about)),
  }
  const words = { t: sayIn(sentenceTexts, language), failures: sayIn(failureTexts, language), measures: measuresOf(writing) }
  try {
    return sentenceOf(told, words)
  } catch {
    // A fact is not what its name says, such as an instant that is none.
    return body
  }
}

/** Reads what was pushed. Something is shown whatever it is: browsers end the subscription of a worker that shows nothing. */
export const shownOf = (text: string, writing: Writing, nowMs: number): Shown => {
  const pushed = read(text)
  const { title = '', body = '', tag = '', kind = '', at = '' } = textsOf(pushed)
  const atMs = Date.parse(at)
  return {
    title: title || 'Gruppetto',
    body: bodyOf(kind, pushed, body, writing),
    tag: tag || 'gruppetto',
    address: addressOf(kind, textsOf(pushed.subjects)),
    unreadCount: typeof pushed.unreadCount === 'number' ? pushed.unreadCount : 0,
    atMs: Number.isNaN(atMs) ? nowMs : atMs,
  }
}
