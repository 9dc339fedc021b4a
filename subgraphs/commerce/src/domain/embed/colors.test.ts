import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrastOf, isColor, palettesOf } from './colors.ts'

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
/** WCAG 2.2, success criterion 1.4.3. */
const AA = 4.5

describe('the colours of an embedded board', () => {
  it('has the contrasts that WCAG computes', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.478, 2)
    expect(contrastOf('#ffffff', '#ffffff')).toBe(1)
  })

  it('keeps every text readable, whatever a brand chooses', () => {
    fc.assert(
      fc.property(color, fc.option(color), (primary, background) => {
        for (const palette of Object.values(palettesOf({ primary, background }))) {
          for (const text of [palette.text, palette.muted, palette.accent]) {
            expect(contrastOf(text, palette.ground)).toBeGreaterThanOrEqual(AA)
          }
          expect(contrastOf(palette.bandText, palette.band)).toBeGreaterThanOrEqual(AA)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('leaves a readable colour as it is', () => {
    expect(palettesOf({ primary: '#00457c', background: null }).light).toMatchObject({ accent: '#00457c', band: '#00457c' })
    expect(palettesOf({ primary: '#ffe600', background: null }).light.accent).not.toBe('#ffe600')
  })

  it('takes nothing for a colour that could end a style sheet', () => {
    for (const text of ['red', '#FFF', '#fffffff', '#ffffff;}', '</style>', '#fffff\n']) expect(isColor(text), text).toBe(false)
    expect(isColor('#00457c')).toBe(true)
  })
})
