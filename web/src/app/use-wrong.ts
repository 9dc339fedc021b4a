import { useEffect, useMemo, useState } from 'react'
import { NOTHING_WRONG, noting, type Wrong } from '../api/wrong.ts'

/** Brings into sight what says one of these sentences, which may stand beyond the edge of a phone, and leads to its field. */
const lookAt = (sentences: readonly string[]): void => {
  const said = [...document.querySelectorAll('[role="alert"]')].find(({ textContent }) => sentences.includes(textContent ?? ''))
  const field = said?.closest('.field')
  // A group of choices is no field by itself: its first one is where to go on.
  const entry = field?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? field?.querySelector<HTMLElement>('input')
  entry?.focus({ preventScroll: true })
  said?.scrollIntoView({ block: 'nearest' })
}

/**
 * Returns what went wrong with a form, and what sets it. What is said of a field that the form does not show stands with what is wrong with the
 * whole of it: nothing is refused in silence, nor out of sight.
 */
export const useWrong = (): readonly [Wrong, (wrong: Wrong) => void] => {
  const [given, setGiven] = useState(NOTHING_WRONG)
  const { wrong, unread } = useMemo(() => noting(given), [given])
  useEffect(() => {
    // By now the form has been drawn, and has read what it shows.
    const unseen = unread()
    if (given.all === null && unseen.length > 0) setGiven({ ...given, all: unseen.join(' ') })
    else lookAt([...Object.values(given.fields), given.all ?? ''].filter(Boolean))
  }, [given, unread])
  return [wrong, setGiven]
}
