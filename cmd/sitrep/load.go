package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/pflag"
)

// maxConfigBytes bounds a configuration file, which has no business being larger.
const maxConfigBytes = 1 << 20

// loadConfig reads the configuration: flags over environment over file over defaults. The
// file is the one that the flag --config or SITREP_CONFIG names, which must exist, or else
// the user's, which need not. Every problem is reported, not only the first.
func loadConfig(env environment, flags *pflag.FlagSet, file string) (Config, error) {
	c := DefaultConfig()
	err := errors.Join(
		applyFile(&c, env, file),
		applyEnvironment(&c, env),
		applyFlags(&c, flags),
		applyKeys(&c, env),
	)
	if err == nil {
		err = c.Validate()
	}
	if err == nil && c.Data == "" {
		c.Data, err = env.dataFolder()
	}
	if err != nil {
		return Config{}, usageError{err}
	}
	return c, nil
}

// applyFile reads the settings file that was named, or else the user's own.
func applyFile(c *Config, env environment, named string) error {
	if named == "" {
		named = env["SITREP_CONFIG"]
	}
	file := named
	if file == "" {
		var err error
		if file, err = env.configFile(); err != nil {
			return nil // no home folder, so no file in it
		}
	}
	text, err := readBounded(file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && named == "":
		return nil
	case err != nil:
		return fmt.Errorf("configuration: %w", err)
	}
	folder, err := filepath.Abs(filepath.Dir(file))
	if err != nil {
		return fmt.Errorf("configuration: %w", err)
	}
	var problems []error
	for _, err := range applyYAML(c, text, place{folder: folder, home: env["HOME"]}) {
		problems = append(problems, fmt.Errorf("%s: %w", file, err))
	}
	return errors.Join(problems...)
}

func readBounded(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxConfigBytes+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxConfigBytes {
		return nil, fmt.Errorf("%s is larger than %d bytes", file, maxConfigBytes)
	}
	return text, nil
}

// place is where the paths of a configuration file count from.
type place struct{ folder, home string }

// resolve makes a path of the file absolute.
func (p place) resolve(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok && p.home != "" {
		return filepath.Join(p.home, rest)
	}
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(p.folder, path)
}

// applyYAML applies a configuration file: a mapping from keys to values, where corpus may be
// a list. A key that is no setting is an error. All problems are returned.
func applyYAML(c *Config, text []byte, from place) []error {
	var values map[string]any
	if err := yaml.Unmarshal(text, &values); err != nil {
		message, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
		return []error{errors.New(message)}
	}
	byKey := make(map[string]setting)
	var keys []string
	for _, s := range settings() {
		byKey[s.key] = s
		keys = append(keys, s.key)
	}
	var problems []error
	for _, key := range slices.Sorted(maps.Keys(values)) {
		s, known := byKey[key]
		if !known {
			problems = append(problems, fmt.Errorf("unknown key %q%s", key, didYouMean(key, "", keys)))
			continue
		}
		words, err := s.words(values[key])
		if err == nil {
			if s.paths {
				for i := range words {
					words[i] = from.resolve(words[i])
				}
			}
			err = s.set(c, words)
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", key, err))
		}
	}
	return problems
}

// words are the words of a YAML value: of a scalar one, of a list, where the setting may
// have several, each one's.
func (s setting) words(value any) ([]string, error) {
	values, isList := value.([]any)
	switch {
	case !isList:
		values = []any{value}
	case !s.list:
		return nil, errors.New("takes one value, not a list")
	}
	words := make([]string, 0, len(values))
	for _, v := range values {
		switch v.(type) {
		case string, bool, int64, uint64, float64:
			words = append(words, fmt.Sprint(v))
		default:
			return nil, errors.New("takes words or numbers only")
		}
	}
	return words, nil
}

// applyEnvironment applies the variables that are set and not empty.
func applyEnvironment(c *Config, env environment) error {
	var problems []error
	for _, s := range settings() {
		value := env[s.variable()]
		if value == "" {
			continue
		}
		if err := s.set(c, s.split(value)); err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", s.variable(), err))
		}
	}
	return errors.Join(problems...)
}

// flagValues are the values that a setting's flag was given.
type flagValues struct {
	setting

	given []string
}

// String, Set and Type make it a flag, whose values are read when all have been given.
func (f *flagValues) String() string { return strings.Join(f.given, ", ") }

func (f *flagValues) Set(value string) error {
	if !f.list {
		f.given = nil
	}
	f.given = append(f.given, value)
	return nil
}

func (f *flagValues) Type() string { return f.takes }

// addSettings declares every setting as a flag.
func addSettings(flags *pflag.FlagSet) {
	for _, s := range settings() {
		flags.Var(&flagValues{setting: s}, s.flag(), s.usage)
		flags.Lookup(s.flag()).Hidden = s.rare
	}
}

// applyFlags applies the flags that were given.
func applyFlags(c *Config, flags *pflag.FlagSet) error {
	var problems []error
	flags.Visit(func(f *pflag.Flag) {
		v, ok := f.Value.(*flagValues)
		if !ok {
			return
		}
		if err := v.set(c, v.given); err != nil {
			problems = append(problems, fmt.Errorf("--%s: %w", f.Name, err))
		}
	})
	return errors.Join(problems...)
}
