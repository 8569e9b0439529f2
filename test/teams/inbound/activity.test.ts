import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain } from '../../../src/language/feedback/explain.ts'
import { messageText, senderOf } from '../../../src/teams/inbound/activity.ts'
import { readMessage as read } from '../../../src/teams/inbound/commands/index.ts'
import type { Activity } from '../../../src/teams/turn.ts'
import { KIND_WORDS } from '../../language/corpus/kinds.ts'

const BOT = { id: '28:bot', name: 'Assent' }
const bruno = { id: '29:bruno', name: 'Bruno Keller' }
const own = (text: unknown) => ({ type: 'mention', mentioned: BOT, text })
const other = { type: 'mention', mentioned: bruno, text: '<at>Bruno Keller</at>' }

function said(activity: object): string {
  return messageText({ recipient: BOT, ...activity } as Activity)
}

const REPLY =
  '<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="17">' +
  '<strong itemprop="mri" itemid="8:orgid:b">Bruno Keller</strong><span itemprop="time" itemid="17"></span>' +
  '<p itemprop="preview">assign X to Y</p></blockquote>'

describe('The text of a message', () => {
  it.each([
    ['no text', { text: null }, ''],
    ['a missing text', {}, ''],
    ['text of another type', { text: 17 }, ''],
    ['a mention', { text: '<at>Assent</at>&nbsp;help\n', entities: [own('<at>Assent</at>')] }, 'help'],
    ['a mention without text', { text: '<at>Assent</at> help', entities: [own(null)] }, 'help'],
    ['a mention with an empty text', { text: '<at>Assent</at> help', entities: [own('')] }, 'help'],
    ['a mention whose text is missing', { text: '<at>Assent</at> help', entities: [own(undefined)] }, 'help'],
    ['a mention in plain words', { text: 'Assent help', entities: [own(null)] }, 'help'],
    ['a mention in plain words, with its sign', { text: '@Assent help', entities: [own('@Assent')] }, 'help'],
    ['a mention at the end', { text: 'help <at>Assent</at>', entities: [own(null)] }, 'help'],
    [
      'somebody else at the end',
      { text: '<at>Assent</at> assign X to Sales <at>Bruno Keller</at>', entities: [own(null), other] },
      'assign X to Sales',
    ],
    [
      'copies to somebody else',
      { text: 'assign X to Sales cc <at>Bruno Keller</at> and <at>Chiara</at>', entities: [other] },
      'assign X to Sales',
    ],
    [
      'somebody else whom it is about',
      { text: '<at>Assent</at> remind <at>Bruno</at> <at>Keller</at>', entities: [own(null)] },
      'remind Bruno Keller',
    ],
    [
      'whose change it is',
      { text: 'undo the last change of <at>Bruno Keller</at>', entities: [other] },
      'undo the last change of Bruno Keller',
    ],
    [
      'somebody’s',
      { text: "undo <at>Bruno Keller</at>'s last change", entities: [other] },
      "undo Bruno Keller's last change",
    ],
    [
      'line breaks',
      { text: 'assign X to\r\n- Legal\n- Finance\n\n\n\nthanks' },
      'assign X to\n- Legal\n- Finance\n\nthanks',
    ],
    [
      'line breaks as HTML',
      { text: '<p>assign X to</p><p>Legal<br/>Finance</p>' },
      'assign X to\n\nLegal\nFinance',
    ],
    [
      'letters that are written as HTML, once',
      { text: 'assign R&amp;D &amp;lt;b&amp;gt; to Y' },
      'assign R&D &lt;b&gt; to Y',
    ],
    [
      'letters that are no markup',
      { text: 'assign &lt;b&gt; to a < b <Sales>' },
      'assign <b> to a < b <Sales>',
    ],
    [
      'bold and italic type',
      { text: 'assign **X** to *Sales Laptops*, **Y**' },
      'assign X to Sales Laptops, Y',
    ],
    [
      'bullets and stars of names',
      { text: 'assign 5* and * to\n* Legal\n* Finance' },
      'assign 5* and * to\n* Legal\n* Finance',
    ],
    ['quoted lines', { text: '&gt; assign X to Y\nno thanks' }, 'no thanks'],
    ['arrows', { text: 'X -&gt; Y' }, 'X -> Y'],
    ['a quoted message in the text', { text: `${REPLY}help` }, 'help'],
    [
      'a quoted message that the text does not tell apart',
      {
        text: 'Bruno Keller\nassign X to Y\nhelp',
        attachments: [{ contentType: 'text/html', content: `${REPLY}<p>help</p>` }],
      },
      'help',
    ],
    [
      'a quoted message and a mention',
      {
        text: 'assign X to Y Assent show history',
        entities: [own(null)],
        attachments: [
          {
            contentType: 'text/html',
            content: `${REPLY}<p><span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">Assent</span>&nbsp;history</p>`,
          },
        ],
      },
      'history',
    ],
    ['nothing but a quote', { text: REPLY }, ''],
    [
      'words that were struck out',
      {
        text: 'assign X to Y, Z',
        attachments: [{ contentType: 'text/html', content: '<p>assign X to Y<s>, Z</s></p>' }],
      },
      'assign X to Y',
    ],
    ['a sentence that was struck out', { text: '<p><strike>assign X to Y</strike></p>' }, ''],
    ['words that were struck out in Markdown', { text: 'assign X to ~~Y~~ Z' }, 'assign X to Z'],
    ['tildes that strike nothing out', { text: 'assign X~~2 to ~~ Y' }, 'assign X~~2 to ~~ Y'],
    ['what no text holds', { text: 'help\u0000\ud800' }, 'help \ufffd'],
  ])('%s', (_, activity, expected) => {
    expect(said(activity)).toBe(expected)
  })

  const parts = fc.constantFrom(
    ...'<at> </at> <at <at>Assent</at> <at>Bruno</at> <blockquote> </blockquote> <p> <br/> <span </span> < > & &amp; &#x41; &lt; * ** ** ``` \n \r > " ’ cc and to assign exclude X Y Sales group with filter \u0000 \ud83d 🚀'.split(
      ' ',
    ),
  )
  const message = fc
    .array(fc.oneof(parts, fc.string({ maxLength: 8 })), { maxLength: 60 })
    .map((all) => all.join(' '))

  it('never throws, and never contains a word that was not in the message', () => {
    const bare = (text: string) => text.replace(/[\s"“”„«»'‘’]/g, '')
    fc.assert(
      fc.property(message, fc.constantFrom(null, '', '<at>Assent</at>', '<at>'), (text, mention) => {
        const sentence = said({ text, entities: [own(mention)] })
        expect(sentence).toBe(sentence.trim())
        expect(sentence.isWellFormed()).toBe(true)
        for (const none of ['\u0000', '\r', '\n\n\n']) expect(sentence).not.toContain(none)
        expect(sentence.length).toBeLessThanOrEqual(text.length)
        for (const reading of read(sentence, KIND_WORDS)) {
          if (reading.action !== 'change') continue
          for (const name of [...reading.policies, ...reading.include, ...reading.exclude, ...reading.remove])
            if (!name.startsWith('@')) expect(bare(sentence)).toContain(bare(name))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('is the same with and without the bot’s mention, bold type and HTML', () => {
    const word = fc.constantFrom('Windows', 'Baseline', '11', 'R&D', 'Größe', '7-Zip', 'Ann’s')
    const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(name, name, (policy, group) => {
        const plainly = said({ text: `assign policy ${policy} to group ${group}` })
        const html = (text: string) => text.replaceAll('&', '&amp;')
        const written = `<at>Assent</at>&nbsp;assign policy **${html(policy)}** to group *${html(group)}* <at>Bruno Keller</at>`
        expect(said({ text: written, entities: [own(null), other] })).toBe(plainly)
      }),
    )
  })

  it.each([
    '<at>',
    '<at>a</at>',
    '<at a="',
    '<',
    '&amp;',
    '*a ',
    '**',
    '<blockquote>',
    '<span itemtype="',
    '> ',
    '&#',
    '\n',
  ])('takes linear time, and none if it is too long: %j', (part) => {
    const time = (length: number) => {
      const text = part.repeat(Math.ceil(length / part.length))
      const from = process.cpuUsage()
      const sentence = said({ text, entities: Array.from({ length: 50 }, () => own('<at>Assent</at>')) })
      read(sentence, KIND_WORDS)
      explain(sentence, KIND_WORDS)
      const { user, system } = process.cpuUsage(from)
      return (user + system) / 1000
    }
    time(2000)
    const best = (length: number) => Math.min(...Array.from({ length: 5 }, () => time(length)))
    const short = best(2000)
    expect(best(16_000)).toBeLessThan(Math.max(short, 2) * 32)
    expect(best(400_000)).toBeLessThan(20)
  })
})

describe('The sender', () => {
  it('is identified by lower-case ids, as in tokens and settings', () => {
    const [oid, tenantId] = ['A1A1A1A1-0B1C-4D2E-8F3A-4B5C6D7E8F90', '3B0F6C1E-7D54-4D0E-9A6B-5F2F3F1F9C11']
    const activity = {
      from: { ...bruno, aadObjectId: oid },
      recipient: BOT,
      conversation: { id: 'a:1', conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId.toLowerCase() } },
    }
    expect(senderOf(activity as unknown as Activity)?.person).toMatchObject({
      oid: oid.toLowerCase(),
      tenantId: tenantId.toLowerCase(),
    })
    expect(senderOf({ ...activity, from: bruno } as unknown as Activity)).toBeNull()
  })
})
