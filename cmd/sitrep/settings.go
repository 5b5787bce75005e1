package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"sitrep/corpus"
)

// setting is one entry of the configuration: how it is called, and how its words are read.
// A key "log_level" is the flag --log-level and the variable SITREP_LOG_LEVEL.
type setting struct {
	key   string
	takes string // what its value is, for the help text
	usage string
	list  bool // may have several values
	paths bool // its values are paths: in a file they count from the file's folder
	rare  bool // its flag is not listed by --help
	set   func(c *Config, values []string) error
}

func (s setting) flag() string     { return strings.ReplaceAll(s.key, "_", "-") }
func (s setting) variable() string { return "SITREP_" + strings.ToUpper(s.key) }

// split takes a variable's value apart, by ":" where the system's PATH does so.
func (s setting) split(value string) []string {
	if s.list {
		return filepath.SplitList(value)
	}
	return []string{value}
}

// settings lists the configuration in the order of the help text.
func settings() []setting {
	return slices.Concat(commonSettings(), embedSettings(), rerankSettings(), llmSettings())
}

func commonSettings() []setting {
	return []setting{
		{
			key: "data", takes: "DIR", paths: true,
			usage: "folder of the index (default: sitrep in the user's data folder)",
			set:   func(c *Config, values []string) error { c.Data = values[0]; return nil },
		},
		{
			key: "corpus", takes: "PATH", list: true, paths: true,
			usage: "file or folder (.txt, .md, .html, .jsonl) to bring the index up to date with first; repeatable",
			set:   func(c *Config, values []string) error { c.Corpus = values; return nil },
		},
		{
			key: "marking", takes: "LABEL",
			usage: "most closed TLP marking to show: clear, green, amber, amber+strict, red",
			set: func(c *Config, values []string) (err error) {
				c.Marking, err = corpus.ParseMarking(values[0])
				return err
			},
		},
		{
			key: "aliases", takes: "PATH", list: true, paths: true,
			usage: "table of groups and their other names to know beside the built-in one; repeatable",
			set:   func(c *Config, values []string) error { c.Aliases = values; return nil },
		},
		{
			key: "publishers", takes: "FILE", list: true, paths: true,
			usage: "table of publishers: which belong together, how reliable each is; repeatable",
			set:   func(c *Config, values []string) error { c.Publishers = values; return nil },
		},
		{
			key: "admin_guild", takes: "ID", list: true, rare: true,
			usage: "Discord server whose admins may change the corpus (default: the only one that the bot is in); repeatable",
			set:   func(c *Config, values []string) error { c.AdminGuilds = values; return nil },
		},
		{
			key: "max_file_mib", takes: "N",
			usage: "skip text files and JSON lines above this size",
			set:   func(c *Config, values []string) error { return setNumber(&c.MaxFileMiB, values[0]) },
		},
		{
			key: "log_level", takes: "LEVEL",
			usage: "debug, info, warn or error: what is logged to standard error",
			set: func(c *Config, values []string) error {
				if err := c.LogLevel.UnmarshalText([]byte(values[0])); err != nil {
					return fmt.Errorf("%q is none of debug, info, warn, error", values[0])
				}
				return nil
			},
		},
	}
}

// otherVariables are the environment variables that are read beside the settings', the last
// three by tests.
func otherVariables() []string {
	return []string{
		"SITREP_CONFIG", "SITREP_DISCORD_TOKEN", "SITREP_DISCORD_TOKEN_FILE", "SITREP_DISCORD_API",
		embedKeyVariable, embedKeyVariable + fileSuffix, rerankKeyVariable, rerankKeyVariable + fileSuffix,
		llmKeyVariable, llmKeyVariable + fileSuffix,
		"SITREP_SLOW_TESTS", "SITREP_BROWSER_TEST", "SITREP_OPENAPI",
	}
}

func setNumber(to *int, value string) error {
	n, err := strconv.Atoi(value)
	if err != nil {
		return fmt.Errorf("%q is not a whole number", value)
	}
	*to = n
	return nil
}
