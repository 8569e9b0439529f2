import { z } from 'zod'
import type { CallOptions, Graph } from './client.ts'
import { unreadable } from './errors.ts'

/** The portal asks for 50 rows at a time; if fewer come back than were asked for, that is the size of a page. */
const PAGE_ROWS = 50
const TEXT: CallOptions = { asText: true }

const ReportTable = z.object({
  TotalRowCount: z.number().int().nonnegative(),
  Schema: z.array(z.object({ Column: z.string() })),
  Values: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
})

/** One row of a report, by the names of its columns. */
export type ReportRow = Readonly<Record<string, string | number | boolean | null>>

/**
 * The rows of one of Intune's reports: a stream of JSON with columns and values, requested by POST, page by page
 * (learn.microsoft.com/graph/api/resources/intune-reporting-devicemanagementreports). The request names no columns:
 * a name that a report does not have is answered 400, and reports change.
 * @param most the most rows that are read.
 * @returns what was read, and how many rows there are.
 */
export async function readReport(
  graph: Graph,
  name: string,
  filter: string,
  most: number,
): Promise<{ rows: ReportRow[]; total: number }> {
  const rows: ReportRow[] = []
  let before = ''
  for (;;) {
    const body = { filter, select: [], orderBy: [], search: '', skip: rows.length, top: PAGE_ROWS }
    const text = await graph.query<string>(`/deviceManagement/reports/${name}`, body, TEXT)
    const { TotalRowCount: total, Schema, Values } = reportTable(text)
    const page = JSON.stringify(Values)
    // A service that ignores `skip` would be counted over and over.
    if (Values.length > 0 && page === before) throw unreadable('a report that repeats its page')
    before = page
    for (const values of Values)
      rows.push(Object.fromEntries(Schema.map(({ Column }, index) => [Column, values[index] ?? null])))
    if (Values.length === 0 || rows.length >= total || rows.length >= most) return { rows, total }
  }
}

function reportTable(text: string): z.infer<typeof ReportTable> {
  try {
    return ReportTable.parse(JSON.parse(text))
  } catch {
    throw unreadable('a report that is no table')
  }
}
