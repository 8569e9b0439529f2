/** A button of a question: "Choose 2: Pilot". Buttons read no markdown. */
export function chooseTitle(number: number, title: string): string {
  return `Choose ${number}: ${title}`
}
