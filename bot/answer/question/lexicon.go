package question

// The words that decide a question's kind. Nouns stand in the singular.
var (
	personNoun = set(`person man woman individual people leader commander president minister official
		spokesman spokesperson author founder actor player scientist king queen general suspect victim
		attacker gunman bomber ceo executive director chief member politician journalist judge doctor`)
	groupNoun = set(`group organization organisation company movement militia gang party faction army
		agency network cartel outfit team firm guerrilla rebel terrorist band club institution university
		corporation church publisher ministry government actor brand platform`)
	placeNoun = set(`country city town village place region province state location area district county
		continent nation island river site capital borough neighborhood neighbourhood municipality department`)
	timeNoun   = set(`year date day month time decade century week era period hour season`)
	numberNoun = set(`number percentage percent amount share proportion population price cost size distance
		rate length height toll count sum total temperature age`)
	weaponNoun = set(`weapon device explosive bomb gun rifle firearm missile arm ammunition grenade malware`)
	container  = set(`kind type sort form name set piece part list`)
	determiner = set(`the a an other another this that these those`)
	measure    = set(`many much long old far high tall large big fast often wide deep heavy few little`)
	listVerb   = set(`list name give enumerate`)
	sayVerb    = set(`say said saying tell told claim claimed warn warned think argue argued state stated
		announce announced deny denied explain explained declare declared describe described promise promised
		believe stress stressed highlight highlighted admit admitted add added suggest suggested recommend
		recommended urge urged call comment predict predicted conclude concluded respond note noted emphasise
		emphasize accuse accused criticise criticize demand demanded`)
	speechNoun = set(`view opinion statement warning claim comment response position assessment advice remark
		message argument criticism denial reaction stance words`)
	relation = set(`between among against into within without through via upon since until than because
		while using used based called known`)
	plainVerb = set(`take takes took make makes made use uses give gives gave hold holds held lead leads led
		win wins won kill kills become becomes became begin begins began occur occurs happen happens include
		includes contain contains say says said claim claims cause causes belong belongs exist exists operate
		operates link links list lists carry carries have has support supports show shows mean means come comes came
		go goes went run runs ran get gets got write writes wrote lie lies fall falls fell bring brings brought
		form forms follow follows help helps allow allows produce produces provide provides`)
)
