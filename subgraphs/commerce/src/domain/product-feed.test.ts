import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvLine } from './csv.ts'
import { decodeFeed, FeedError, recordsOf } from './feed-table.ts'
import { readFeed, readPrice } from './product-feed.ts'

const HEAD = 'id,title,description,link,image_link,availability,price,product_type'
const line = (
  more: Partial<Record<'id' | 'title' | 'description' | 'link' | 'availability' | 'price' | 'type', string>> = {},
) => {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const {
    id = 'A-1',
    title = 'Trail Runner',
    description = '',
    availability = 'in_stock',
    price = '129.00 EUR',
    type = 'shoes',
  } = more
  return [id, title, description, more.link ?? 'https://s.example/a', '', availability, price, type].map(cell).join(',')
}
const feedOf = (...lines: string[]) => readFeed([HEAD, ...lines].join('\n'))
const reasonOf = (text: string) => feedOf(text).refused[0]?.reason

describe('a price of a feed', () => {
  it('becomes minor units of its currency', () => {
    const prices = {
      '129.00 EUR': 12_900,
      '129 EUR': 12_900,
      '129.5 eur': 12_950,
      '0.05 USD': 5,
      '19800 JPY': 19_800,
      '42.500 KWD': 42_500,
    }
    for (const [text, price] of Object.entries(prices)) expect(readPrice(text), text).toMatchObject({ price })
    expect(readPrice('1.001 KWD')).toEqual({ price: 1_001, currency: 'KWD' })
  })

  it('is refused where nobody knows what was meant', () => {
    const decimals = { code: 'TOO_MANY_DECIMALS', column: 'price' }
    const [jpy, eur, kwd] = [readPrice('19800.00 JPY'), readPrice('1.299 EUR'), readPrice('4.2505 KWD')]
    expect(jpy).toMatchObject({ ...decimals, currency: 'JPY', max: 0, reason: 'price: JPY has no decimals' })
    expect(eur).toMatchObject({ ...decimals, currency: 'EUR', max: 2, reason: 'price: EUR has at most 2 decimals' })
    expect(kwd).toMatchObject({ ...decimals, currency: 'KWD', max: 3, reason: 'price: KWD has at most 3 decimals' })
    expect(readPrice('129.00 ZZZ')).toMatchObject({
      code: 'NO_CURRENCY',
      currency: 'ZZZ',
      reason: 'price: ZZZ is no currency of ISO 4217',
    })
    for (const text of [
      '',
      '129.00',
      '129,00 EUR',
      '1,299.00 EUR',
      '-5 EUR',
      'EUR 129',
      '1e3 EUR',
      '129. EUR',
      '١٢٩ EUR',
      '129 EURO',
    ])
      expect(readPrice(text), text).toMatchObject({ code: 'WRONG_PRICE', reason: 'price: must be written as 129.00 EUR' })
    for (const price of ['9999999999 EUR', '99999999999 EUR'])
      expect(feedOf(line({ price })).refused).toMatchObject([
        { code: 'WRONG_FIELD', column: 'price', rule: 'TOO_LARGE', max: null, reason: 'price: is too much' },
      ])
    expect(reasonOf(line({ price: '99999999999999999999 EUR' }))).toBe('price: is too much')
  })
})

describe('a feed', () => {
  it('has a product with an offer in each line, whatever stands between the fields', () => {
    const wanted = {
      line: 2,
      sku: 'A-1',
      texts: { name: 'Trail Runner', category: 'SHOES', description: null, imageUrl: null },
      offer: { price: 12_900, currency: 'EUR', stock: 'IN_STOCK', shopUrl: 'https://s.example/a' },
    }
    for (const sign of [',', ';', '\t'])
      for (const end of ['\n', '\r\n', '\r']) {
        const text = `\uFEFF${[HEAD, line()].map((each) => each.replaceAll(',', sign)).join(end)}${end}${end}`
        expect(readFeed(text)).toEqual({ rows: [wanted], refused: [], ignoredColumns: [] })
      }
    expect(feedOf(line({ availability: 'Out of stock' })).rows[0]?.offer.stock).toBe('OUT_OF_STOCK')
  })

  it('leaves what it has no column for as it is, and says which columns mean nothing', () => {
    const { rows, ignoredColumns } = readFeed(
      'ID\tTitle\tLink\tPrice\tAvailability\tProduct type\tgtin\t\u001B[2Jevil\nA\tGel\thttps://s.example/\t1 EUR\tpreorder\tNUTRITION\t123\t',
    )
    expect(rows[0]?.texts).toEqual({ name: 'Gel', category: 'NUTRITION' })
    expect(ignoredColumns).toEqual(['gtin', '[2jevil'])
  })

  it('refuses a wrong line with its number and reason, and takes the others', () => {
    const { rows, refused } = feedOf(
      line({ id: 'ok', description: 'two\nlines, "quoted"' }),
      line({ id: '' }),
      line({ title: ' ' }),
      line({ availability: 'maybe' }),
      line({ type: 'boats' }),
      line({ link: 'http://s.example/' }),
      line({ link: 'javascript:alert(1)' }),
      line({ link: 'https://user:secret@s.example/' }),
      `${line()},extra`,
      'A-1,half',
      line({ title: 'Caf\uFFFD' }),
      line({ title: 'turned \u202Earound' }),
      line({ id: 'last' }),
    )
    expect(rows.map(({ sku }) => sku)).toEqual(['ok', 'last'])
    expect(rows[0]?.texts.description).toBe('two\nlines, "quoted"')
    expect(refused.map((row) => `${row.line} ${row.reason.split(':')[0]}`)).toEqual([
      '4 id',
      '5 title',
      '6 availability',
      '7 product_type',
      '8 link',
      '9 link',
      '10 link',
      '11 has 9 fields, and the first line 8',
      '12 has 2 fields, and the first line 8',
      '13 has characters that were lost',
      '14 title',
    ])
    const facts = refused.map(({ code, column, rule }) => (code === 'WRONG_FIELD' ? `${column} ${rule}` : code))
    expect(facts).toEqual([
      'id REQUIRED',
      'title REQUIRED',
      'availability NOT_ONE_OF',
      'product_type NOT_ONE_OF',
      'link WRONG_FORMAT',
      'link WRONG_FORMAT',
      'link WRONG_FORMAT',
      'WRONG_WIDTH',
      'WRONG_WIDTH',
      'LOST_CHARACTERS',
      'title WRONG_CHARACTERS',
    ])
    expect(refused.at(-4)).toMatchObject({ fields: 9, columns: 8 })
    expect(feedOf(line({ title: 'x'.repeat(121) })).refused).toMatchObject([{ column: 'title', rule: 'TOO_LONG', max: 120 }])
  })

  it('takes one line of a product for each currency, and no line twice', () => {
    const { rows, refused } = feedOf(
      line(),
      line({ price: '19800 JPY', link: 'https://jp.s.example/a' }),
      line({ price: '99.00 EUR' }),
      line({ price: '120 CHF', title: 'Trail Walker' }),
    )
    expect(rows.map(({ offer }) => offer.currency)).toEqual(['EUR', 'JPY'])
    const before = { sku: 'A-1', otherLine: 2 }
    expect(refused).toMatchObject([
      { ...before, line: 4, code: 'LISTED_TWICE', currency: 'EUR', reason: 'stands in line 2 already, in EUR' },
      { ...before, line: 5, code: 'CONTRADICTS', reason: 'says something else of the product than line 2' },
    ])
  })

  it('is refused as a whole where it is none, or broken', () => {
    expect(() => readFeed('')).toThrow('is empty')
    expect(() => readFeed('\n \n')).toThrow('is empty')
    expect(() => readFeed('id,title\nA,B')).toThrow('has no column link, price, availability, product_type')
    expect(() => readFeed(`${HEAD},id\n`)).toThrow('has the column id twice')
    expect(() => feedOf(line(), 'B-1,"never closed')).toThrow('has a quote in line 3 that is never closed')
    expect(() => feedOf(line(), `B-1,"never closed${line().repeat(1_000)}"`)).toThrow(FeedError)
    expect(() => readFeed('PK\u0003\u0004\0\0')).toThrow('is no text')
    expect(() => readFeed('constructor,__proto__\n1,2')).toThrow('has no column')
  })

  it('must be UTF-8', () => {
    expect(decodeFeed(Buffer.from('\uFEFFé\n'))).toBe('é\n')
    expect(() => decodeFeed(Buffer.concat([Buffer.from('a\nb\n'), Buffer.from('caf\xe9', 'latin1')]))).toThrow('(line 3)')
    expect(() => decodeFeed(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('id', 'utf16le')]))).toThrow('(line 1)')
    // Each byte is ASCII, and every second one nothing.
    expect(() => readFeed(decodeFeed(Buffer.from('id,title', 'utf16le')))).toThrow('is no text')
  })

  it('keeps a text that looks like a formula as a text, which the files of the platform defuse', () => {
    const { rows } = feedOf(line({ title: '=HYPERLINK("https://evil.example";"Gel")' }))
    const name = rows[0]?.texts.name ?? ''
    expect(name).toBe('=HYPERLINK("https://evil.example";"Gel")')
    expect(csvLine([name])).toMatch(/^"'=HYPERLINK/)
  })

  it('gives back any cells that were quoted', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\0'))
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 10 }), (pairs) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
        const file = ['a,b', ...pairs.map((pair) => pair.map(quoted).join(','))].join('\r\n')
        expect([...recordsOf(file)].slice(1).map(({ cells }) => cells)).toEqual(pairs)
      }),
    )
  })

  it('of 100,000 lines is read, and a hostile one costs no more', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => line({ id: `S-${index}`, title: `Trail Runner ${index}` }))
    expect(feedOf(...many).rows).toHaveLength(100_000)
    expect(feedOf(...Array.from({ length: 2_000 }, () => line())).refused).toHaveLength(1_999)
    expect(() => readFeed(`${HEAD}\n${'"'.repeat(200_001)}`)).toThrow(FeedError)
    expect(readFeed(`${HEAD}\n${','.repeat(500_000)}`).refused).toHaveLength(1)
  })
})
