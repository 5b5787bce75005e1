package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, folder, name, content string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestMake(t *testing.T) {
	folder := t.TempDir()
	own := write(t, folder, "own.yaml", "- name: River Fox\n  source: sitrep\n  aliases: [Otter]\n")
	profiles := write(t, folder, "profiles.json", `[
		{"id": "mitre-G9001", "name": "River Fox", "aliases": ["Brook Fox", "Gadwall"], "set": "mitre"},
		{"id": "mitre-G0057", "name": "Superseded", "aliases": [], "set": "mitre"},
		{"id": "ca-1", "name": "Delta Front (DFX), Front of the Delta", "aliases": ["Combat", "Delta Men"], "set": "ca_listed"},
		{"id": "other-1", "name": "Passed Over", "set": "other"}]`)
	listed := write(t, folder, "listed.jsonl",
		`{"id": "un-qde901", "title": "BRIGADE OF THE LAKE", "text": "x\n\nAlso known as: Lake Men; Lakers", "list": "Al-Qaida"}`+"\n"+
			`{"id": "un-kpe001", "title": "SOME COMPANY", "text": "x", "list": "DPRK"}`+"\n")
	words := write(t, folder, "words.txt", "gadwall\notter\n")
	out := filepath.Join(folder, "table.tsv")
	var stdout, stderr bytes.Buffer
	if code := run([]string{"make", "-o", out, "-words", words, own, profiles, listed}, &stdout, &stderr); code != 0 {
		t.Fatalf("exit status %d: %s", code, stderr.String())
	}
	got, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"# Made by corpus/group/aliastable; do not edit. The sources' terms are in NOTICE.",
		"#source\tca\tPublic Safety Canada",
		"#source\tmitre\tMITRE ATT&CK",
		"#source\tsitrep\tsitrep",
		"#source\tun\tUN Security Council",
		"river-fox\tRiver Fox\tsitrep,mitre:G9001",
		"-\tOtter\tsitrep",
		"-\tBrook Fox\tmitre:G9001",
		"-\tGadwall\tmitre:G9001\tword",
		"delta-front\tDelta Front\tca",
		"-\tDFX\tca",
		"-\tFront of the Delta\tca",
		"-\tDelta Men\tca",
		"brigade-of-the-lake\tBrigade of the Lake\tun:QDe.901",
		"-\tLake Men\tun:QDe.901",
		"-\tLakers\tun:QDe.901",
		"",
	}, "\n")
	if string(got) != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestMeasureAndCount(t *testing.T) {
	folder := t.TempDir()
	corpus := write(t, folder, "corpus.jsonl", `{"id": "d1", "text": "APT28, also called Sofacy, was named."}`+"\n"+`{"id": "d2", "text": "Nothing."}`+"\n")
	write(t, folder, "queries.jsonl", `{"id": "q1", "text": "What did Fancy Bear do?", "answers": ["APT28"], "type": "alias"}`+"\n"+
		`{"id": "q2", "text": "What is the weather?", "answers": ["rain"], "type": "other"}`+"\n")
	write(t, folder, "qrels.tsv", "query-id\tcorpus-id\tscore\nq1\td1\t1\n")
	var stdout, stderr bytes.Buffer
	if code := run([]string{"measure", "-failed", folder}, &stdout, &stderr); code != 0 {
		t.Fatalf("exit status %d: %s", code, stderr.String())
	}
	for _, want := range []string{
		"relevant ones found 100.0% of 1, relevant among those found 100.0% of 1",
		"alias\tquestions 1\tgroup found 100.0%\tresolved 100.0%",
		"other\tquestions 1\tgroup found 0.0%\tresolved 0.0%",
		"other\tWhat is the weather?",
	} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("measure printed\n%s\nwithout %q", stdout.String(), want)
		}
	}
	stdout.Reset()
	if code := run([]string{"count", corpus}, &stdout, &stderr); code != 0 || !strings.Contains(stdout.String(), "1\tSofacy\t[apt28]") {
		t.Errorf("count: exit status %d, printed %q", code, stdout.String())
	}
}

func TestRunReportsMistakes(t *testing.T) {
	for _, args := range [][]string{nil, {"nonsense"}, {"make"}, {"measure"}, {"make", "-o", "x", "missing.yaml"}, {"measure", "-x"}} {
		var stdout, stderr bytes.Buffer
		if code := run(args, &stdout, &stderr); code == 0 || stderr.Len() == 0 {
			t.Errorf("%q: exit status %d, message %q", args, code, stderr.String())
		}
	}
}
