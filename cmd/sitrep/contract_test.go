package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// runJSON runs a command in process, with a data folder of its own, and reads the JSON that
// it prints.
func runJSON(t *testing.T, data string, args ...string) map[string]any {
	t.Helper()
	var stdout, stderr bytes.Buffer
	env := []string{"SITREP_DATA=" + data, "HOME=" + data}
	if status := run(t.Context(), append(args, "--json"), env, strings.NewReader(""), &stdout, &stderr); status != exitDone {
		t.Fatalf("sitrep %v: status %d: %s", args, status, stderr.String())
	}
	var reply map[string]any
	if err := json.Unmarshal(stdout.Bytes(), &reply); err != nil {
		t.Fatalf("sitrep %v printed %q: %v", args, stdout.String(), err)
	}
	if strings.Contains(stdout.String(), "null") && reply["refusal"] != nil {
		t.Errorf("sitrep %v: null in %s", args, stdout.String())
	}
	return reply
}

// hasKeys checks that an object has the keys, which scripts rely on.
func hasKeys(t *testing.T, object any, keys string) {
	t.Helper()
	fields, ok := object.(map[string]any)
	if !ok {
		t.Fatalf("%v is no object", object)
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(strings.Fields(keys))), slices.Sorted(maps.Keys(fields))); diff != "" {
		t.Errorf("keys (-want +got):\n%s", diff)
	}
}

func first(t *testing.T, list any) any {
	t.Helper()
	values, ok := list.([]any)
	if !ok || len(values) == 0 {
		t.Fatalf("%v is no list with something in it", list)
	}
	return values[0]
}

// TestJSONContract holds the JSON of ask and search to the keys that scripts rely on. The
// first question of a fresh data folder is answered from the sample corpus.
func TestJSONContract(t *testing.T) {
	const answerKeys = "question mode answer citations disagreements refusal origins as_of corpus_until generation took_ms dropped checksum"
	data := t.TempDir()

	reply := runJSON(t, data, "ask", "Who warned about Islamic State Khorasan's reach into Europe?")
	hasKeys(t, reply, answerKeys)
	hasKeys(t, first(t, reply["answer"]), "text citations")
	hasKeys(t, first(t, reply["citations"]), "n quote document hash title publisher url link published start end speaker nature origin reliability credibility")
	if reply["refusal"] != nil {
		t.Errorf("refused: %v", reply["refusal"])
	}

	reply = runJSON(t, data, "ask", "Who won the chess championship in Lisbon?")
	hasKeys(t, reply, answerKeys)
	hasKeys(t, reply["refusal"], "kind message nearest")
	for _, key := range []string{"answer", "citations", "disagreements"} {
		if list, ok := reply[key].([]any); !ok || len(list) != 0 {
			t.Errorf("%s of a refusal is %v, want an empty list", key, reply[key])
		}
	}

	reply = runJSON(t, data, "search", "training camps")
	hasKeys(t, reply, "query hits")
	hasKeys(t, first(t, reply["hits"]), "rank score document passage start end text scores")

	reply = runJSON(t, data, "search", "--publisher", "nobody", "training camps")
	if list, ok := reply["hits"].([]any); !ok || len(list) != 0 {
		t.Errorf("hits are %v, want an empty list", reply["hits"])
	}
}

// Several first questions at once make one index, and all are answered from it.
func TestFirstQuestionsAtOnce(t *testing.T) {
	data := t.TempDir()
	var asking sync.WaitGroup
	for range 4 {
		asking.Go(func() {
			var stderr strings.Builder
			args := []string{"search", "--json", "training camps"}
			if got := run(t.Context(), args, []string{"SITREP_DATA=" + data}, nil, io.Discard, &stderr); got != exitDone {
				t.Errorf("status %d: %s", got, stderr.String())
			}
		})
	}
	asking.Wait()
}

// A cancelled context is what Ctrl-C makes of it.
func TestInterruptedStatus(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stderr strings.Builder
	env := []string{"SITREP_DATA=" + t.TempDir()}
	if got := run(ctx, []string{"index"}, env, nil, io.Discard, &stderr); got != exitInterrupted {
		t.Errorf("status %d, want %d", got, exitInterrupted)
	}
	if !strings.HasPrefix(stderr.String(), "sitrep: interrupted: ") && !strings.Contains(stderr.String(), "\nsitrep: interrupted: ") {
		t.Errorf("got %q, want a line that says interrupted", stderr.String())
	}
}
