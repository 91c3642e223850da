/**
 * Words of both languages that say nothing about the subject: articles, prepositions, question
 * words, and the verbs of “how do I set up …”. They never decide whether a page answers a query.
 * Written without accents, as `fold` leaves them.
 */
export const stopWords: ReadonlySet<string> = new Set(
  [
    // French
    'a ai ainsi alors apres as au aucun aussi autre aux avant avec avoir ayant c ca car ce cela ces',
    'cet cette ceux chez ci comme comment d dans de depuis des donc dont du elle elles en encore est',
    'et etre eu fait faire faut ici il ils j je l la le les leur leurs lors lui m ma mais me meme mes',
    'mon n ne ni nos notre nous on ont ou par parce pas peut plus pour pourquoi puis qu quand que',
    'quel quelle quelles quels qui quoi s sa sans se sera ses si son sont sous sur t ta te tes toi ton',
    'tous tout toute toutes tres tu un une va vers via voici voila vos votre vous y',
    'aide configurer erreur mettre parametrer probleme utiliser',
    // English
    'about after all also am an and any are as at be because been before being but by can cannot',
    'could did do does doing done for from get gets getting go goes got had has have having he her here his',
    'how i if in instead into is it its just me my no nor not of off on once only or our out over own',
    'please same she should so some such than that the their them then there these they this those',
    'to too up very was we were what when where which while who why will with would you your',
    'configure error help issue problem use using',
  ].flatMap((line) => line.split(' ')),
);
