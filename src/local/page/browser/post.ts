/** Asks the server to do something. Throws an error whose message is a sentence for a person. */
export async function post<Answer>(path: string, ask: object): Promise<Answer> {
  let response: Response
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ask),
    })
  } catch {
    throw new Error('The local world does not answer. Is it still running?')
  }
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(answer.error ?? `The local world answered ${response.status}.`)
  return answer as Answer
}
