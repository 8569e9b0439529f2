import { type Phrases, patterns } from '../grammar/pattern.ts'

/** A sentence of some form said as a verb's: "A should get B" as "add A to B". */
interface Form {
  /** What is between the two parts. */
  middle: Phrases
  /** "make sure that" has to come before the first part, where it otherwise may: the state by itself is a report. */
  isEnsured?: true
  /** What has to come before the first part, in place of "make sure that". */
  begins?: Phrases
  /** What may come after the second, or has to. */
  behind?: Phrases
  ends?: Phrases
  /** The verb's words, and the word between its parts. */
  said: readonly [verb: string, between: string]
  /** Another verb that may be meant. */
  or?: readonly [verb: string, between: string]
}

const SHALL = 'should|must|shall'
const DUE = 'needs|need|has|have|is|are|ought|wants|want'
const GONE = 'removed|unassigned|withdrawn|taken|detached|dropped'
const GIVEN = 'assigned|deployed|applied|pushed|published|targeted|rolled|added|distributed'
const GET = 'get|have|receive'
export const ENSURE = patterns('make|be? sure that?', 'ensure|see that?', 'see to it that?')
const ANY_MORE = patterns('any|no more|longer', 'anymore')

/** The forms that say more come first: "should no longer be excluded from" before "should … be excluded from". */
export const FORMS: readonly Form[] = [
  {
    middle: patterns(
      `${SHALL} also|now? have|get access to`,
      `${SHALL} be given|granted access to`,
      'needs|need|requires|require access to',
      `${DUE} to have|get access to`,
    ),
    said: ['add', 'to'],
  },
  {
    middle: patterns(`${SHALL} no longer have access to`, `${SHALL}|can lose access to`),
    said: ['remove', 'from'],
  },
  {
    begins: patterns('revoke|remove|withdraw|cancel|drop|end the? access to'),
    middle: patterns('for|from|of'),
    said: ['unassign', 'from'],
  },
  // Who was blocked may be excluded, or have nothing at all.
  {
    begins: patterns('unblock|re-enable|reenable|resume|unpause'),
    middle: patterns('for|on'),
    said: ['assign', 'to'],
    or: ['stop excluding', 'from'],
  },
  {
    begins: patterns('turn|switch'),
    middle: patterns('back on for|on|in', 'on again for|on|in'),
    said: ['assign', 'to'],
    or: ['stop excluding', 'from'],
  },
  {
    begins: patterns('the? exclusion|exemption of|for'),
    middle: patterns('from|on|in'),
    ends: patterns(
      `${SHALL} be removed|lifted|dropped|deleted|cancelled|ended`,
      `${DUE} to be removed|lifted|dropped|deleted`,
      'can|should|must go',
    ),
    said: ['stop excluding', 'from'],
  },
  {
    begins: patterns('the? assignment|deployment of'),
    middle: patterns('to|for|on'),
    ends: patterns(
      `${SHALL} be removed|dropped|deleted|withdrawn`,
      `${DUE} to be removed|dropped|deleted|withdrawn`,
      'can|should|must go',
    ),
    said: ['unassign', 'from'],
  },
  {
    isEnsured: true,
    middle: patterns(
      'is|are|be not excluded|exempted|exempt from',
      'is|are|be no longer|more excluded|exempted from',
      "isn't|aren't excluded|exempted from",
    ),
    behind: ANY_MORE,
    said: ['stop excluding', 'from'],
  },
  {
    isEnsured: true,
    middle: patterns('is|are|be|stays|gets excluded|exempted|exempt from'),
    said: ['exclude', 'from'],
  },
  {
    isEnsured: true,
    middle: patterns('no longer|more gets|get|receives|receive|has'),
    said: ['remove', 'from'],
  },
  {
    middle: patterns(
      `${SHALL} stop getting|receiving`,
      `${DUE} to stop getting|receiving`,
      `${SHALL}|can lose`,
      `${DUE} to lose`,
    ),
    said: ['remove', 'from'],
  },
  {
    middle: patterns(
      `${SHALL} no longer|more be excluded|exempted|exempt from|in|on`,
      `is|are? no longer|more to? be? excluded|exempted|exempt from|in|on`,
      `${SHALL} not be excluded|exempted|exempt from|in|on`,
      "shouldn't|mustn't be excluded|exempted|exempt from|in|on",
      `no longer needs|need|has|have to be excluded|exempted|exempt from|in|on`,
    ),
    behind: ANY_MORE,
    said: ['stop excluding', 'from'],
  },
  {
    middle: patterns(
      `${SHALL} also|now? be excluded|exempted|exempt|omitted from`,
      `${DUE} to be excluded|exempted|omitted from`,
    ),
    said: ['exclude', 'from'],
  },
  {
    middle: patterns(
      `${SHALL}|can|may also|now? be ${GONE} off|away|out? from|of`,
      `${SHALL}|can|may also|now? be ${GONE} off`,
      `${DUE} to be ${GONE} off|away|out? from|of`,
      `${DUE} to be ${GONE} off`,
    ),
    said: ['remove', 'from'],
  },
  {
    middle: patterns(`${SHALL} be able to get|have|receive|use|install`, 'can|may also|now? have'),
    said: ['add', 'to'],
  },
  {
    begins: patterns('let|allow|permit'),
    middle: patterns('to? get|have|receive|use|install'),
    said: ['add', 'to'],
  },
  {
    middle: patterns(
      'is|are no longer|more needed|required|wanted|necessary for|by|on',
      'is|are not needed|required|wanted|necessary for|by|on',
      "isn't|aren't needed|required|wanted|necessary for|by|on",
    ),
    behind: ANY_MORE,
    said: ['unassign', 'from'],
  },
  {
    middle: patterns(
      `${SHALL} no longer|more be ${GIVEN} to|for|on`,
      `${SHALL} no longer|more apply|go to|for|on`,
      'no longer applies|apply to',
      `is|are no longer to be ${GIVEN} to|for|on`,
      `no longer needs|need|has|have to be ${GIVEN} to|for|on`,
    ),
    said: ['unassign', 'from'],
  },
  {
    middle: patterns(
      `${SHALL} no longer|more ${GET}`,
      'no longer needs|need|wants|want|requires|require',
      'does|do not need|require|want',
      "doesn't|don't need|require|want",
    ),
    behind: ANY_MORE,
    said: ['remove', 'from'],
  },
  {
    isEnsured: true,
    middle: patterns('is|are|be no longer|more assigned|deployed|applied|pushed to|for|on'),
    said: ['unassign', 'from'],
  },
  {
    isEnsured: true,
    middle: patterns(
      'is|are not assigned|deployed|applied|pushed to|for|on',
      "isn't|aren't assigned|deployed|applied|pushed to|for|on",
    ),
    said: ['unassign', 'from'],
    or: ['block', 'for'],
  },
  {
    isEnsured: true,
    middle: patterns('is|are|gets|get|be installed on|for'),
    said: ['install', 'on'],
  },
  {
    isEnsured: true,
    middle: patterns('is|are|gets|get|be assigned|deployed|applied|pushed to|for|on'),
    said: ['assign', 'to'],
  },
  ...(['required', 'available'] as const).map(
    (intent): Form => ({
      isEnsured: true,
      middle: patterns(
        `is|are|stays ${intent === 'required' ? 'required|mandatory' : 'available|optional'} for|on|to`,
      ),
      said: ['make', `${intent} for`],
    }),
  ),
  {
    isEnsured: true,
    middle: patterns('is|are for|on', 'belongs|belong to'),
    said: ['assign', 'to'],
  },
  {
    middle: patterns('is|are? no longer|more for|on'),
    said: ['unassign', 'from'],
  },
  {
    middle: patterns(
      `${SHALL} not|never be ${GIVEN} to|for|on`,
      `shouldn't|mustn't be ${GIVEN} to|for|on`,
      `${SHALL} not|never go|apply to|for|on`,
      "shouldn't|mustn't go|apply to|for|on",
    ),
    behind: ANY_MORE,
    said: ['block', 'for'],
  },
  {
    middle: patterns(`${SHALL} be installed on|for`, `${DUE} to be installed on|for`),
    said: ['install', 'on'],
  },
  {
    middle: patterns(`${SHALL}|can come off`, `${DUE} to come off`),
    said: ['unassign', 'from'],
  },
  {
    middle: patterns(`${SHALL} skip`),
    said: ['block', 'for'],
  },
  {
    middle: patterns(`${SHALL} be set? up? exactly|just? like`),
    said: ['make', 'like'],
  },
  {
    middle: patterns(
      `${SHALL} be uninstalled|deinstalled from|on|for`,
      `${DUE} to be uninstalled|deinstalled from|on|for`,
    ),
    said: ['uninstall', 'from'],
  },
  ...(['required', 'available'] as const).map((intent): Form => {
    const word = intent === 'required' ? 'required|mandatory' : 'available|optional'
    return {
      middle: patterns(
        `${SHALL} no longer|more be ${word} for|on|to`,
        `${SHALL} not be ${word} for|on|to`,
        `no longer needs|need|has|have to be ${word} for|on|to`,
      ),
      behind: ANY_MORE,
      said: [`remove the ${intent} assignment of`, 'from'],
    }
  }),
  {
    middle: patterns(
      `${SHALL} be available|optional to|for|on`,
      `${SHALL} become available|optional to|for|on`,
    ),
    said: ['make', 'available for'],
  },
  {
    middle: patterns(
      `${SHALL} be required|mandatory for|on|to`,
      `${SHALL} become required|mandatory for|on|to`,
    ),
    said: ['make', 'required for'],
  },
  {
    isEnsured: true,
    middle: patterns(`does|do not ${GET}`, `doesn't|don't ${GET}`, 'never gets|get|receives'),
    behind: ANY_MORE,
    said: ['block', 'from'],
  },
  {
    middle: patterns(`${SHALL} not|never ${GET}`, `shouldn't|mustn't ${GET}`, `is|are not to ${GET}`),
    behind: ANY_MORE,
    said: ['block', 'from'],
  },
  {
    middle: patterns(
      `${SHALL} also|now|too? be ${GIVEN} out? to|for|on`,
      `${SHALL} also|now|too? go|apply out? to|on`,
      `${DUE} also? to be ${GIVEN} out? to|for|on`,
      `needs|need|has|have also? to go out? to|on`,
      'also? goes|go out? to',
    ),
    said: ['assign', 'to'],
  },
  {
    middle: patterns(
      `${SHALL} also|now|too|each|both? ${GET}`,
      `each|both|all ${SHALL} ${GET}`,
      `${DUE} to ${GET}`,
      'also|each|both|still? needs|need|requires|lacks',
    ),
    said: ['add', 'to'],
  },
  {
    isEnsured: true,
    middle: patterns('gets|receives|has|get|receive|have'),
    said: ['add', 'to'],
  },
  {
    isEnsured: true,
    middle: patterns('reaches|reach|applies|apply to?', 'goes|go to'),
    said: ['assign', 'to'],
  },
  {
    middle: patterns(
      `${SHALL} also? move|switch over? from`,
      `${SHALL} also? be moved|transferred|switched over? from`,
      `${DUE} to? move|switch over? from`,
      `${DUE} to be moved|transferred|switched over? from`,
      'moves|goes|switches over? from',
    ),
    said: ['move', 'from'],
  },
  // "P should go from G to H", "G must go from P"
  {
    middle: patterns(`${SHALL} also? go over? from`, `${DUE} to? go over? from`),
    said: ['move', 'from'],
    or: ['remove', 'from'],
  },
  {
    middle: patterns(`${SHALL} replace`, `${DUE} to replace`),
    said: ['use', 'instead of'],
  },
  {
    middle: patterns(`${SHALL} be on|for`, `${DUE} to be on|for`),
    said: ['assign', 'to'],
  },
]
