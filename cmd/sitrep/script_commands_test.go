package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"sitrep/bot/llm/llmtest"
	"sitrep/corpus/source"
	"sitrep/corpus/store"
	"sitrep/retrieval/embed"
	"sitrep/retrieval/index"
)

// scriptCommands are what the scripts can do beside running programs.
func scriptCommands() map[string]func(ts *testscript.TestScript, neg bool, args []string) {
	commands := map[string]func(ts *testscript.TestScript, neg bool, args []string){}
	for name, command := range map[string]struct {
		usage string
		run   func(ts *testscript.TestScript, args []string) error
	}{
		"status":     {"N program [args...]", exitsWith},
		"binary":     {"file", writeBinary},
		"fill":       {"file bytes", fillFile},
		"truncate":   {"file bytes", truncateFile},
		"alter":      {"database from to", alterDocument},
		"lock":       {"database", holdLock},
		"foreign":    {"database path", indexByAnother},
		"chatserver": {"", startChatServer},
		"smalldisk":  {"folder", mountSmallDisk},
	} {
		words := len(strings.Fields(command.usage))
		commands[name] = func(ts *testscript.TestScript, neg bool, args []string) {
			if neg || len(args) < words-1 {
				ts.Fatalf("usage: %s %s", name, command.usage)
			}
			ts.Check(command.run(ts, args))
		}
	}
	return commands
}

// exitsWith runs a program and compares its exit status.
func exitsWith(ts *testscript.TestScript, args []string) error {
	want, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		got, err = exit.ExitCode(), nil
	}
	if err == nil && got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
	return err
}

// startChatServer starts an honest chat model and sets the variables that name it.
func startChatServer(ts *testscript.TestScript, _ []string) error {
	server := llmtest.Start(1)
	ts.Defer(server.Close)
	ts.Setenv("SITREP_LLM_URL", server.URL)
	ts.Setenv("SITREP_LLM_MODEL", llmtest.Model)
	ts.Setenv("SITREP_LLM_KEY", llmtest.Key)
	return nil
}

// writeBinary writes the beginning of a PNG file.
func writeBinary(ts *testscript.TestScript, args []string) error {
	return os.WriteFile(ts.MkAbs(args[0]), []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00"), 0o600)
}

// fillFile writes sentences that are all different, at least so many bytes.
func fillFile(ts *testscript.TestScript, args []string) error {
	size, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	var text bytes.Buffer
	for n := 0; text.Len() < size; n++ {
		text.WriteString("The guard at post " + strconv.Itoa(n) + " saw nothing that night.\n\n")
	}
	return os.WriteFile(ts.MkAbs(args[0]), text.Bytes(), 0o600)
}

func truncateFile(ts *testscript.TestScript, args []string) error {
	size, err := strconv.ParseInt(args[1], 10, 64)
	if err != nil {
		return err
	}
	return os.Truncate(ts.MkAbs(args[0]), size)
}

// alterDocument changes the text of stored documents behind sitrep's back.
func alterDocument(ts *testscript.TestScript, args []string) error {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	if err != nil {
		return err
	}
	defer db.Close()
	result, err := db.Exec("UPDATE documents SET text = replace(text, ?, ?) WHERE instr(text, ?)", args[1], args[2], args[1])
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		ts.Fatalf("no document has %q in it (%v)", args[1], err)
	}
	return nil
}

// holdLock is another sitrep that indexes until the script ends.
func holdLock(ts *testscript.TestScript, args []string) error {
	record, err := store.Open(context.Background(), ts.MkAbs(args[0]), store.Options{})
	if err != nil {
		return err
	}
	build, err := record.BeginBuild(context.Background())
	if err != nil {
		return errors.Join(err, record.Close())
	}
	ts.Defer(func() {
		ts.Check(build.Close())
		ts.Check(record.Close())
	})
	return nil
}

// otherEmbedder is not the one that sitrep has built in.
type otherEmbedder struct{}

func (otherEmbedder) Fingerprint() embed.Fingerprint {
	return embed.Fingerprint{Model: "other", Version: "9", Dimensions: 4}
}

func (otherEmbedder) Embed(_ context.Context, texts []string) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	for i := range vectors {
		vectors[i] = []float32{1, 0, 0, 0}
	}
	return vectors, nil
}

// indexByAnother indexes a path with otherEmbedder.
func indexByAnother(ts *testscript.TestScript, args []string) error {
	ctx := context.Background()
	record, err := store.Open(ctx, ts.MkAbs(args[0]), store.Options{})
	if err != nil {
		return err
	}
	path := ts.MkAbs(args[1])
	_, err = index.Build(ctx, slog.New(slog.DiscardHandler), record, otherEmbedder{},
		source.Read(ctx, []string{path}), index.Options{Sources: []string{path}})
	return errors.Join(err, record.Close())
}

// mountSmallDisk mounts a disk of 1.2 MB until the script ends.
func mountSmallDisk(ts *testscript.TestScript, args []string) error {
	folder := ts.MkAbs(args[0])
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", folder).CombinedOutput(); err != nil {
		return errors.New(string(out))
	}
	ts.Defer(func() { ts.Check(exec.Command("umount", folder).Run()) })
	return nil
}
