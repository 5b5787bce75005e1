package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"sitrep/corpus"
)

// load runs loadConfig as a command would, with a home folder of its own.
func load(t *testing.T, env environment, file string, args ...string) (Config, error) {
	t.Helper()
	flags := pflag.NewFlagSet("test", pflag.ContinueOnError)
	addSettings(flags)
	if err := flags.Parse(args); err != nil {
		t.Fatal(err)
	}
	return loadConfig(env, flags, file)
}

func writeConfig(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestConfigPrecedence(t *testing.T) {
	home := t.TempDir()
	file := writeConfig(t, "data: from-file\nmarking: green\nlog_level: error\ncorpus: [a.txt, ~/b, /c]\n")
	folder := filepath.Dir(file)
	env := environment{"HOME": home, "SITREP_MARKING": "amber", "SITREP_LOG_LEVEL": "info"}
	got, err := load(t, env, file, "--log-level", "debug")
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		Data:       filepath.Join(folder, "from-file"),
		Corpus:     []string{filepath.Join(folder, "a.txt"), filepath.Join(home, "b"), "/c"},
		Marking:    corpus.Amber,
		MaxFileMiB: DefaultConfig().MaxFileMiB,
		LogLevel:   slog.LevelDebug,
		Mode:       DefaultConfig().Mode,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestConfigLists(t *testing.T) {
	env := environment{"HOME": t.TempDir(), "SITREP_CORPUS": "x" + string(filepath.ListSeparator) + "y"}
	got, err := load(t, env, "")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"x", "y"}, got.Corpus); diff != "" {
		t.Errorf("from the environment (-want +got):\n%s", diff)
	}
	got, err = load(t, env, "", "--corpus", "p,q", "--corpus", "r")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"p,q", "r"}, got.Corpus); diff != "" {
		t.Errorf("from flags (-want +got):\n%s", diff)
	}
}

func TestConfigReportsEveryProblem(t *testing.T) {
	file := writeConfig(t, "dta: x\nmarking: [a, b]\nmax_file_mib: {}\n")
	env := environment{"HOME": t.TempDir(), "SITREP_MAX_FILE_MIB": "many", "SITREP_MARKING": "secret"}
	_, err := load(t, env, file, "--log-level", "loud")
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		`unknown key "dta", did you mean "data"?`,
		"marking: takes one value",
		"max_file_mib: takes words or numbers only",
		`SITREP_MAX_FILE_MIB: "many" is not a whole number`,
		`SITREP_MARKING: marking "secret" is none of`,
		`--log-level: "loud" is none of`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not say %q:\n%v", want, err)
		}
	}
}

func TestValidateJoinsProblems(t *testing.T) {
	c := DefaultConfig()
	if err := c.Validate(); err != nil {
		t.Errorf("the default configuration: %v", err)
	}
	c.Corpus, c.MaxFileMiB, c.Data = []string{""}, 0, "a\x00b"
	err := c.Validate()
	if err == nil {
		t.Fatal("no error")
	}
	if got, want := len(strings.Split(err.Error(), "\n")), 3; got != want {
		t.Errorf("%d problems, want %d:\n%v", got, want, err)
	}
}

func TestConfigFileMustExistWhenNamed(t *testing.T) {
	env := environment{"HOME": t.TempDir()}
	if _, err := load(t, env, ""); err != nil {
		t.Errorf("without a file: %v", err)
	}
	missing := filepath.Join(t.TempDir(), "none.yaml")
	if _, err := load(t, env, missing); err == nil {
		t.Error("no error for a file that was named and is not there")
	}
	env["SITREP_CONFIG"] = missing
	if _, err := load(t, env, ""); err == nil {
		t.Error("no error for a file that the environment names and is not there")
	}
}

func TestDataFolder(t *testing.T) {
	for name, tc := range map[string]struct {
		env  environment
		want string
	}{
		"data home":          {environment{"XDG_DATA_HOME": "/d", "HOME": "/h"}, "/d/sitrep"},
		"relative data home": {environment{"XDG_DATA_HOME": "d", "LocalAppData": "d", "HOME": "/h", "USERPROFILE": "/h"}, "/h"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := tc.env.dataFolder()
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(filepath.ToSlash(got), tc.want) || filepath.Base(got) != "sitrep" {
				t.Errorf("got %s, want %s...", got, tc.want)
			}
		})
	}
	if got, err := (environment{}).dataFolder(); err == nil {
		t.Errorf("without a home folder: got %s, want an error", got)
	}
}

// FuzzConfigFile checks that no configuration file makes the loader panic, and that what it
// accepts is valid.
func FuzzConfigFile(f *testing.F) {
	for _, seed := range []string{
		"", "data: /srv/sitrep\ncorpus:\n  - a.txt\n  - b\nmarking: amber+strict\nlog_level: debug\nmax_file_mib: 8\n",
		"data: {a: b}", "corpus: [[x]]", "marking: 3", "- list", "data: \"\\0\"", "a: &x [*x]", "max_file_mib: 99999999999999999999",
		"data: ~/x", "? {}", "\tdata: x", "data: x\ndata: y",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := DefaultConfig()
		if problems := applyYAML(&c, []byte(text), place{folder: "/etc/sitrep", home: "/home/a"}); problems != nil {
			return
		}
		for _, path := range append([]string{c.Data}, c.Corpus...) {
			if path != "" && !filepath.IsAbs(path) {
				t.Errorf("path %q of a file is not made absolute", path)
			}
		}
		_ = c.Validate()
	})
}
