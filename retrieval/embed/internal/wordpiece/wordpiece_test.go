package wordpiece

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func load(t testing.TB, settings string) *Tokenizer {
	t.Helper()
	vocabulary, err := os.ReadFile("testdata/vocab.txt")
	if err != nil {
		t.Fatal(err)
	}
	tokenizer, err := fromVocabulary(vocabulary, []byte(settings))
	if err != nil {
		t.Fatal(err)
	}
	return tokenizer
}

// TestGolden compares with Hugging Face's own tokenizer, see testdata/reference.js.
func TestGolden(t *testing.T) {
	data, err := os.ReadFile("testdata/tokenizer.json")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := parse(data)
	if err != nil {
		t.Fatal(err)
	}
	uncased := load(t, "")
	cased := load(t, `{"do_lower_case":false,"tokenizer_class":"BertTokenizer"}`)
	plain := load(t, `{"do_lower_case":true,"strip_accents":false,"tokenize_chinese_chars":false}`)

	file, err := os.Open("testdata/golden.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := 0
	for scan := bufio.NewScanner(file); scan.Scan(); lines++ {
		var golden struct {
			Text                  string
			Uncased, Cased, Plain []int32
		}
		if err := json.Unmarshal(scan.Bytes(), &golden); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			name      string
			tokenizer *Tokenizer
			want      []int32
		}{
			{"uncased", uncased, golden.Uncased},
			{"tokenizer.json", parsed, golden.Uncased},
			{"cased", cased, golden.Cased},
			{"plain", plain, golden.Plain},
		} {
			if got := c.tokenizer.Pieces(golden.Text); !slices.Equal(got, c.want) {
				t.Errorf("%s: pieces of %+q are %v, want %v", c.name, golden.Text, got, c.want)
			}
		}
	}
	if lines < 40 {
		t.Errorf("only %d golden texts", lines)
	}
}

func TestIDs(t *testing.T) {
	tokenizer := load(t, "")
	if id, ok := tokenizer.ID("[CLS]"); id != 2 || !ok {
		t.Errorf("[CLS] is %d, %v, want 2", id, ok)
	}
	if _, ok := tokenizer.ID("bicycle"); ok {
		t.Error("there is an id for a piece that is not there")
	}
	if tokenizer.Unknown() != 1 || tokenizer.Size() != 219 {
		t.Errorf("unknown is %d and the size %d, want 1 and 219", tokenizer.Unknown(), tokenizer.Size())
	}
}

func TestLoad(t *testing.T) {
	write := func(files map[string]string) string {
		dir := t.TempDir()
		for name, content := range files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	for name, files := range map[string]map[string]string{
		"vocab.txt":         {"vocab.txt": "[UNK]\r\nthe\r\n"},
		"a piece twice":     {"vocab.txt": "the\n[UNK]\nthe\n"},
		"and settings":      {"vocab.txt": "[oov]\nthe\n", "tokenizer_config.json": `{"unk_token":"[oov]"}`},
		"vocab.txt is left": {"vocab.txt": "[UNK]\nthe", "tokenizer.json": `nonsense`},
	} {
		tokenizer, err := Load(write(files))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want := []int32{1, 0}
		if name == "a piece twice" {
			want = []int32{2, 1}
		}
		if got := tokenizer.Pieces("The x"); !slices.Equal(got, want) {
			t.Errorf("%s: the pieces are %v, want %v", name, got, want)
		}
	}
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"nothing":       {nil, "neither vocab.txt nor tokenizer.json"},
		"no unknown":    {map[string]string{"vocab.txt": "the\n"}, "[UNK]"},
		"bad settings":  {map[string]string{"vocab.txt": "[UNK]\n", "tokenizer_config.json": "{"}, "tokenizer_config.json"},
		"another class": {map[string]string{"vocab.txt": "[UNK]\n", "tokenizer_config.json": `{"tokenizer_class":"XLMRobertaTokenizer"}`}, "XLMRoberta"},
		"no JSON":       {map[string]string{"tokenizer.json": "{"}, "tokenizer.json"},
		"unigram":       {map[string]string{"tokenizer.json": `{"model":{"type":"Unigram","vocab":[["a",1]]}}`}, "Unigram"},
		"negative id": {map[string]string{"tokenizer.json": `{"model":{"type":"WordPiece","unk_token":"u","vocab":{"u":0,"x":-1}},
			"normalizer":{"type":"BertNormalizer"},"pre_tokenizer":{"type":"BertPreTokenizer"}}`}, "-1"},
	} {
		if _, err := Load(write(c.files)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, want %q in it", name, err, c.want)
		}
	}
}

// TestLongText checks that time stays in proportion to the text.
func TestLongText(t *testing.T) {
	tokenizer := load(t, "")
	for _, unit := range []string{"the bridge ", "a", " ", "漢", "\xff", "e\u0301", "!"} {
		text := strings.Repeat(unit, 1<<20/len(unit))
		if got := len(tokenizer.Pieces(text)); got > len(text) {
			t.Errorf("a megabyte of %q has %d pieces", unit, got)
		}
	}
}

func FuzzPieces(f *testing.F) {
	tokenizer := load(f, "")
	for _, seed := range []string{"", "The bridge was closed.", "naïve 漢字 \xff\x00", "## #", "\u0301e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, id := range tokenizer.Pieces(text) {
			if id < 0 || int(id) >= tokenizer.Size() {
				t.Fatalf("the piece %d is not in the vocabulary", id)
			}
		}
	})
}
