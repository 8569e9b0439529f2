import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../src/intune/plan/plan.ts'
import { deedOf } from '../../../src/teams/cards/deed.ts'
import {
  assignPlan,
  BASELINE,
  EDGE,
  excludePlan,
  group,
  idOf,
  plan,
  policy,
  removePlan,
  SEVEN_ZIP,
  uninstallPlan,
} from '../../cards/company.ts'
import { ADA, afterEvents, pending } from '../../request/requests.ts'

const deed = (...plans: Plan[]) => deedOf(pending(...plans))
const filter = { id: idOf('Corporate Windows'), mode: 'include' as const }
const app = (before: string[], change: Parameters<typeof plan>[2]) => plan(SEVEN_ZIP, before, change)
const edge = (before: string[], change: Parameters<typeof plan>[2]) => plan(EDGE, before, change)

describe('The deed of a request, from its plan alone', () => {
  it.each<[string, string, Plan]>([
    ['Assign Windows 11 Baseline to Sales Laptops', 'Approve assignment', assignPlan()],
    ['Exclude Pilot Devices from Edge Settings', 'Approve exclusion', excludePlan()],
    ['Remove Old Kiosks from Set Time Zone', 'Approve removal', removePlan()],
    ['Uninstall 7-Zip 24.08 from Sales Laptops', 'Approve uninstall', uninstallPlan()],
    [
      'Uninstall 7-Zip 24.08 from Legal',
      'Approve uninstall',
      app([], { include: [group('Legal')], intent: 'uninstall' }),
    ],
    [
      'Assign 7-Zip 24.08 to Legal as available',
      'Approve assignment',
      app([], { include: [group('Legal')], intent: 'available' }),
    ],
    [
      'Make 7-Zip 24.08 available for Legal',
      'Approve intent change',
      app(['+Legal|required'], { include: [group('Legal')], intent: 'available', fromIntent: 'required' }),
    ],
    [
      'Stop uninstalling 7-Zip 24.08 from Legal',
      'Approve uninstall stop',
      app(['+Legal|uninstall'], { remove: [group('Legal')] }),
    ],
    [
      'Stop excluding Store Kiosks from Edge Settings',
      'Approve re-inclusion',
      edge(['+@devices', '-Store Kiosks'], { remove: [group('Store Kiosks')], side: 'exclusion' }),
    ],
    [
      'Use filter Corporate Windows for All devices on Edge Settings',
      'Approve filter change',
      edge(['+@devices'], { include: [{ kind: 'allDevices' }], filter }),
    ],
    [
      'Take the filter off All devices on Edge Settings',
      'Approve filter change',
      edge(['+@devices|f+Corporate Windows'], { include: [{ kind: 'allDevices' }], withoutFilter: true }),
    ],
    [
      'Assign Edge Settings to All devices, exclude Pilot Devices',
      'Approve change',
      edge([], { include: [{ kind: 'allDevices' }], exclude: [group('Pilot Devices')] }),
    ],
    [
      'Assign Windows 11 Baseline to Legal, remove Finance and Help Desk',
      'Approve change',
      plan(BASELINE, ['+Finance', '+Help Desk'], { include: [group('Legal')], only: true }),
    ],
    ['Clear all assignments of Edge Settings', 'Approve removal', edge(['+Legal'], { clear: true })],
    [
      'Clear all exclusions from Edge Settings',
      'Approve re-inclusion',
      edge(['+Legal', '-Finance'], { clear: true, side: 'exclusion' }),
    ],
    [
      'Assign Edge Settings to 4 groups',
      'Approve assignment',
      edge([], { include: ['Legal', 'Finance', 'Help Desk', 'Test Lab'].map(group) }),
    ],
  ])('%s', (heading, button, made) => {
    expect(deed(made)).toMatchObject({ heading, button })
  })

  it.each<[string, string, Plan[]]>([
    [
      'Assign Edge Settings and Chrome Extensions to Legal',
      'Approve 2 assignments',
      ['Edge Settings', 'Chrome Extensions'].map((name) =>
        plan(policy('template', name), [], { include: [group('Legal')] }),
      ),
    ],
    [
      'Exclude Pilot Devices from 5 policies',
      'Approve 5 exclusions',
      ['A', 'B', 'C', 'D', 'E'].map((name) =>
        plan(policy('template', name), ['+@devices'], { exclude: [group('Pilot Devices')] }),
      ),
    ],
    [
      'Exclude Pilot Devices from 3 apps',
      'Approve 3 exclusions',
      ['A|required', 'B|available', 'C|required'].map((name) =>
        plan(policy('app', name.slice(0, 1)), [`+@devices|${name.slice(2)}`], {
          exclude: [group('Pilot Devices')],
        }),
      ),
    ],
    [
      'Change 3 policies for Legal',
      'Approve 3 changes',
      [
        plan(policy('template', 'A'), [], { include: [group('Legal')] }),
        plan(policy('template', 'B'), [], { exclude: [group('Legal')] }),
        plan(policy('template', 'C'), ['+Legal'], { remove: [group('Legal')] }),
      ],
    ],
    ['Change 3 policies', 'Approve 3 changes', [assignPlan(), excludePlan(), removePlan()]],
    [
      'Uninstall 3 apps from Legal',
      'Approve 3 uninstalls',
      ['A', 'B', 'C'].map((name) =>
        plan(policy('app', name), [], { include: [group('Legal')], intent: 'uninstall' }),
      ),
    ],
  ])('%s', (heading, button, plans) => {
    expect(deed(...plans)).toMatchObject({ heading, button })
  })

  it('is destructive only where it takes something away', () => {
    expect(
      [assignPlan(), excludePlan(), removePlan(), uninstallPlan()].map((one) => deed(one)?.isDestructive),
    ).toEqual([false, true, true, true])
  })

  it('does not mention what is skipped', () => {
    const request = afterEvents(pending(assignPlan(), removePlan()), {
      type: 'ticked',
      by: ADA,
      items: [{ item: 1, ticked: false }],
    })
    expect(deedOf(request)).toMatchObject({
      heading: 'Assign Windows 11 Baseline to Sales Laptops',
      button: 'Approve assignment',
    })
  })

  it('is named as an undo, a new plan or a repair where it is one', () => {
    const request = pending(removePlan())
    expect(deedOf({ ...request, undoes: 'x' })).toMatchObject({
      heading: 'Undo: remove Old Kiosks from Set Time Zone',
      button: 'Approve undo',
    })
    expect(deedOf({ ...request, drifted: true })).toMatchObject({ button: 'Approve new plan' })
  })
})
