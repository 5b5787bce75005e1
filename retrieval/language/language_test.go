package language

import "testing"

func TestDetect(t *testing.T) {
	for text, want := range map[string]Language{
		"": English, "42": English, "IS-KP": English,
		"Who claimed the attack on the old bridge?":                        English,
		"WHO LEADS THE ARMED WING OF THE FRONT?":                           English,
		"Who leads La Union de la Montana?":                                English,
		"Was it an attack in Die Aue?":                                     English,
		"Um Valley Company, P.O. Box 12, Um Valley":                        English,
		"Al Hambra bombing":                                                English,
		"Wer hat den Anschlag auf die alte Brücke verübt?":                 German,
		"Wann wurde die Brücke gesprengt?":                                 German,
		"Qui a revendiqué l’attaque contre le vieux pont ?":                French,
		"¿Quién reivindicó el ataque contra el puente viejo?":              Spanish,
		"Chi ha rivendicato l'attacco contro il vecchio ponte?":            Italian,
		"Quem reivindicou o ataque contra a ponte velha da cidade?":        Portuguese,
		"Wie heeft de aanslag op de oude brug opgeëist?":                   Dutch,
		"Vem tog på sig attacken mot den gamla bron?":                      Swedish,
		"Eski köprüye yapılan saldırı için kim ne dedi ve neden?":          Turkish,
		"Кто взял на себя ответственность за взрыв моста?":                 Russian,
		"Хто взяв на себе відповідальність за вибух мосту?":                Ukrainian,
		"من تبنى الهجوم على الجسر القديم؟":                                 Arabic,
		"چه کسی مسئولیت حمله به پل را بر عهده گرفت؟":                       Persian,
		"پل پر حملے کی ذمہ داری کس نے قبول کی؟":                            Urdu,
		"谁声称对桥梁袭击负责？":                                                      Chinese,
		"橋への攻撃の犯行声明を出したのは誰ですか":                                             Japanese,
		"Die Brücke wurde am Freitag gesperrt. Sie ist nun wieder offen.":  German,
		"The bridge was closed on Friday. Der Spiegel and Die Zeit wrote.": English,
	} {
		if got := Detect(text); got != want {
			t.Errorf("Detect(%q) is %q, want %q", text, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	for tag, want := range map[string]Language{
		"de": German, "de-AT": German, "pt_BR": Portuguese, "DEU": German, "ger": German, "German": German,
		" en ": English, "nb": Norwegian, "fa": Persian, "pl": "pl", "": "", "x": "", "12": "", "klingon": "",
	} {
		got, ok := Parse(tag)
		if got != want || ok != (want != "") {
			t.Errorf("Parse(%q) is %q, %v, want %q", tag, got, ok, want)
		}
	}
}

func TestName(t *testing.T) {
	for l, want := range map[Language]string{German: "German", "pl": "pl", Urdu: "Urdu"} {
		if got := l.Name(); got != want {
			t.Errorf("the name of %q is %q, want %q", string(l), got, want)
		}
	}
}

func TestStem(t *testing.T) {
	for _, c := range []struct {
		language  Language
		one, more string
	}{
		{German, "brücke", "brücken"},
		{French, "attaque", "attaques"},
		{Spanish, "ataque", "ataques"},
		{Italian, "ponte", "ponti"},
		{Portuguese, "ataque", "ataques"},
		{Dutch, "brug", "brug"},
		{Swedish, "attack", "attacken"},
		{Danish, "angreb", "angrebet"},
		{Norwegian, "angrep", "angrepet"},
		{Finnish, "talo", "talossa"},
		{Turkish, "köprü", "köprüler"},
		{Russian, "мост", "моста"},
		{Arabic, "جسر", "الجسر"},
	} {
		if got, want := c.language.Stem(c.more), c.language.Stem(c.one); got != want {
			t.Errorf("%s: %s and %s have the stems %q and %q", c.language, c.one, c.more, want, got)
		}
	}
	if got := Persian.Stem("پل"); got != "پل" {
		t.Errorf("a word of a language without stemmer becomes %q", got)
	}
}

func TestFunctionWords(t *testing.T) {
	for word, want := range map[string]bool{"der": true, "brücke": false, "": false, "er": true, "rd": false} {
		if got := German.IsFunctionWord(word); got != want {
			t.Errorf("IsFunctionWord(%q) is %v", word, got)
		}
	}
}
