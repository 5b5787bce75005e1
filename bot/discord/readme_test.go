package discord_test

import (
	"bytes"
	"os"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadmeTranscript compares the transcript in the README with the golden one. It stands
// behind the tests that write those: -update takes the newest.
func TestReadmeTranscript(t *testing.T) {
	const readme = "../../README.md"
	page, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/ask_narrowed.txt")
	if err != nil {
		t.Fatal(err)
	}
	want = bytes.TrimSpace(want)
	shown := regexp.MustCompile("(?s)(?:```\n)(bot, to alice's /ask .+?)(?:\n```\n)").FindSubmatchIndex(page)
	if shown == nil {
		t.Fatal("the README has no transcript")
	}
	if *update {
		page = bytes.Join([][]byte{page[:shown[2]], want, page[shown[3]:]}, nil)
		if err := os.WriteFile(readme, page, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(want), string(page[shown[2]:shown[3]])); diff != "" {
		t.Errorf("the README's transcript is not today's (go test ./bot/discord -run Transcript -update) (-golden +README):\n%s", diff)
	}
}
