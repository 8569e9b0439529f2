import { describe, expect, it } from 'vitest'
import { ada, CHAT, textOf, useWorld } from '../world/world.ts'

/** What Intune would refuse or silently ignore never becomes a plan: the answer gives the reason. */
const REFUSED: readonly [what: string, sentence: string, reason: RegExp][] = [
  [
    'an exclusion on an enrollment status page',
    'exclude group Test Lab from enrollment status page Autopilot Status Page',
    /does not accept an excluded group on an enrollment status page/,
  ],
  [
    'all devices on an enrollment notification',
    'assign enrollment configuration Welcome Mail iOS to all devices',
    /does not accept all devices on an enrollment notification/,
  ],
  [
    'a filter on a PowerShell script',
    'assign PowerShell script Rename Device to group Sales Laptops with filter Corporate Windows',
    /no assignment filters for a PowerShell script/,
  ],
  [
    'a filter on a wired network profile, though other profiles take them',
    'assign configuration profile Wired 802.1X to group Sales Laptops with filter Corporate Windows',
    /no assignment filters for a wired network profile/,
  ],
  [
    'a filter on a web link, though other apps take them',
    'assign app Lunch Menu to group Sales Team with filter Corporate iOS as available',
    /no assignment filters for a web link/,
  ],
  [
    'a filter for devices on an app protection policy',
    'assign app protection policy Boardroom Data Protection to group Legal with filter Corporate iOS',
    /“Corporate iOS” is for managed devices, but an iOS app protection policy takes filters for managed apps/,
  ],
  [
    'an app offered to a group of devices',
    'assign app Power BI Desktop to group Sales Laptops as available',
    /offers an app as “available” to users only, and the group “Sales Laptops” contains devices/,
  ],
  [
    'an app offered to all devices',
    'assign app Company Portal to all devices as available',
    /all devices are not users/,
  ],
  [
    'an app nobody said how to install',
    'assign app Power BI Desktop to group Sales Team',
    /Which do you mean: .*required.*available.*uninstall/,
  ],
  [
    'an exclusion that could narrow either of two intents',
    'exclude group Test Lab from app 7-Zip 24.08',
    /Which do you mean: required or available\?/,
  ],
  [
    'an intent on a configuration profile, whose entries have one of another sort',
    'assign configuration profile Canary Ring to group Ring 1 Early as required',
    /“required” is for apps; an update ring is simply assigned/,
  ],
  [
    'the default branding',
    'assign branding profile Default Branding to group Sales Team',
    /It is the default branding/,
  ],
  [
    'a baseline that is on its way to the settings catalog',
    'assign security baseline Defender Baseline v6 to group Sales Laptops',
    /is moving it to the settings catalog/,
  ],
  [
    'all devices beside an exclusion on an Autopilot profile',
    'exclude group Test Lab from Autopilot profile Hybrid Join Legacy',
    /does not support all devices together with excluded groups/,
  ],
  [
    'a group on a Frontline policy, which needs a plan of licences',
    'assign Cloud PC provisioning policy Shift Workers Cloud PC to group Warehouse Staff',
    /needs a Frontline plan/,
  ],
  [
    'an exclusion on a Cloud PC policy',
    'exclude group Test Lab from Cloud PC provisioning policy Developers Cloud PC',
    /does not accept an excluded group on a Cloud PC provisioning policy/,
  ],
  [
    'all users on a policy set',
    'assign policy set Exam Season Set to all users',
    /does not accept all users on a policy set/,
  ],
  [
    'a filter on a baseline of the settings catalog',
    'assign settings catalog policy Windows Baseline 25H2 to group Sales Laptops with filter Corporate Windows',
    /no assignment filters for a security baseline/,
  ],
  [
    'a filter on macOS endpoint security',
    'assign settings catalog policy Mac Firewall to group Design Macs with filter Corporate Macs',
    /no assignment filters for a macOS endpoint security policy/,
  ],
  [
    'a filter where nobody says whether it applies',
    'assign BIOS configuration BIOS Lock Laptops to group Pilot Devices with filter Corporate Windows',
    /don't know whether Intune applies assignment filters to a BIOS configuration/,
  ],
  [
    'device preparation that no group is assigned to',
    'assign settings catalog policy Device Preparation for Cloud PCs to group Sales Team',
    /does not assign it to groups/,
  ],
  [
    'an eBook for devices',
    'assign eBook First Aid Handbook to group Sales Laptops as required',
    /to users only, and the group “Sales Laptops” contains devices/,
  ],
  [
    'an app protection policy for all devices',
    'assign app protection policy Boardroom Data Protection to all devices',
    /does not accept all devices on an iOS app protection policy/,
  ],
  ['a scope tag', 'assign scope tag Denmark to group Sales Team', /I don't assign scope tags/],
  ['a role', 'assign role Help Desk Operator to group Help Desk', /I don't assign roles/],
]

describe('What a kind cannot do is refused before anything can be approved', () => {
  const world = useWorld()

  it.each(REFUSED)('%s', async (_what, sentence, reason) => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, sentence)
    expect(textOf(card)).toMatch(reason)
    expect(textOf(card)).not.toMatch(/Waiting for approval/)
    expect(await w.writes()).toEqual([])
  })

  it('recognizes the five default enrollment configurations, which share one name', async () => {
    const w = world()
    const card = await w.ask(
      ada,
      CHAT.ada,
      'assign enrollment configuration "All users and all devices" to group Sales Team',
    )
    expect(textOf(card)).toContain('Which')
    await w.press(ada, card, 'Choose 1')
    await w.shows(card, /already applies to everyone/)
    expect(await w.writes()).toEqual([])
  })

  it('still offers a Windows app to devices, and removes a group from a Frontline policy', async () => {
    const w = world()
    const app = await w.ask(ada, CHAT.ada, 'assign app Warehouse Terminal to group Store Kiosks as available')
    expect(textOf(app)).toContain('Waiting for approval')
    const policy = await w.ask(
      ada,
      CHAT.ada,
      'remove group Frontline Workers from Cloud PC provisioning policy Shift Workers Cloud PC',
    )
    expect(textOf(policy)).toContain('Waiting for approval')
  })

  it('says on the card what changes besides the targets: a schedule, a deadline', async () => {
    const w = world()
    const remediation = await w.ask(ada, CHAT.ada, 'assign remediation Wi-Fi Driver Reset to group Test Lab')
    expect(textOf(remediation)).toContain(
      'On “Test Lab” it runs every day at 01:00 (device time), and fixes what it detects.',
    )
    const like = await w.ask(ada, CHAT.ada, 'assign remediation Time Drift to group Test Lab')
    expect(textOf(like)).toContain('On “Test Lab” it runs every 4 hours, and fixes what it detects.')
    const app = await w.ask(ada, CHAT.ada, 'assign app 7-Zip 24.08 to group Sales Laptops as available')
    expect(textOf(app)).toContain('“Sales Laptops” loses its install deadline')
  })

  it('adds an entry with a licence to a purchased app, as Intune requires', async () => {
    const w = world()
    const card = await w.ask(ada, CHAT.ada, 'assign app Keynote to group Sales Tablets as required')
    expect(textOf(card)).toContain('“Sales Tablets” gets it with device licensing.')
    await w.press(ada, card, 'Approve')
    await w.shows(card, 'Done and verified in Intune')
  })

  it('looks for a name in every collection that the word can mean', async () => {
    const w = world()
    for (const [sentence, title] of [
      ['what is compliance policy Linux Password Rules assigned to', 'Linux compliance policy'],
      ['what is configuration profile LAPS for Workstations assigned to', 'settings catalog policy'],
      ['what is configuration profile Printer Drivers assigned to', 'administrative template'],
      ['what is script Dock Layout assigned to', 'shell script'],
      ['what is app protection policy Scanner Data Protection assigned to', 'Android app protection policy'],
      [
        'what is app configuration policy Edge Mobile Homepage assigned to',
        'managed app configuration policy',
      ],
      ['what is security baseline Defender Antivirus assigned to', 'settings catalog policy'],
    ] as const) {
      const card = await w.ask(ada, CHAT.ada, sentence)
      expect(textOf(card), sentence).toContain(title)
    }
  })
})
