package answer_test

import (
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"sitrep/bot"
	"sitrep/bot/answer"
	"sitrep/bot/answer/generate"
	"sitrep/bot/llm/llmtest"
	"sitrep/corpus"
)

// warReports are a corpus of invented events: fact, speech, claims, denials, hedges, numbers
// side by side and names in pairs, several times over with other names, so that what one
// article says is nearly what another does.
func warReports() []corpus.Document {
	places := []struct{ village, town, province string }{
		{"Tarka", "Gorvane", "Omrit"}, {"Birak", "Djellam", "Sefu"}, {"Zellin", "Marwat", "Kandoro"}, {"Anefit", "Kidalor", "Tessan"},
	}
	people := []struct{ spokesman, envoy, commander, researcher string }{
		{"Dilawar Mansoor", "Aissata Keita", "Nabil Haddad", "Irina Orlova"},
		{"Bakar Tumani", "Lena Forsgren", "Yusuf Karimi", "Marek Dvorak"},
		{"Hamid Wardani", "Clara Benitez", "Rashid Sabiri", "Agnes Holloway"},
		{"Farid Qasimi", "Nomsa Dlamini", "Omar Badran", "Tomas Lindholm"},
	}
	brigades := []string{"Liwa al-Sahra", "Katibat Nur", "Harakat Umid", "Jaish al-Wadi"}
	var docs []corpus.Document
	for i := range 12 {
		at, who, group := places[i%4], people[(i+i/4)%4], brigades[(i+2*(i/4))%4]
		killed, wounded, seized := 12+3*i, 30+i, 40+2*i
		day := 4 + i
		docs = append(docs, corpus.Document{
			ID: corpus.DocumentID(fmt.Sprintf("report-%d", i)), Publisher: []string{"Sahra Courier", "Northern Wire", "Gulf Register"}[i%3],
			Title: fmt.Sprintf("Attack on the village of %s", at.village), URL: fmt.Sprintf("https://news.example/%d", i),
			Published: time.Date(2024, time.Month(1+i), day+1, 0, 0, 0, 0, time.UTC),
			Text: fmt.Sprintf("Gunmen of %s killed %d soldiers and wounded %d civilians in the village of %s on %d %v 2024.\n\n",
				group, killed, wounded, at.village, day, time.Month(1+i)) +
				fmt.Sprintf("%s, a spokesman for the governor of %s, said that police had arrested %d men near %s. ", who.spokesman, at.province, 5+i, at.town) +
				fmt.Sprintf("“We found %d kilograms of explosives in a school,” %s told reporters.\n\n", seized, surname(who.spokesman)) +
				fmt.Sprintf("%s, a commander of %s, claimed that his fighters had captured the bridge at %s. ", who.commander, group, at.town) +
				fmt.Sprintf("The army did not confirm the loss of the bridge at %s.\n\n", at.town) +
				fmt.Sprintf("%s, the envoy of the African Union, warned that the ransom may finance further kidnappings in %s. ", who.envoy, at.province) +
				fmt.Sprintf("%s, a researcher at the Norwind Institute, said the group had tripled its income since %d.\n\n", who.researcher, 2015+i%8) +
				fmt.Sprintf("Qari Fazel denied that the movement had hosted foreign fighters in %s. ", at.province) +
				fmt.Sprintf("At least %d people fled their homes when rebels burned the market of %s, which had been rebuilt in %d.", 100+9*i, at.town, 2003+i),
		})
	}
	return docs
}

func surname(name string) string { return name[strings.LastIndexByte(name, ' ')+1:] }

func warQuestions() []string {
	return []string{
		"How many soldiers did gunmen kill in the village of Tarka?", "Who claimed the capture of the bridge at Djellam?",
		"What did Dilawar Mansoor say about explosives?", "Who warned that the ransom may finance further kidnappings in Kandoro?",
		"How many men did police arrest near Marwat?", "Who denied that the movement had hosted foreign fighters in Tessan?",
		"How many people fled when rebels burned the market of Gorvane?", "What happened in the village of Zellin?",
	}
}

// reached counts what a model's sentences came to.
type reached struct {
	answers, requests, lies int
	shown, dropped          int
	invented, altered, stitched, blamed,
	unproved int // each of them has to be 0
}

// TestHostileAnswersEndToEnd has the model lie in every way the scripted server knows, and
// looks at what the engine lets reach a reader. The judgement is made from the stored articles
// and shares nothing with the check. SITREP_SLOW_TESTS=1 makes it more than two thousand
// answers.
func TestHostileAnswersEndToEnd(t *testing.T) {
	each := 2
	if os.Getenv("SITREP_SLOW_TESTS") != "" {
		each = 22
	}
	documents := warReports()
	record, searcher := library(t, documents)
	server := llmtest.New(t, 40)
	e, _ := writing(t, record, searcher, server)
	total := reached{}
	for _, behaviour := range llmtest.Hostile() {
		server.Play(behaviour)
		for range each {
			for _, text := range warQuestions() {
				before := server.Tries()
				// Another day each time, so that no answer is remembered.
				a := ask(t, e, bot.Question{Text: text, Now: date(2024, 1, 1+total.answers)})
				total.answers++
				total.requests += server.Tries() - before
				told := server.TakeLies()
				total.lies += len(told)
				total.judge(t, behaviour.Name, a, told, record, documents)
			}
		}
	}
	t.Logf("%d questions were answered from %d hostile replies that told %d lies; %d sentences of the model were shown, %d dropped",
		total.answers, total.requests, total.lies, total.shown, total.dropped)
	t.Logf("reached the reader: %d quotes not byte for byte in the articles, %d invented names, %d altered numbers, %d stitched or otherwise false, %d misattributed",
		total.unproved, total.invented, total.altered, total.stitched, total.blamed)
	if total.unproved+total.invented+total.altered+total.stitched+total.blamed > 0 {
		t.Error("a lie has reached the reader")
	}
	if total.lies < total.requests/2 {
		t.Errorf("%d replies told only %d lies", total.requests, total.lies)
	}
}

// judge looks for lies in an answer.
func (r *reached) judge(t *testing.T, kind string, a bot.Answer, told []llmtest.Lie, record answer.Record, documents []corpus.Document) {
	t.Helper()
	r.dropped += a.Dropped
	if faults, err := answer.Verify(t.Context(), record, a.Generation, a); err != nil || len(faults) > 0 {
		r.unproved++
		t.Errorf("%s: %v, %v", kind, faults, err)
	}
	for _, c := range a.Citations {
		at := slices.IndexFunc(documents, func(d corpus.Document) bool { return string(d.ID) == c.Document })
		if at < 0 || !strings.Contains(documents[at].Text, c.Quote) || documents[at].Text[c.Start:c.End] != c.Quote {
			r.unproved++
			t.Errorf("%s: %q is no quote of %s", kind, c.Quote, c.Document)
		}
	}
	if a.Mode != bot.Generated {
		return
	}
	for _, s := range a.Sentences {
		if strings.HasSuffix(s.Text, ":") {
			continue // code's own
		}
		r.shown++
		cited := ""
		for _, n := range s.Citations {
			c := a.Citations[n-1]
			cited += " " + c.Quote + " " + c.Speaker + " " + c.Publisher
		}
		r.compare(t, kind, s.Text, cited, told)
	}
}

// compare sets a sentence that is shown beside all that it cites.
func (r *reached) compare(t *testing.T, kind, text, cited string, told []llmtest.Lie) {
	t.Helper()
	known := strings.FieldsFunc(cited, notWord)
	lowered := strings.FieldsFunc(strings.ToLower(cited), notWord)
	for i, w := range strings.FieldsFunc(text, notWord) {
		opens := i == 0 || strings.Contains(text, ": "+w)
		switch {
		case unicode.IsDigit([]rune(w)[0]) && !slices.Contains(known, w):
			r.altered++
		case unicode.IsUpper([]rune(w)[0]) && !slices.Contains(known, w) && !(opens && slices.Contains(lowered, strings.ToLower(w))) && w != "According":
			r.invented++
		default:
			continue
		}
		t.Errorf("%s: %q of %q is not in %q", kind, w, text, cited)
	}
	if strings.ContainsAny(text, "\"“”«»*_`[]<>|#@\\") || strings.Contains(text, "evil") {
		r.stitched++
		t.Errorf("%s: markup in %q", kind, text)
	}
	for _, lie := range told {
		if !strings.Contains(words(text), words(lie.Text)) || strings.Contains(words(cited), words(lie.Text)) {
			continue
		}
		switch lie.Kind {
		case "misattributed":
			r.blamed++
		case "claim stated as fact":
			// Repaired, where its speaker was put in front of it.
			if speaker, _, attributed := strings.Cut(text, ": "); attributed && text != lie.Text && strings.Contains(cited, lastName(speaker)) {
				continue
			}
			r.blamed++
		case "stitched":
			if inOrder(words(text), words(cited)) {
				continue // the ends of two sentences that say the same make one of them
			}
			r.stitched++
		default:
			r.stitched++
		}
		t.Errorf("%s: the lie %q is shown as %q, citing %q", kind, lie.Text, text, cited)
	}
}

// inOrder reports whether the words of a text all stand in another, in this order.
func inOrder(part, whole string) bool {
	left := strings.Fields(part)
	for _, w := range strings.Fields(whole) {
		if len(left) > 0 && left[0] == w {
			left = left[1:]
		}
	}
	return len(left) == 0
}

// lastName is the last word with a capital before a comma or a verb of saying.
func lastName(speaker string) string {
	name := ""
	front, _, _ := strings.Cut(speaker, ",")
	for _, w := range strings.Fields(front) {
		if unicode.IsUpper([]rune(w)[0]) {
			name = w
		}
	}
	return name
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func words(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), notWord), " ")
}

// TestHonestAnswersEndToEnd has the model write as it is told, and counts how many answers
// and sentences get through.
func TestHonestAnswersEndToEnd(t *testing.T) {
	each := 5
	if os.Getenv("SITREP_SLOW_TESTS") != "" {
		each = 60
	}
	documents := warReports()
	record, searcher := library(t, documents)
	server := llmtest.New(t, 41)
	e, _ := writing(t, record, searcher, server)
	total := reached{}
	generated := 0
	for n := range each {
		for _, text := range warQuestions() {
			a := ask(t, e, bot.Question{Text: text, Now: date(2024, 1, 1+n)})
			total.answers++
			total.judge(t, "honest", a, nil, record, documents)
			if a.Mode == bot.Generated {
				generated++
			}
		}
	}
	share := float64(total.shown) / float64(total.shown+total.dropped)
	t.Logf("%d of %d honest answers were shown as written; %d of their %d sentences passed, %.1f%%",
		generated, total.answers, total.shown, total.shown+total.dropped, 100*share)
	if share < .85 || generated < total.answers*9/10 {
		t.Errorf("%d of %d answers and %.1f%% of the sentences passed, want 90%% and 85%%", generated, total.answers, 100*share)
	}
}

// TestEveryFaultEndsInAnAnswer has the model fail in every way there is: nobody is left
// without the quotes.
func TestEveryFaultEndsInAnAnswer(t *testing.T) {
	record, searcher := library(t, warReports())
	for _, behaviour := range []llmtest.Behaviour{
		llmtest.Slow(time.Millisecond), llmtest.CutOff(0), llmtest.CutOff(3), llmtest.Busy(""), llmtest.Broken(), llmtest.Malformed(),
		llmtest.Wrapped(), llmtest.Empty(), llmtest.OverLong(), llmtest.Refusing(), llmtest.Obeying(),
	} {
		server := llmtest.New(t, 42)
		server.Play(behaviour)
		current := func() answer.Searcher { return searcher }
		e := answer.New(slog.New(slog.DiscardHandler), current, record, answer.Options{Writer: gate(t, server, generate.Options{})})
		for n := range 5 {
			a := ask(t, e, bot.Question{Text: warQuestions()[n], Now: date(2024, 1, 1+n)})
			if len(a.Citations) == 0 || (a.Mode == bot.Extractive) != (a.Note != bot.NoteNone) {
				t.Errorf("%s: %s with %d quotes and the note %q", behaviour.Name, a.Mode, len(a.Citations), a.Note)
			}
		}
	}
}
