package lexical

import (
	"bytes"
	"slices"
	"testing"

	"sitrep/corpus"
	"sitrep/retrieval/language"
)

func TestAnalyseIn(t *testing.T) {
	for _, c := range []struct {
		in   language.Language
		text string
		want []string // stems, without function words
	}{
		{language.German, "Die Brücken über den Fluss wurden gesperrt.", []string{"bruck", "fluss", "gesperrt"}},
		{language.French, "L’attaque d'Arville et les attaques", []string{"attaqu", "arvill", "attaqu"}},
		{language.Russian, "Взрывы на мосту", []string{"взрыв", "мост"}},
		{language.German, "ISIS und die AQIS", []string{"isis", "aqis"}},
		{language.Persian, "پل بسته شد", []string{"پل", "بسته", "شد"}},
		{language.German, "1200 Soldaten", []string{"1200", "soldat"}},
	} {
		var got []string
		for _, token := range AnalyseIn(c.in, c.text) {
			if !token.Stop {
				got = append(got, token.Stem)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %q gives %q, want %q", c.in, c.text, got, c.want)
		}
	}
	text := "The bridges over the river-side were closed; L'attaque d'Arville."
	if got, want := AnalyseIn(language.English, text), Analyse(text); !slices.Equal(got, want) {
		t.Errorf("in English %v differs from Analyse's %v", got, want)
	}
}

func mixed() *Index {
	docs := []Document{
		{Title: "Brücken", Text: "Die alten Brücken bei Arvilles wurden gesprengt.", Language: language.German},
		{Title: "Ponts", Text: "Les ponts de Damas ont été fermés.", Language: language.French},
		{Title: "Bridges", Text: "The old bridges near Arvilles were blown up."},
	}
	for i := range docs {
		docs[i].Passages = []corpus.Span{{End: len(docs[i].Text)}}
	}
	return Build(slices.Values(docs))
}

func TestLanguagesOfAnIndex(t *testing.T) {
	ix := mixed()
	var snapshot bytes.Buffer
	if _, err := ix.WriteTo(&snapshot); err != nil {
		t.Fatal(err)
	}
	read, err := Read(&snapshot)
	if err != nil {
		t.Fatal(err)
	}
	for _, ix := range []*Index{ix, read} {
		if got, want := ix.Languages(), []language.Language{language.German, language.English, language.French}; !slices.Equal(got, want) {
			t.Errorf("the languages are %v, want %v", got, want)
		}
		if ix.Language(1) != language.French || ix.Language(2) != language.English {
			t.Errorf("documents are in %s and %s", ix.Language(1), ix.Language(2))
		}
	}
}

func TestTermsIn(t *testing.T) {
	ix := mixed()
	for _, c := range []struct {
		in       language.Language
		question string
		want     []int // documents that score by words
	}{
		{language.German, "Wer hat die alte Brücke gesprengt?", []int{0}},
		{language.English, "Which bridge was blown up?", []int{2}},
		{language.English, "What happened in Arvilles?", []int{0, 2}}, // a name, in each language's stem
		{language.French, "Quels ponts ont été fermés à Damas?", []int{1}},
	} {
		var got []int
		for doc, score := range ix.Score(TermsIn(c.in, c.question, ix.Languages()), nil).Documents {
			if score > 0 {
				got = append(got, doc)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q finds %v, want %v", c.question, got, c.want)
		}
	}
	english := "Which bridges near Arvilles were closed, and who closed the river-side?"
	if got, want := TermsIn(language.English, english, []language.Language{language.English}), TermsOf(english); !slices.Equal(got, want) {
		t.Errorf("for English alone the terms are %v, want %v", got, want)
	}
	for _, term := range TermsIn(language.German, "Wer hat die alte Brücke gesprengt?", nil) {
		if slices.Contains([]string{"wer", "hat", "die"}, term.Stem) {
			t.Errorf("the function word %q is looked for", term.Stem)
		}
	}
}
