import type { Token } from '../lexer/tokens.ts'

/** A language people write in that the grammar does not read. */
export type ForeignLanguage = 'de' | 'fr' | 'es'

interface Words {
  verbs: ReadonlySet<string>
  others: ReadonlySet<string>
}

const words = (verbs: string, others: string): Words => ({
  verbs: new Set(verbs.split(' ')),
  others: new Set(others.split(' ')),
})

const LANGUAGES: Readonly<Record<ForeignLanguage, Words>> = {
  de: words(
    'weise weisen zuweisen zugewiesen ordne zuordnen entferne entfernen füge hinzufügen schließe schliesse ausschließen ausschliessen verteile verteilen gib installiere installieren deinstalliere nimm lösche könntest kannst zeige zeig ausrollen bereitstellen bekommt bekommen erhält erhalten welche welchen wem wer geändert ändere',
    'der die das den dem des ein eine einer gruppe gruppen richtlinie richtlinien bitte für alle allen von vom zu zur zum und mit ohne nicht geräte geräten benutzer benutzern aus auf hinzu zuweisung zuweisungen an ist hat mehr noch raus richtlinien einstellungen',
  ),
  fr: words(
    'attribuer attribue attribuez affecter affecte affectez assigner assigne assignez retirer retire retirez supprimer supprime supprimez exclure exclus excluez ajouter ajoute ajoutez déployer déploie déployez donner donne donnez enlever enlève pouvez peux peux-tu veuillez montre quelles quels quelle quel qui reçoit reçoivent',
    "la le les l au aux du des un une groupe groupes stratégie stratégies politique à pour tous toutes appareils utilisateurs svp s'il te vous plaît et de avec sans merci stratégies est sont qui que",
  ),
  es: words(
    'asignar asigna asigne quitar quita quite eliminar elimina elimine excluir excluye excluya agregar agrega agregue añadir añade implementar implementa desplegar despliega dar da retirar retira puedes podrías muestra qué quién quien tiene tienen quiénes cuáles recibe reciben',
    'el la los las al del un una grupo grupos directiva directivas política políticas a para todos todas dispositivos usuarios por favor y de con sin',
  ),
}

/** The language of a sentence that is not in English: one of its verbs, and more of its words than of any other. */
export function foreignLanguageIn(tokens: readonly Token[]): ForeignLanguage | null {
  // "d'assigner", "¿qué"
  const said = tokens.map(({ raw }) => raw.toLowerCase().replace(/^(?:[dlj]['’]|[¿¡])/, ''))
  const scores = (Object.keys(LANGUAGES) as ForeignLanguage[]).map((language) => {
    const { verbs, others } = LANGUAGES[language]
    const verb = said.some((word) => verbs.has(word)) ? 2 : 0
    return { language, score: verb && verb + said.filter((word) => others.has(word)).length }
  })
  const [best, next] = scores.sort((a, b) => b.score - a.score)
  return best && next && best.score >= 3 && best.score > next.score ? best.language : null
}
