package main

import (
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"sitrep/corpus"
	"sitrep/corpus/source"
)

// Config is what sitrep can be told. Each setting is given by a flag, else by an environment
// variable, else in a file, else it has the value of [DefaultConfig].
type Config struct {
	Data       string         // folder of the index; empty: the user's data folder
	Corpus     []string       // files and folders that the index follows; empty: what it was built from
	Marking    corpus.Marking // most closed marking that is shown
	MaxFileMiB int            // largest file or JSON line that is read, in MiB, 1 to 2047
	LogLevel   slog.Level
	Aliases    []string // tables of groups' names that are joined to the built-in one
	Publishers []string // tables of publishers' families and reliability that are joined to the built-in one
	Embed      EmbedConfig
	Rerank     RerankConfig
	LLM        LLMConfig
	Mode       AnswerMode

	AdminGuilds []string // ids of Discord servers whose admins may change the corpus; empty: the bot's only one
}

// DefaultConfig is what holds where nothing is set.
func DefaultConfig() Config {
	return Config{
		Marking:    corpus.Clear,
		MaxFileMiB: source.DefaultMaxBytes >> 20,
		LogLevel:   slog.LevelWarn,
		Mode:       automatic,
	}
}

// maxMaxFileMiB is the largest text that 32-bit machines could still address.
const maxMaxFileMiB = 2047

// Validate joins everything that is wrong with the configuration, or returns nil.
func (c Config) Validate() error {
	var problems []error
	check := func(ok bool, format string, args ...any) {
		if !ok {
			problems = append(problems, fmt.Errorf(format, args...))
		}
	}
	check(!strings.ContainsRune(c.Data, 0), "data: a path cannot hold a NUL byte")
	for _, path := range c.Corpus {
		check(path != "", "corpus: an empty path; name a file or a folder")
		check(!strings.ContainsRune(path, 0), "corpus: a path cannot hold a NUL byte")
	}
	check(c.Marking <= corpus.Red, "marking: %v is no marking of TLP 2.0", c.Marking)
	check(1 <= c.MaxFileMiB && c.MaxFileMiB <= maxMaxFileMiB, "max_file_mib: %d is not between 1 and %d", c.MaxFileMiB, maxMaxFileMiB)
	for _, path := range c.Aliases {
		check(path != "", "aliases: an empty path; name a file")
	}
	for _, path := range c.Publishers {
		check(path != "", "publishers: an empty path; name a file")
	}
	for _, id := range c.AdminGuilds {
		_, err := strconv.ParseUint(id, 10, 64)
		check(err == nil, "admin_guild: %q is no id of a Discord server, which is a number", id)
	}
	problems = append(problems, c.Embed.validate(), c.Rerank.validate(), c.LLM.validate(), c.Mode.validate())
	return errors.Join(problems...)
}

// maxFileBytes is MaxFileMiB in bytes.
func (c Config) maxFileBytes() int64 { return int64(c.MaxFileMiB) << 20 }
