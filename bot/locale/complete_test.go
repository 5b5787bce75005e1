package locale

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// declared is the constants of type Text, as text.go declares them.
func declared(t *testing.T) map[string]Text {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "text.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	texts := make(map[string]Text)
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			texts[spec.Names[0].Name] = Text(value)
		}
		return true
	})
	if len(texts) < 100 {
		t.Fatalf("only %d texts found in text.go", len(texts))
	}
	return texts
}

// TestEveryTextIsSaid reads the code of the bot and looks for texts that nobody would ever see.
func TestEveryTextIsSaid(t *testing.T) {
	t.Parallel()
	said := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if pkg, ok := s.X.(*ast.Ident); ok && pkg.Name == "locale" {
					said[s.Sel.Name] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range declared(t) {
		if !said[name] {
			t.Errorf("%s is never said", name)
		}
	}
}

func TestEveryLanguageHasEveryText(t *testing.T) {
	t.Parallel()
	texts := declared(t)
	seen := make(map[Text]string)
	for name, text := range texts {
		if other, twice := seen[text]; twice {
			t.Errorf("%s and %s have the same value", name, other)
		}
		seen[text] = name
	}
	for _, c := range New().all {
		for name, text := range texts {
			_, counted := c.counted[text]
			if (c.texts[text] != "") == counted {
				t.Errorf("%s: %s has no text or two", c.code, name)
			}
		}
		if got, want := len(c.texts)+len(c.counted), len(texts); got != want {
			t.Errorf("%s has %d texts, want %d", c.code, got, want)
		}
	}
}

var verb = regexp.MustCompile(`%(\[\d\])?.`)

// verbs is what a text inserts, in order of the arguments.
func verbs(text string) string {
	found := verb.FindAllString(text, -1)
	slices.Sort(found)
	return strings.Join(found, " ")
}

func TestPlaceholdersAreTheSameInEveryLanguage(t *testing.T) {
	t.Parallel()
	all := New().all
	for _, c := range all {
		for text, english := range all[0].texts {
			if got, want := verbs(c.texts[text]), verbs(english); got != want {
				t.Errorf("%s: %s inserts %q, want %q", c.code, text, got, want)
			}
		}
		for text, f := range c.counted {
			for form, words := range map[string]string{"few": f.few, "many": f.many, "other": f.other} {
				if words != "" && verbs(words) != "%d" {
					t.Errorf("%s: %s (%s) inserts %q, want the count", c.code, text, form, verbs(words))
				}
			}
			for form, words := range map[string]string{"zero": f.zero, "one": f.one, "two": f.two} {
				if got := verbs(words); got != "%d" && got != "" {
					t.Errorf("%s: %s (%s) inserts %q, want at most the count", c.code, text, form, got)
				}
			}
		}
	}
}

func TestEveryCountReadsWell(t *testing.T) {
	t.Parallel()
	for _, l := range New().All() {
		for text := range l.counted {
			for n := range 202 {
				got := l.Count(text, n)
				if got == "" || strings.Contains(got, "%") {
					t.Fatalf("%s: %s of %d is %q", l.Code(), text, n, got)
				}
				if n > 2 && !strings.Contains(got, l.Number(n)) {
					t.Fatalf("%s: %s of %d is %q, which does not say how many", l.Code(), text, n, got)
				}
			}
		}
	}
}

func TestTextsHoldNoMarkdownOfTheirOwn(t *testing.T) {
	t.Parallel()
	for _, l := range New().All() {
		for text, words := range l.texts {
			if strings.ContainsAny(words, "*_`~|<>[]{}\\\n@#") && !strings.Contains(words, "%[") {
				t.Errorf("%s: %s holds markdown: %q", l.Code(), text, words)
			}
			if words != strings.TrimSpace(words) {
				t.Errorf("%s: %s has spaces around it: %q", l.Code(), text, words)
			}
		}
	}
}

func TestTextsKeepDiscordsLimits(t *testing.T) {
	t.Parallel()
	limits := map[Text]int{
		ChooseQuote: 150, ChooseSentence: 150, WholeAnswer: 100,
		FollowUpTitle: 45, FollowUpLabel: 45, FollowUpHint: 100,
	}
	for _, text := range declared(t) {
		if strings.HasPrefix(string(text), "button ") {
			limits[text] = 34 // a label of 38 with an icon, as Discord's design guide says
		}
	}
	for _, l := range New().All() {
		for text, limit := range limits {
			if n := utf8.RuneCountInString(l.Text(text)); n == 0 || n > limit {
				t.Errorf("%s: %s has %d characters, want 1 to %d", l.Code(), text, n, limit)
			}
		}
	}
}

// commandName is what Discord lets slash commands and their options be called
// (https://docs.discord.com/developers/interactions/application-commands).
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)

func TestCommandTextsKeepDiscordsRules(t *testing.T) {
	t.Parallel()
	ls := New()
	const menu, choice = "ask about this|check against sources", "settings language asker"
	for _, l := range ls.All() {
		if got, want := slices.Sorted(maps.Keys(l.commands)), ls.Commands(); !slices.Equal(got, want) {
			t.Errorf("%s has texts for %q, want %q", l.Code(), got, want)
		}
		siblings := make(map[string]string)
		for _, path := range ls.Commands() {
			c := l.Command(path)
			inMenu, isChoice := slices.Contains(strings.Split(menu, "|"), path), path == choice
			if !inMenu && !isChoice && (!commandName.MatchString(c.Name) || strings.ToLower(c.Name) != c.Name) {
				t.Errorf("%s: %s is called %q, which Discord does not take", l.Code(), path, c.Name)
			}
			if n := utf8.RuneCountInString(c.Name); n == 0 || inMenu && n > 32 || n > 100 {
				t.Errorf("%s: the name of %s has %d characters", l.Code(), path, n)
			}
			if n := utf8.RuneCountInString(c.Description); n > 100 || (n == 0) != (inMenu || isChoice) {
				t.Errorf("%s: the description of %s has %d characters", l.Code(), path, n)
			}
			parent := path[:max(0, strings.LastIndex(path, " "))]
			if inMenu {
				parent = "menu"
			}
			if other, twice := siblings[parent+"/"+c.Name]; twice {
				t.Errorf("%s: %s and %s are both called %q", l.Code(), path, other, c.Name)
			}
			siblings[parent+"/"+c.Name] = path
			if l.Code() == English && !inMenu && !isChoice && !strings.HasSuffix(path, c.Name) {
				t.Errorf("%s is called %q in English", path, c.Name)
			}
		}
	}
}

func TestLocalisationsAreByDiscordsLocales(t *testing.T) {
	t.Parallel()
	// As in AvailableLocalesEnum of Discord's OpenAPI document for version 10.
	locales := strings.Fields(`ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl
		pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW`)
	ls := New()
	for _, l := range ls.All() {
		for _, code := range l.discord {
			if !slices.Contains(locales, code) {
				t.Errorf("%s serves %q, which is no locale of Discord's", l.Code(), code)
			}
			if got := ls.For(code).Code(); got != l.Code() {
				t.Errorf("Discord's %q is answered in %q, want %q", code, got, l.Code())
			}
		}
	}
	want := map[string]string{"de": "frage", "fr": "demander", "es-ES": "preguntar", "es-419": "preguntar", "ar": "اسأل"}
	if got := ls.Names("ask"); !maps.Equal(got, want) {
		t.Errorf("names of ask are %v, want %v", got, want)
	}
	if got := ls.Descriptions("ask about this"); len(got) != 0 {
		t.Errorf("a command of the context menu has descriptions: %v", got)
	}
}

func TestOneCommandWithAllTranslationsFits(t *testing.T) {
	t.Parallel()
	const limit = 8000 // characters of a command with its options, the longest translation of each
	ls := New()
	size := make(map[string]int)
	for _, path := range ls.Commands() {
		command, _, _ := strings.Cut(path, " ")
		names, descriptions := 0, 0
		for _, l := range ls.All() {
			names = max(names, utf8.RuneCountInString(l.Command(path).Name))
			descriptions = max(descriptions, utf8.RuneCountInString(l.Command(path).Description))
		}
		size[command] += names + descriptions
	}
	for command, n := range size {
		if n > limit {
			t.Errorf("%s takes %d characters, Discord allows %d", command, n, limit)
		}
	}
}
