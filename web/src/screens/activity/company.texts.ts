import { texts } from '../../texts/catalogue.ts'

export default texts({
  title: { en: 'Together with', de: 'Gemeinsam mit' },
})
