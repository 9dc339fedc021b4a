import { texts } from '../../texts/catalogue.ts'

export default texts({
  gone: { en: 'This invitation has ended', de: 'Diese Einladung gilt nicht mehr' },
  goneMore: { en: 'Ask whoever sent it to you for another one.', de: 'Bitte um eine neue, wer sie dir geschickt hat.' },
  title: { en: 'Join {club}', de: '{club} beitreten' },
  by: { en: '{name} invites you.', de: '{name} lädt dich ein.' },
  more: { en: 'You are invited to this club on Gruppetto.', de: 'Du bist in diesen Verein auf Gruppetto eingeladen.' },
  as: { en: 'You would be {role} there.', de: 'Du wärst dort {role}.' },
  join: { en: 'Join', de: 'Beitreten' },
  signUp: { en: 'Sign up and join', de: 'Konto anlegen und beitreten' },
  signIn: { en: 'I have an account', de: 'Ich habe ein Konto' },
  ended: { en: 'It ended just now. Ask for another one.', de: 'Sie ist gerade abgelaufen. Bitte um eine neue.' },
})
