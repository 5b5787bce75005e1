// Package language tells which language a text is in, and knows the function words and the
// stems of some: what it takes to index an article in its own language.
//
// Detection is made for corpora that are mostly English: it says English unless another
// language shows clearly. Scripts tell most languages apart that are not written in Latin
// letters, function words the others.
package language

import (
	"strings"
)

// Language is a language by its two letters in ISO 639-1, "en".
type Language string

// The languages that can be detected. Those from German to Arabic are stemmed.
const (
	English    Language = "en"
	German     Language = "de"
	French     Language = "fr"
	Spanish    Language = "es"
	Italian    Language = "it"
	Portuguese Language = "pt"
	Dutch      Language = "nl"
	Swedish    Language = "sv"
	Danish     Language = "da"
	Norwegian  Language = "no"
	Finnish    Language = "fi"
	Turkish    Language = "tr"
	Russian    Language = "ru"
	Arabic     Language = "ar"

	Ukrainian Language = "uk"
	Persian   Language = "fa"
	Urdu      Language = "ur"
	Hebrew    Language = "he"
	Greek     Language = "el"
	Hindi     Language = "hi"
	Bengali   Language = "bn"
	Chinese   Language = "zh"
	Japanese  Language = "ja"
	Korean    Language = "ko"
)

// Parse reads a language as articles give it: "de", "de-AT", "DEU" or "German". Where it
// makes nothing of it, ok is false.
func Parse(tag string) (l Language, ok bool) {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if known, ok := byName(tag); ok {
		return known, true
	}
	tag, _, _ = strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	if known, ok := byThreeLetters(tag); ok {
		return known, true
	}
	if tag == "nb" || tag == "nn" {
		return Norwegian, true
	}
	if len(tag) == 2 && isLetter(tag[0]) && isLetter(tag[1]) {
		return Language(tag), true
	}
	return "", false
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' }

// Name is the language's English name, or its code where that is not known.
func (l Language) Name() string {
	for _, known := range names() {
		if known.language == l {
			return known.name
		}
	}
	return string(l)
}

type named struct {
	language     Language
	name         string
	threeLetters string // ISO 639-2, and the other form where there are two
}

func names() []named {
	return []named{
		{English, "English", "eng"},
		{German, "German", "deu ger"},
		{French, "French", "fra fre"},
		{Spanish, "Spanish", "spa"},
		{Italian, "Italian", "ita"},
		{Portuguese, "Portuguese", "por"},
		{Dutch, "Dutch", "nld dut"},
		{Swedish, "Swedish", "swe"},
		{Danish, "Danish", "dan"},
		{Norwegian, "Norwegian", "nor nob nno"},
		{Finnish, "Finnish", "fin"},
		{Turkish, "Turkish", "tur"},
		{Russian, "Russian", "rus"},
		{Arabic, "Arabic", "ara"},
		{Ukrainian, "Ukrainian", "ukr"},
		{Persian, "Persian", "fas per"},
		{Urdu, "Urdu", "urd"},
		{Hebrew, "Hebrew", "heb"},
		{Greek, "Greek", "ell gre"},
		{Hindi, "Hindi", "hin"},
		{Bengali, "Bengali", "ben"},
		{Chinese, "Chinese", "zho chi"},
		{Japanese, "Japanese", "jpn"},
		{Korean, "Korean", "kor"},
	}
}

func byName(name string) (Language, bool) {
	for _, known := range names() {
		if strings.EqualFold(known.name, name) {
			return known.language, true
		}
	}
	return "", false
}

func byThreeLetters(code string) (Language, bool) {
	for _, known := range names() {
		if len(code) == 3 && strings.Contains(known.threeLetters, code) {
			return known.language, true
		}
	}
	return "", false
}
