import { ALL_DEVICES, ALL_USERS } from '../../language/reading.ts'
import type { RequestIn } from '../../request/request.ts'
import { chooseTitle, questionWords } from '../../wording/choose.ts'
import { noteWords } from '../../wording/note.ts'
import type { Attachment } from '../turn.ts'
import { backgroundOf, plainName } from './labels.ts'
import { safe } from './safeText.ts'
import { drawCard } from './template.ts'

const TARGETS: Readonly<Record<string, string>> = { [ALL_USERS]: 'all users', [ALL_DEVICES]: 'all devices' }

/** A name, or a sentence, that can mean several things: a button for each. */
export function chooseCard(request: RequestIn<'choosing'>): Attachment {
  const { question } = request
  const words = questionWords({
    ...question,
    asked: safe(TARGETS[question.asked] ?? question.asked),
    about: question.about ? safe(noteWords(question.about), 300) : '',
    choices: question.choices.map(({ title }) => title),
  })
  return drawCard('choose', {
    fallback: `${plainName(request.asker.name)}, ${words.short}`,
    headline: words.headline,
    explanation: words.explanation,
    choices: question.choices.map((choice, index) => ({
      number: String(index + 1),
      button: chooseTitle(index + 1, safe(choice.title, 40)),
      id: choice.id,
      title: safe(choice.title),
      detail: safe(choice.detail, 300),
    })),
    people: [
      { label: 'Requested by', text: safe(`${request.asker.name}: ${request.text}`, 300) },
      ...backgroundOf(request),
    ],
    request: request.id,
    round: String(request.round),
  })
}
