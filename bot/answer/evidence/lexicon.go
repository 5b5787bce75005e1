package evidence

import (
	"strings"
	"sync"

	"sitrep/retrieval/lexical"
)

// sense is a set of things a word can stand for, as far as they decide what a sentence may
// answer.
type sense uint32

const (
	senseRole     sense = 1 << iota // an office or a kind of person
	senseBody                       // an organisation or an armed group
	senseWeapon                     // a weapon or a means of attack
	senseBuilding                   // a thing that is attacked: buildings, vehicles, lines
	sensePlace                      // a kind of place
	senseTime                       // months, weekdays, spans of time
	senseQuantity                   // numbers in words, measures, money
	senseReason                     // words that open a reason
	senseSpeech                     // verbs of saying
	senseKilling
	senseBombing
	senseKidnapping
	senseAttack
	senseBurning
	senseRobbery
	senseThreat
	senseBlame // who did it, who says so
	senseInjury
)

// senseEvents are the kinds of event. A question about a killing is met by "murdered".
const senseEvents = senseKilling | senseBombing | senseKidnapping | senseAttack | senseBurning |
	senseRobbery | senseThreat | senseBlame | senseInjury

// senseViolence are the kinds of event that "an attack" may be.
const senseViolence = senseKilling | senseBombing | senseKidnapping | senseAttack | senseBurning

// senseWords lists, per sense, words in any form; they are stemmed before use.
var senseWords = []struct {
	sense sense
	words string
}{
	{senseRole, `president minister colonel general captain lieutenant major sergeant commander leader spokesman
		spokeswoman spokesperson judge bishop archbishop priest father monsignor senator deputy mayor governor ambassador
		journalist professor student attorney lawyer candidate king queen prince officer soldier policeman mr mrs ms dr
		sir lord director secretary chairman chief official founder author scientist engineer doctor citizen leader
		businessman rancher peasant worker adviser expert analyst activist magistrate counselor emperor duke pope`},
	{senseBody, `front army movement party organization organisation group guerrilla rebel terrorist cartel command
		battalion police ministry company corporation university agency force union federation committee council league
		brigade faction militia gang squad mafia trafficker extremist insurgent subversive commando network coalition
		alliance government association institute church court militant cell wing liberation revolutionary
		paramilitary vigilante military congress parliament commission bank foundation society team`},
	{senseWeapon, `bomb dynamite explosive device grenade rifle gun pistol machinegun submachinegun mortar rocket
		missile mine carbomb knife machete bullet shot gunfire charge launcher projectile weapon molotov incendiary
		petard shell ammunition caliber revolver tank helicopter aircraft bazooka gasoline poison tnt ied vest drone
		malware ransomware phishing exploit trojan backdoor artillery firearm handgun carbine cocktail firebomb
		detonator shotgun uzi galil automatic sword`},
	{senseBuilding, `building office house home residence embassy bridge tower pylon pipeline station bus vehicle car
		truck plane airport bank store hotel church school hospital headquarters base barrack garrison plant substation
		line train railroad road highway market installation facility consulate club restaurant farm ranch ship port
		shop mansion jeep branch warehouse factory pole cable transformer antenna theater mall museum temple mosque
		compound checkpoint convoy patrol dam refinery well newspaper cathedral apartment`},
	{sensePlace, `city town village province department capital region district neighborhood neighbourhood street
		avenue country county municipality area state border north south east west northern southern eastern western
		river valley mountain island coast jurisdiction suburb zone sector territory`},
	{senseTime, `january february march april may june july august september october november december monday tuesday
		wednesday thursday friday saturday sunday yesterday today tonight century decade year month week day morning
		afternoon evening night hour midnight noon era`},
	{senseQuantity, `one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty
		hundred thousand million billion trillion dozen percent km kilometer kilometre mile meter metre foot feet peso
		dollar pound euro half third quarter kg kilogram ton tonne ratio degree number total least about approximately`},
	{senseReason, `because due reason cause therefore thus hence result consequently purpose aim order motive owing
		lead allow prevent avoid intend retaliation reprisal revenge response protest`},
	{senseSpeech, `said say told tell warn state claim argue announce declare explain stress add note report statement
		communique according deny admit reveal`},
	{senseKilling, `kill killing murder assassinate assassination slay dead death die massacre execute execution fatal
		shot victim casualty lynch behead eliminate perish`},
	{senseBombing, `bomb bombing explode explosion explosive dynamite blast detonate blow destroy device blew suicide`},
	{senseKidnapping, `kidnap kidnapping abduct abduction hostage captive capture ransom seize held release abductor
		disappear`},
	{senseAttack, `attack assault ambush raid strafe fire harass clash target strike shoot hit offensive`},
	{senseBurning, `arson fire burn burned set ablaze flame torch incendiary`},
	{senseRobbery, `rob robbery steal stole theft loot thief heist`},
	{senseThreat, `threat threaten warn warning`},
	{senseBlame, `responsible responsibility blame claim accuse suspect attribute perpetrator perpetrate author
		carry commit credit allege guilty culprit`},
	{senseInjury, `injure injury wound hurt casualty damage`},
}

// senses maps stems to what they can stand for. It is built once and only read.
var senses = sync.OnceValue(func() map[string]sense {
	all := map[string]sense{}
	for _, list := range senseWords {
		for _, w := range strings.Fields(list.words) {
			for _, token := range lexical.Analyse(w) {
				all[token.Stem] |= list.sense
			}
		}
	}
	return all
})
