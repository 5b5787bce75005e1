package answer_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"sitrep/bot"
	"sitrep/bot/answer"
	"sitrep/bot/answer/generate"
	"sitrep/bot/llm"
	"sitrep/bot/llm/llmtest"
	"sitrep/corpus"
	"sitrep/corpus/group"
	"sitrep/retrieval/endpoint"
)

// gate is a gate in front of a scripted model.
func gate(t testing.TB, server *llmtest.Server, options generate.Options) *generate.Gate {
	t.Helper()
	lg := slog.New(slog.DiscardHandler)
	client, err := llm.New(lg, llm.Config{
		URL: server.URL, Key: llmtest.Key, Model: llmtest.Model,
		Requests: endpoint.Options{FirstWait: time.Millisecond, Attempts: 2},
	})
	if err != nil {
		t.Fatal(err)
	}
	if options.Groups, err = group.Default(); err != nil {
		t.Fatal(err)
	}
	return generate.New(lg, client, options)
}

// noting is a writer that remembers what it was asked.
type noting struct {
	answer.Writer

	asked []generate.Question
}

func (n *noting) Write(ctx context.Context, q generate.Question) (generate.Outcome, error) {
	n.asked = append(n.asked, q)
	return n.Writer.Write(ctx, q)
}

// writing is an engine whose answers a scripted model words.
func writing(t testing.TB, record answer.Record, searcher answer.Searcher, server *llmtest.Server) (*answer.Engine, *noting) {
	t.Helper()
	writer := &noting{Writer: gate(t, server, generate.Options{})}
	current := func() answer.Searcher { return searcher }
	return answer.New(slog.New(slog.DiscardHandler), current, record, answer.Options{Writer: writer}), writer
}

const aboutRoute = "Who warned that the northern route is open?"

func TestWrittenAnswer(t *testing.T) {
	record, searcher := library(t, articles())
	server := llmtest.New(t, 1)
	e, _ := writing(t, record, searcher, server)
	for range 20 {
		a := ask(t, e, bot.Question{Text: aboutRoute})
		if a.Mode != bot.Generated || a.Note != bot.NoteNone || len(a.Sentences) == 0 || len(a.Citations) == 0 || len(a.Citations) > 5 {
			t.Fatalf("got %+v, want a written answer", a)
		}
		faults, err := answer.Verify(t.Context(), record, a.Generation, a)
		if err != nil || len(faults) > 0 {
			t.Errorf("%v, %v in %+v", faults, err, a)
		}
		if a.Sentences[0].Citations[0] != 1 {
			t.Errorf("the first sentence cites %v; quotes are numbered as they are first used", a.Sentences[0].Citations)
		}
		for _, s := range a.Sentences {
			if strings.ContainsAny(s.Text, "“”\"") {
				t.Errorf("quotation marks in %q", s.Text)
			}
		}
	}
}

func TestVerifyWrittenAnswer(t *testing.T) {
	record, searcher := library(t, articles())
	e, _ := writing(t, record, searcher, llmtest.New(t, 1))
	sound := ask(t, e, bot.Question{Text: aboutRoute})
	for text, want := range map[string]string{
		"Napoleon warned that the route is open.": "Napoleon",
		"The chair warned of 40 lorries.":         "40",
		"The chair said: “it is open again”.":     "quotation marks",
		"The northern route is closed.":           "something else",
		"The northern route is open again:":       "does not lead",
	} {
		a := clone(t, sound)
		a.Sentences[0].Text = text
		a.Checksum = bot.Checksum(a)
		faults, err := answer.Verify(t.Context(), record, a.Generation, a)
		named := func(f answer.Fault) bool { return strings.Contains(f.String(), want) }
		if err != nil || !slices.ContainsFunc(faults, named) {
			t.Errorf("%q: got %v, %v, want a fault about %q", text, faults, err, want)
		}
	}
}

func TestWhatStandsInForAWrittenAnswer(t *testing.T) {
	record, searcher := library(t, articles())
	lie := `{"sentences":[{"text":"Ninety lorries burned on the northern route.","cites":["d1s0"]}]}`
	for name, c := range map[string]struct {
		behaviour llmtest.Behaviour
		want      bot.Note
		dropped   int
	}{
		"broken":    {llmtest.Broken(), bot.NoteUnavailable, 0},
		"cut off":   {llmtest.CutOff(2), bot.NoteUnavailable, 0},
		"malformed": {llmtest.Saying("Sure!"), bot.NoteUnavailable, 0},
		"lying":     {llmtest.Saying(lie), bot.NoteUnsupported, 2},
		"refusing":  {llmtest.Refusing(), bot.NoteUnanswered, 0},
	} {
		server := llmtest.New(t, 1)
		server.Play(c.behaviour)
		e, _ := writing(t, record, searcher, server)
		plain := ask(t, engine(record, searcher), bot.Question{Text: aboutRoute})
		a := ask(t, e, bot.Question{Text: aboutRoute})
		if a.Mode != bot.Extractive || a.Note != c.want || a.Dropped != c.dropped || a.Refusal != nil {
			t.Errorf("%s: %s with the note %q and %d dropped, want %q and %d", name, a.Mode, a.Note, a.Dropped, c.want, c.dropped)
		}
		if !slices.EqualFunc(a.Citations, plain.Citations, func(x, y bot.Citation) bool { return x == y }) {
			t.Errorf("%s: the quotes are not those shown without a model", name)
		}
	}
}

// TestTheModelReadsOnlyWhatTheAskerMay asks for an article above the asker's marking, and in
// a collection, and looks at every word that the model was sent.
func TestTheModelReadsOnlyWhatTheAskerMay(t *testing.T) {
	documents := articles()
	documents[2].Collection = "bridges"
	record, searcher := library(t, documents)
	server := llmtest.New(t, 1)
	e, writer := writing(t, record, searcher, server)
	for _, question := range []string{"When does the convoy over the northern route leave?", aboutRoute, "What is known about the northern route and the bridge?"} {
		ask(t, e, bot.Question{Text: question})
		closed := bot.Question{Text: question}
		closed.Filter.Collections = []string{"bridges"}
		ask(t, e, closed)
	}
	if len(server.Requests()) == 0 {
		t.Fatal("the model was asked nothing")
	}
	for _, r := range server.Requests() {
		if strings.Contains(r.Prompt.Whole, "Thursdays") {
			t.Errorf("a TLP:RED sentence was sent to the model:\n%s", r.Prompt.Whole)
		}
	}
	for _, q := range writer.asked {
		for _, s := range q.Evidence {
			if s.Document == "secret" {
				t.Errorf("%q is evidence for somebody who may not see it", s.Text)
			}
		}
	}
	open := bot.Question{Text: "When does the convoy over the northern route leave?"}
	open.Filter.MaxMarking = corpus.Red
	ask(t, e, open)
	if last := server.Requests()[len(server.Requests())-1]; !strings.Contains(last.Prompt.Whole, "Thursdays") {
		t.Error("who may see the sentence has no use of it")
	}
}

// TestTheModelReadsOnlyTheSpeakerAskedAbout: another's words on the same matter could be taken
// for theirs.
func TestTheModelReadsOnlyTheSpeakerAskedAbout(t *testing.T) {
	record, searcher := library(t, articles())
	e, writer := writing(t, record, searcher, llmtest.New(t, 1))
	for question, surname := range map[string]string{
		"What did Ilya Brandt say about the lorries?": "Brandt",
		"What did Lindqvist say about the lorries?":   "Lindqvist",
	} {
		writer.asked = nil
		ask(t, e, bot.Question{Text: question})
		if len(writer.asked) != 1 || len(writer.asked[0].Evidence) == 0 {
			t.Fatalf("%q: the writer was asked %+v, want once and with evidence", question, writer.asked)
		}
		for _, s := range writer.asked[0].Evidence {
			if !strings.Contains(s.Speaker.Name, surname) {
				t.Errorf("%q: the model reads %q of %q", question, s.Text, s.Speaker.Name)
			}
		}
	}
}

func TestNoModelIsAskedForARefusal(t *testing.T) {
	record, searcher := library(t, articles())
	server := llmtest.New(t, 1)
	e, _ := writing(t, record, searcher, server)
	if a := ask(t, e, bot.Question{Text: "Who won the chess championship in Lisbon?"}); a.Refusal == nil || server.Tries() != 0 {
		t.Errorf("refused: %v after %d requests, want none for a refusal", a.Refusal != nil, server.Tries())
	}
}

func TestAlteredArticleIsNotGivenToTheModel(t *testing.T) {
	record, searcher := library(t, articles())
	server := llmtest.New(t, 1)
	changed := altered{record, func(d *corpus.Document) error {
		if d.ID == "route" {
			d.Text += " "
		}
		return nil
	}}
	e, writer := writing(t, changed, searcher, server)
	ask(t, e, bot.Question{Text: aboutRoute})
	for _, q := range writer.asked {
		for _, s := range q.Evidence {
			if s.Document == "route" {
				t.Errorf("%q is given to the model; the record does not bear it out", s.Text)
			}
		}
	}
	if len(writer.asked) == 0 {
		t.Error("nothing was asked, though other articles are sound")
	}
}

func TestTheQuestionerPays(t *testing.T) {
	record, searcher := library(t, articles())
	e, writer := writing(t, record, searcher, llmtest.New(t, 1))
	ask(t, e, bot.Question{Text: aboutRoute, Account: "guild 7"})
	if len(writer.asked) != 1 || writer.asked[0].Account != "guild 7" {
		t.Errorf("asked %+v, want one question on the account of guild 7", writer.asked)
	}
}
