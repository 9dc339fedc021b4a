import { expect, it } from 'vitest'

interface Words {
  languageOf(chosen: string | null, device: string): string
  problemIn(language: string, error: { readonly message: string; readonly extensions?: object }): string
  wordsIn(language: string): Record<string, string>
}
// The file is for browsers and has no types.
const { languageOf, problemIn, wordsIn }: Words = await import(new URL('./words.mjs', import.meta.url).href)

it('a page speaks the language that was chosen in the app, else that of the device, else English', () => {
  expect([languageOf('en', 'de-CH'), languageOf(null, 'de-CH'), languageOf(null, 'fr-FR')]).toEqual(['en', 'de', 'en'])
})

it('the pages have all words in each language', () => {
  expect(Object.keys(wordsIn('de'))).toEqual(Object.keys(wordsIn('en')))
})

it('a refusal is said in words, and never with the path of a field', () => {
  const refused = (rule: string) => ({
    message: `token: ${rule}`,
    extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'token', message: rule, rule }] },
  })
  expect(problemIn('en', refused('EXPIRED'))).toBe('This link was used already, or it is too old. Ask for another one.')
  expect(problemIn('de', refused('EASY_TO_GUESS'))).toBe('Das lässt sich leicht erraten. Nimm ein anderes.')
  expect(problemIn('de', { message: 'Slow down.', extensions: { code: 'RATE_LIMITED' } })).toContain('zu oft')
  expect(problemIn('en', { message: 'down', extensions: { code: 'SERVICE_UNAVAILABLE' } })).toContain('did not work')
  expect(problemIn('de', { message: 'no code' })).toContain('nicht geklappt')
})
