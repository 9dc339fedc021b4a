import { texts } from '../texts/catalogue.ts'

export default texts({
  notes: { en: 'What was written about it', de: 'Was dazu geschrieben wurde' },
})
