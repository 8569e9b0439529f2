import type { AssignmentRequest } from '../../request/request.ts'
import { noteWords } from '../../wording/note.ts'
import { signInAgainPlain, signInToGoOn } from '../../wording/signIn.ts'
import type { Attachment } from '../turn.ts'
import { safe } from './safeText.ts'
import { drawCard } from './template.ts'

/** Asks for a sign-in on Assent's own page. Only ever sent to the requester's own chat. */
export function signInCard(request: AssignmentRequest, url: string): Attachment {
  return drawCard('signIn', {
    fallback: signInAgainPlain(),
    headline: 'One more sign-in',
    explanation: signInToGoOn(safe(request.reason ? noteWords(request.reason) : '', 500)),
    url,
  })
}
