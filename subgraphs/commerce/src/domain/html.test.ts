import { expect, it } from 'vitest'
import { html } from './html.ts'

it('whatever is put into a page is escaped, once', () => {
  const items = ['<script>', '"&\''].map((text) => html`<li title="${text}">${text}</li>`)
  expect(html`<ul>${items}</ul>${null}${3}`.html).toBe(
    '<ul><li title="&lt;script&gt;">&lt;script&gt;</li><li title="&quot;&amp;&#39;">&quot;&amp;&#39;</li></ul>3',
  )
})
