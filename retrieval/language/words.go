package language

import "strings"

// IsFunctionWord reports whether a word in lower case carries no subject of its own in a
// language: an article, a pronoun, a preposition, an auxiliary, a word that asks. English
// is not known here: see package lexical.
func (l Language) IsFunctionWord(word string) bool {
	list := functionWords(l)
	at := strings.Index(list, " "+word+" ")
	return at >= 0 && word != ""
}

// functionWords are the most frequent function words of a language, each between spaces.
func functionWords(l Language) string {
	switch l {
	case English:
		return " the a an of to in and is was are were be been by for from with that this it its on at as who what when where which why how did does do has have had not but or their his her they he she "
	case German:
		return " der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren wird werden wurde wurden hat haben hatte hatten von vom zu zum zur im in am an auf aus bei beim mit nach vor für über unter gegen durch um ohne bis seit zwischen nicht kein keine auch als wie wer wen wem wessen was wann wo wohin woher warum weshalb welche welcher welches welchen wieviele er sie es wir ihr ich man sich seine seiner seinen ihre ihrer ihren dass daß wenn weil dieser diese dieses diesen sein nur noch schon mehr so kann können soll sollen muss "
	case French:
		return " le la les l un une des du de d et ou mais est sont était étaient a ont avait avaient été être par pour dans en sur sous avec sans vers chez entre contre depuis au aux ce cet cette ces qui que qu quoi dont où quand comment pourquoi combien quel quelle quels quelles il elle ils elles on nous vous je j m t c se s son sa ses leur leurs ne n pas plus aussi comme si "
	case Spanish:
		return " el la los las un una unos unas de del y o e u pero es son era eran fue fueron ha han había sido ser está están por para en con sin sobre entre contra desde hasta a al que qué quién quiénes cuál cuáles cuándo dónde cómo cuánto cuántos cuántas por qué se su sus lo le les él ella ellos no más también como si este esta estos estas ese esa "
	case Italian:
		return " il lo la i gli le l un uno una di del dello della dei degli delle d e ed o ma è sono era erano fu furono ha hanno aveva stato stata essere da dal dalla dai dalle in nel nella nei nelle con su sul sulla per tra fra contro a al alla ai alle all dell nell sull dall che chi cosa quando dove come perché quale quali quanto quanti si suo sua suoi loro non più anche se questo questa questi "
	case Portuguese:
		return " o a os as um uma uns umas de do da dos das e ou mas é são era eram foi foram tem têm havia sido ser está estão por pelo pela para em no na nos nas com sem sobre entre contra desde até ao aos à às que quem qual quais quando onde como quanto quantos quantas se seu sua seus suas não mais também este esta estes estas isso "
	case Dutch:
		return " de het een en of maar is zijn was waren wordt worden werd werden heeft hebben had hadden van naar in op aan uit bij met voor over onder tegen door om zonder tot sinds tussen niet geen ook als wie wat wanneer waar waarom hoe welke welk hij zij ze wij we ik men zich hun haar dat die deze dit er nog al meer kan "
	case Swedish:
		return " den det de en ett och eller men är var blev har hade av från till i på om ur hos med för över under mot genom utan sedan mellan inte ingen också som vem vad när var varför hur vilken vilket vilka han hon vi jag man sig sin sina deras att detta denna dessa kan ska "
	case Danish:
		return " den det de en et og eller men er var blev har havde af fra til i på om ud hos med for over under mod gennem uden siden mellem ikke ingen også som hvem hvad hvornår hvor hvorfor hvordan hvilken hvilket hvilke han hun vi jeg man sig sin sine deres at dette denne disse kan skal "
	case Norwegian:
		return " den det de en et ei og eller men er var ble har hadde av fra til i på om ut hos med for over under mot gjennom uten siden mellom ikke ingen også som hvem hva når hvor hvorfor hvordan hvilken hvilket hvilke han hun vi jeg man seg sin sine deres at dette denne disse kan skal "
	case Finnish:
		return " ja tai mutta on ovat oli olivat ole ollut että joka jotka jossa kun jos niin myös ei eivät kuka ketkä mikä mitkä mitä missä milloin miksi miten kuinka hän he me te se ne tämä nämä sen sitä hänen heidän kanssa ennen jälkeen yli alle "
	case Turkish:
		return " ve veya ama bir bu şu o için ile de da ki mi mı mu mü ne kim kimi kime nerede nereye nereden nasıl neden niçin niye kaç hangi olan olarak olduğu oldu değil daha çok en gibi kadar sonra önce tarafından var yok ise "
	case Russian:
		return " и или но а в во на с со к ко о об от до из за по под над при для без через между не ни же ли бы что кто кого кому чей когда где куда откуда почему зачем как какой какая какие каких сколько это этот эта эти тот та те он она оно они мы вы я его её их был была было были есть быть также который которая которые "
	case Arabic:
		return " من في على إلى الى عن مع بعد قبل بين حتى منذ خلال ضد أن ان إن أو او و ثم لا لم لن ما ماذا متى أين اين كيف لماذا هل كم أي هو هي هم هذا هذه ذلك تلك التي الذي الذين كان كانت قد "
	}
	return ""
}
