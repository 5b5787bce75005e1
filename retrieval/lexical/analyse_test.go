package lexical_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"sitrep/retrieval/lexical"
)

func TestAnalyse(t *testing.T) {
	t.Parallel()
	// A joined form is printed with a "+", a stopword with a "-" before it.
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"spaces and marks", " \n\t -- … ! ", ""},
		{"stemming", "Militants attacked villages", "milit attack villag"},
		{"stopwords", "Who was behind it?", "-who -was behind -it"},
		{"hyphenated name", "IS-KP", "+iskp is kp"},
		{"closed name", "iskp ISKP", "iskp iskp"},
		{"hyphenated name in wire copy", "THE IS-KP CLAIMED", "-the +iskp -is kp claim"},
		{"three parts", "Tehrik-e-Taliban", "+tehriketaliban tehrik e taliban"},
		{"non-breaking hyphen", "al\u2011Qaida", "+alqaida al qaida"},
		{"slug", "a-b-c-d-e-f", "-a b c -d e f"},
		{"dash is no hyphen", "bombs - and — guns", "bomb -and gun"},
		{"possessive", "the Taliban's men", "-the taliban men"},
		{"typographic possessive", "Pakistan’s", "pakistan"},
		{"possessive in capitals", "THE ARMY'S TROOPS", "-the armi troop"},
		{"glottal stop", "Jama’at Jama'at Jamaʿat", "jamaat jamaat jamaat"},
		{"contraction", "they don't", "-they -dont"},
		{"accents", "Martí São Żółć", "marti sao zolc"},
		{"thousands", "1,200 killed", "1200 kill"},
		{"decimal", "3.5 million", "3.5 million"},
		{"currency", "$2,500.75", "2500.75"},
		{"ordinal", "3rd 21st 1990s", "3 21 1990"},
		{"address", "10.0.0.1", "10.0.0.1"},
		{"range", "10-15", "10 15"},
		{"ISO date", "2023-04-09", "+20230409 2023 04 09"},
		{"vulnerability", "CVE-2031-4711", "+cve20314711 cve 2031 4711"},
		{"country and pronoun", "the US told us", "-the us told -us"},
		{"initials", "U.S. and U.N.", "us -and un"},
		{"missing space", "It ended.The end", "-it end -the end"},
		{"domain", "evil.example", "evil exampl"},
		{"acronym is not a plural", "ISIS and the ISI", "isis -and -the isi"},
		{"acronym in lower case", "isis", "isis"},
		{"underscore", "lock_file", "lock file"},
		{"other scripts", "Москва 東京", "москва 東 京"},
		{"zero width inside", "bo\u200dmb", "bomb"},
		{"invalid bytes", "a\xffbomb", "-a bomb"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, print(lexical.Analyse(test.text))); diff != "" {
				t.Errorf("Analyse(%q) (-want +got):\n%s", test.text, diff)
			}
		})
	}
}

func TestAnalyseKeepsOffsets(t *testing.T) {
	t.Parallel()
	text := "“IS-KP’s” leader, the U.S. says"
	var got []string
	for _, token := range lexical.Analyse(text) {
		got = append(got, text[token.Start:token.End])
	}
	want := []string{"IS-KP’s", "IS", "KP’s", "leader", "the", "U.S", "says"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
}

func TestShouted(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"": false, "IS-KP": false, "TTP, BLA": false, "POLICE FOUND THE BOMB": true,
		"MORTARS FELL ON A MARKET (see below)": true, "The FMLN and the ELN": false, "МОСКВА": false,
	} {
		if got := lexical.Shouted(text); got != want {
			t.Errorf("Shouted(%q) = %v, want %v", text, got, want)
		}
	}
}

func FuzzAnalyse(f *testing.F) {
	for _, seed := range []string{
		"", "IS-KP’s 1,200 men", "U.S. a.m. 10.0.0.1", "ended.The", "a-b-c-d-e", "\xff\xfe-\x80", "Żółć-ʿAlī's",
		"e\u0301-\u0301", "\u0130stanbul", "１２３", "don't", "'''", "x_y_z.", "👩‍👩‍👧", "1st-2nd",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for i, token := range lexical.Analyse(text) {
			if token.Start < 0 || token.End > len(text) || token.Start >= token.End {
				t.Fatalf("token %d %+v does not lie in a text of %d bytes", i, token, len(text))
			}
			if token.Start < at {
				t.Fatalf("token %d %+v begins before its predecessor", i, token)
			}
			at = token.Start
			if token.Stem == "" {
				t.Fatalf("token %d %+v has no stem", i, token)
			}
			if utf8.ValidString(text) && !utf8.ValidString(token.Stem) {
				t.Fatalf("token %d has the stem %q, which is not UTF-8", i, token.Stem)
			}
		}
	})
}

func print(tokens []lexical.Token) string {
	var printed []string
	for _, token := range tokens {
		switch {
		case token.Joined:
			printed = append(printed, "+"+token.Stem)
		case token.Stop:
			printed = append(printed, "-"+token.Stem)
		default:
			printed = append(printed, token.Stem)
		}
	}
	return strings.Join(printed, " ")
}
