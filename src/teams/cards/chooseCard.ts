import { CATALOG } from '../../intune/catalog/catalog.ts'
import { ALL_DEVICES, ALL_USERS } from '../../language/reading.ts'
import { choiceDetail } from '../../request/choiceDetail.ts'
import { numberedChoices } from '../../request/numberedChoices.ts'
import type { Choice, RequestIn } from '../../request/request.ts'
import { requestedBy } from '../../wording/cards.ts'
import { chooseTitles, fieldWords, questionWords } from '../../wording/choiceQuestions.ts'
import { nounOf } from '../../wording/effect.ts'
import { noteWords } from '../../wording/note.ts'
import type { Attachment } from '../turn.ts'
import { backgroundOf, plainName } from './labels.ts'
import { safe } from './safeText.ts'
import { drawCard } from './template.ts'

const TARGETS: Readonly<Record<string, string>> = { [ALL_USERS]: 'all users', [ALL_DEVICES]: 'all devices' }

/**
 * A name or a sentence that can mean several things, or a name that is missing: buttons for the first choices, a
 * list of the others, and a field for any other name.
 */
export function chooseCard(request: RequestIn<'choosing'>): Attachment {
  const { question } = request
  // Where a name can be written, it may be any policy's.
  const noun = question.more || question.writes ? null : nounOfAll(question.choices)
  const words = questionWords({
    ...question,
    ...(noun ? { noun } : {}),
    asked: safe(TARGETS[question.asked] ?? question.asked),
    about: question.about ? safe(noteWords(question.about), 300) : '',
    choices: question.choices.map(({ title }) => title),
  })
  const { writes = false } = question
  const buttons = numberedChoices(question)
  const others = question.choices.slice(buttons.length)
  const titles = chooseTitles(buttons.map(({ title }) => safe(title)))
  return drawCard('choose', {
    fallback: `${plainName(request.asker.name)}, ${words.short}`,
    headline: words.headline,
    explanation: words.explanation,
    choices: buttons.map((choice, index) => ({
      number: String(index + 1),
      button: titles[index] ?? '',
      id: choice.id,
      title: safe(choice.title),
      detail: safe(choiceDetail(choice, question.choices), 300),
    })),
    hasFields: writes || others.length > 0,
    hasOthers: others.length > 0,
    others: others.map((choice) => ({
      id: choice.id,
      title: safe([choice.title, choiceDetail(choice, question.choices)].filter(Boolean).join(', '), 200),
    })),
    writes,
    ...fieldWords({ what: noun ?? question.what, isOnly: question.choices.length === 0 }),
    people: [
      { label: requestedBy(safe(request.asker.name, 60)), text: safe(`“${request.text}”`, 300) },
      ...backgroundOf(request),
    ],
    request: request.id,
    round: String(request.round),
  })
}

/** What nobody calls a policy. */
const OWN_NOUNS: readonly string[] = ['app', 'script']

/** "app", where all that there is to choose are apps; null where "policy" says it. */
function nounOfAll(choices: readonly Choice[]): string | null {
  const titleOf = (kind: string) => CATALOG.find(({ key }) => key === kind)?.title ?? ''
  const nouns = new Set(choices.map(({ kind }) => (kind === null ? '' : nounOf(titleOf(kind)))))
  return OWN_NOUNS.find((noun) => nouns.size === 1 && nouns.has(noun)) ?? null
}
