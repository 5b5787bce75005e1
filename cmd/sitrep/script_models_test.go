package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"sitrep/retrieval/embed/openai/openaitest"
)

// fakes are the servers that a script started.
type fakes struct{ embedder *openaitest.Server }

type fakesKey struct{}

func fakesOf(ts *testscript.TestScript) *fakes { return ts.Value(fakesKey{}).(*fakes) }

// modelCommands are what the scripts can do with servers of models.
func modelCommands() map[string]func(ts *testscript.TestScript, neg bool, args []string) {
	commands := map[string]func(ts *testscript.TestScript, neg bool, args []string){}
	for name, command := range map[string]struct {
		usage string
		least int // arguments
		run   func(ts *testscript.TestScript, args []string) error
	}{
		"embedder":  {"[word=meaning...]", 0, startEmbedder},
		"embedfail": {"status|short|nan", 1, failEmbedder},
		"embedded":  {"N", 1, countEmbedded},
		"reranker":  {"word|status", 1, startReranker},
	} {
		commands[name] = func(ts *testscript.TestScript, neg bool, args []string) {
			if neg || len(args) < command.least {
				ts.Fatalf("usage: %s %s", name, command.usage)
			}
			ts.Check(command.run(ts, args))
		}
	}
	return commands
}

// startEmbedder starts an embedding server and puts its address into $EMBED_URL. It reads
// words of other languages as the English ones that are given behind them: GERMAN=ENGLISH.
func startEmbedder(ts *testscript.TestScript, args []string) error {
	server, stop := openaitest.Start()
	ts.Defer(stop)
	for _, arg := range args {
		foreign, english, _ := strings.Cut(arg, "=")
		server.Learn(foreign, english)
	}
	fakesOf(ts).embedder = server
	ts.Setenv("EMBED_URL", server.URL)
	return nil
}

// failEmbedder makes the next request to the embedding server fail: by a status, by "short"
// vectors, or by vectors of "nan".
func failEmbedder(ts *testscript.TestScript, args []string) error {
	var fault openaitest.Fault
	switch args[0] {
	case "short":
		fault.Corrupt = func(a *openaitest.Answer) { a.Data[0].Embedding = a.Data[0].Embedding[:7] }
	case "nan":
		fault.Raw = `{"object":"list","data":[{"object":"embedding","index":0,"embedding":[NaN]}]}`
	default:
		status, err := strconv.Atoi(args[0])
		if err != nil {
			return err
		}
		fault.Status = status
	}
	fakesOf(ts).embedder.Fail(fault)
	return nil
}

// countEmbedded compares how many texts the embedding server was sent so far.
func countEmbedded(ts *testscript.TestScript, args []string) error {
	got := 0
	for _, request := range fakesOf(ts).embedder.Requests() {
		got += len(request.Input)
	}
	if strconv.Itoa(got) != args[0] {
		return fmt.Errorf("%d texts were sent to be embedded, want %s", got, args[0])
	}
	return nil
}

// startReranker starts a reranking server that likes passages with a word, or fails with a
// status, and puts its address into $RERANK_URL.
func startReranker(ts *testscript.TestScript, args []string) error {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var request struct{ Documents []string }
		if status, err := strconv.Atoi(args[0]); err == nil {
			http.Error(w, "told to fail", status)
			return
		}
		if err := json.NewDecoder(r.Body).Decode(&request); err != nil || r.URL.Path != "/v1/rerank" {
			http.Error(w, "no such request", http.StatusBadRequest)
			return
		}
		results := []map[string]any{}
		for i, passage := range request.Documents {
			results = append(results, map[string]any{"index": i, "relevance_score": strings.Count(passage, args[0])})
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"results": results}) // a client that has gone hears nothing
	}))
	ts.Defer(server.Close)
	ts.Setenv("RERANK_URL", server.URL+"/v1")
	return nil
}
