import { expect, it } from 'vitest'
import { drawReport } from './draw.ts'
import { questionOf, readQuestions } from './questions.ts'

const questions = readQuestions()

it('reads every question with what it needs to be drawn', () => {
  expect(questions.map(({ name }) => name)).toEqual([
    'active-athletes',
    'retention',
    'upload-to-kudos',
    'feed-engagement',
    'challenge-uplift',
    'streaks-and-cheers',
    'segment-popularity',
  ])
  expect(() => questionOf('half', '-- title: Half\nSELECT 1')).toThrow('half.sql does not say')
})

it('draws a page that needs no network and lets no text out of its place', () => {
  const [lines, heat, bars] = questions
  if (lines === undefined || heat === undefined || bars === undefined) throw new Error('there are questions')
  const page = drawReport({
    atMs: 0,
    rows: 12_345,
    bytes: 2048,
    questions: [
      {
        question: lines,
        answer: {
          columns: ['day', 'persona', 'dau', 'wau', 'mau'],
          rows: [
            ['2026-11-29', '<script>', '1', '2', '3'],
            ['2026-11-30', '<script>', '2', '2', '3'],
            ['2026-11-30', 'DATA_NERD', '7', '7', '7'],
          ],
          isCut: false,
        },
      },
      {
        question: heat,
        answer: { columns: ['cohort', 'athletes', 'months_later', 'percent'], rows: [['2026-11', '4', '0', 100]], isCut: false },
      },
      { question: bars, answer: { columns: ['step', 'uploads'], rows: [], isCut: false } },
    ],
  })
  expect(page).toContain('12,345 events')
  expect(page).toContain('&lt;script&gt;')
  expect(page).not.toMatch(/<script|<link|<img|src=|@import|url\(|https?:/)
  expect(page).toContain('Nothing of this has happened yet.')
  // DAU, WAU and MAU: three plots with a line for each persona.
  expect(page.match(/<svg/g)).toHaveLength(3)
  expect(page.match(/<polyline/g)).toHaveLength(6)
  expect(page).toContain('rgba(11,110,79,1.00)')
  expect(page).not.toMatch(/NaN|undefined|Infinity/)
})
