package group_test

import (
	"slices"
	"testing"

	"sitrep/corpus/group"
)

func TestFindFoldsSpellings(t *testing.T) {
	tab := table(
		t,
		"aq: al-Qaida",
		"iskp: Islamic State Khorasan, IS-KP, ISIS-K",
		"jnim: Jama'at Nusrat al-Islam wal-Muslimin",
		"ttp: Tehrik-e-Taliban Pakistan",
		"let: Lashkar-e-Tayyiba",
		"hizb: Hizballah",
		"mrta: Movimiento Revolucionario Túpac Amaru",
		"apt28: APT28",
		"bh: Blood and Honour",
	)
	for _, c := range []struct{ text, want string }{
		{"Al Qaeda said so", "Al Qaeda=aq"},
		{"AL-QA'IDA SAID THAT THE ATTACK FAILED", "AL-QA'IDA=aq"},
		{"al-Qa’ida’s leader", "al-Qa’ida=aq"},
		{"alqaeda said so", "alqaeda=aq"},
		{"ISIS-K claimed it", "ISIS-K=iskp"},
		{"ISIS K claimed it", "ISIS K=iskp"},
		{"isisk claimed it", "isisk=iskp"},
		{"ISKP claimed it", "ISKP=iskp"},
		{"IS–KP's fighters", "IS–KP=iskp"},
		{"Islamic State-Khorasan", "Islamic State-Khorasan=iskp"},
		{"the Islamic State\nKhorasan branch", "Islamic State\nKhorasan=iskp"},
		{"Jamaat Nosrat al-Islam wal-Muslimeen", "Jamaat Nosrat al-Islam wal-Muslimeen=jnim"},
		{"Jama’at Nusrat ul Islam wal Muslimin", "Jama’at Nusrat ul Islam wal Muslimin=jnim"},
		{"Tehreek-i-Taliban Pakistan", "Tehreek-i-Taliban Pakistan=ttp"},
		{"Tehrik Taliban-e-Pakistan", "Tehrik Taliban-e-Pakistan=ttp"},
		{"Lashkar e Toiba", "Lashkar e Toiba=let"},
		{"LASHKAR-I-TAIBA", "LASHKAR-I-TAIBA=let"},
		{"Hezbollah and Hizbullah", "Hezbollah=hizb"},
		{"movimiento revolucionario tupac amaru", "movimiento revolucionario tupac amaru=mrta"},
		{"APT 28, also APT-28", "APT 28=apt28"},
		{"Blood & Honour", "Blood & Honour=bh"},
	} {
		got := shown(c.text, tab.Find(c.text))
		if len(got) == 0 || got[0] != c.want {
			t.Errorf("Find(%q) = %q, want %q first", c.text, got, c.want)
		}
	}
}

func TestFindStopsAtPunctuation(t *testing.T) {
	tab := table(t, "is: Islamic State", "iskp: Islamic State Khorasan")
	checkFind(t, tab, "It names Islamic State, Khorasan and others.", "Islamic State=is")
	checkFind(t, tab, "It names Islamic State. Khorasan is a region.", "Islamic State=is")
	checkFind(t, tab, "It names Islamic State\n\nKhorasan is a region.", "Islamic State=is")
	checkFind(t, tab, "The prehistoric Islamic Statehood movement")
}

func TestFindTakesTheLongestName(t *testing.T) {
	tab := table(t, "taliban: Taliban", "ttp: Pakistani Taliban, Tehrik-e-Taliban Pakistan", "pk: Tehrik-e-Taliban")
	checkFind(t, tab, "The Pakistani Taliban, not the Taliban, and Tehreek-e-Taliban Pakistan",
		"Pakistani Taliban=ttp", "Taliban=taliban", "Tehreek-e-Taliban Pakistan=ttp")
}

func TestFindListsAmbiguousAndDisputedNames(t *testing.T) {
	tab := table(t, "gama: Al-Gama'a, Islamic Group", "ji: Jemaah Islamiyah, Islamic Group", "andariel: Andariel", "lazarus: Lazarus Group, ?Andariel")
	checkFind(t, tab, "Who leads the Islamic Group?", "Islamic Group=gama|ji")
	checkFind(t, tab, "What did Andariel steal?", "Andariel=andariel?lazarus")
}

// Acronyms need capitals, or a context in which nothing else can be meant.
func TestFindAcronyms(t *testing.T) {
	tab := table(t, "fmln: Farabundo Marti National Liberation Front, FMLN", "has: Harakat al-Sabireen, HaS",
		"set: Some Evil Team, SETS", "isi: Islamic State of Iraq, ISI", "cds: Cártel de Sinaloa, CDS", "isis: Islamic State, ISIS")
	checkFind(t, tab, "Who leads the FMLN?", "FMLN=fmln")
	checkFind(t, tab, "who leads the fmln?", "fmln=fmln")
	checkFind(t, tab, "Isis said so", "Isis=isis")
	checkFind(t, tab, "He has two sets of cards")
	checkFind(t, tab, "THE GROUP HAS SAID THAT THE SETS ARE LOST AND THAT IT HAS NO MORE")
	checkFind(t, tab, "That IS I think not so")
	checkFind(t, tab, article("She bought three CDS and a book."))
	checkFind(t, tab, article("The Cártel de Sinaloa, or CDS, denied it."), "Cártel de Sinaloa=cds", "CDS=cds")
	checkFind(t, tab, "What does CDS ship?", "CDS=cds")
	checkFind(t, tab, article("The fmln denied it."))
	checkFind(t, tab, article("The FMLN denied it."), "FMLN=fmln")
	checkFind(t, tab, "The miR and the iSi")
}

// Ordinary words are names only where they are written and used as names.
func TestFindOrdinaryWords(t *testing.T) {
	tab := table(t, "play: Play, Playcrypt", "anchor: Anchor", "set: SET", "base: The Base", "group5: Group 5", "764: 764",
		"eij: Islamic Group, Vanguards", "zinc: LEAD")
	for _, text := range []string{
		"They play and set the anchor at the base.",
		"Play it again.",
		"The new Google Play rules",
		"the Play Store",
		"PLAY IT AGAIN AND SET THE ANCHOR, THE CAPTAIN SAID",
		"group 5 patients were treated, 764 in all",
		"They form an islamic group in the valley.",
		"They LED the way and took the lead.",
		article("He liked to say that Play is work."),
	} {
		checkFind(t, tab, text)
	}
	checkFind(t, tab, "What is known about Play?", "Play=play")
	checkFind(t, tab, "what is play ransomware?", "play=play")
	checkFind(t, tab, article("The Play ransomware hit two towns."), "Play=play")
	checkFind(t, tab, article("Two towns were hit by Play, also called Playcrypt."), "Play=play", "Playcrypt=play")
	checkFind(t, tab, article("The gang tracked as Anchor hit two towns."), "Anchor=anchor")
	checkFind(t, tab, "Who founded The Base?", "The Base=base")
	checkFind(t, tab, "the 764 network", "764=764")
	checkFind(t, tab, "It was LEAD that did it, they said.", "LEAD=zinc")
}

// Names of several ordinary words need capitals where a text uses them.
func TestFindPhrases(t *testing.T) {
	tab := table(t, "bear: Fancy Bear", "path: Sendero Luminoso, Shining Path", "fly: Whitefly")
	checkFind(t, tab, article("It was a fancy bear of a man on a shining path."))
	checkFind(t, tab, article("It was Fancy Bear."), "Fancy Bear=bear")
	checkFind(t, tab, "what did fancy bear do?", "fancy bear=bear")
	checkFind(t, tab, "THE SHINING PATH KILLED A MAYOR IN THE HIGHLANDS", "SHINING PATH=path")
	checkFind(t, tab, article("The white fly is a pest."))
	checkFind(t, tab, article("The Whitefly group attacked."), "Whitefly=fly")
}

func TestFindInEmptyTexts(t *testing.T) {
	tab := table(t, "a: Alpha")
	for _, text := range []string{"", " ", "...", "\n\n", "-", "'s", "&"} {
		checkFind(t, tab, text)
	}
	empty, err := newEmpty()
	if err != nil {
		t.Fatal(err)
	}
	checkFind(t, empty, "Alpha and Beta")
}

func TestSubjects(t *testing.T) {
	t.Parallel()
	tab := defaultTable(t)
	for _, c := range []struct {
		title string
		want  []group.ID
	}{
		{"Haqqani Network", []group.ID{"haqqani-network"}},
		{"The Haqqani Network (HQN)", []group.ID{"haqqani-network"}},
		{"Haqqani Network attacks a convoy", nil},
		{"Inside the Haqqani Network", nil},
		{"Haqqani Network and Lashkar-e-Taiba", []group.ID{}},
		{"", nil},
		{"Granite prices", nil},
	} {
		got, _ := tab.Subjects(c.title)
		if !slices.Equal(got, c.want) {
			t.Errorf("Subjects(%q) = %q, want %q", c.title, got, c.want)
		}
	}
}
