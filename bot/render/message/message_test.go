package message

import (
	"testing"

	"sitrep/bot"
	"sitrep/bot/locale"
)

func TestTry(t *testing.T) {
	r := Renderer{locale.New().For("en")}
	a := bot.Answer{Question: "Who *blew* up @everyone?", Mode: bot.Extractive, Origins: 1, AsOf: "2025-02-11", CorpusUntil: "2025-03-01", Generation: 1204,
		Sentences: []bot.Sentence{{Text: "X:", Citations: []int{1}}},
		Citations: []bot.Citation{{N: 1, Quote: "It was [him](http://x.y) at 10:30, ||he|| said.\n1. a\n- b", Speaker: "The *man*", Publisher: "Harbour Post", Published: "2025-02-11", Title: "The t_i_tle", Link: "https://a.test/x_(y)#:~:text=It%20was", URL: "https://a.test/x_(y)"}}}
	for _, p := range r.Answer(a) {
		t.Logf("%s\n%+v", p.Content, p.Rows)
	}
}
