package main

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts run this test binary as "sitrep".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"sitrep": main})
}

// TestScripts runs each testdata/script/*.txtar: one behaviour of the program a file, with
// a fresh home and data folder.
func TestScripts(t *testing.T) {
	commands := scriptCommands()
	maps.Copy(commands, modelCommands())
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir+"/home")
			env.Setenv("SITREP_DATA", env.WorkDir+"/data")
			models, err := filepath.Abs(filepath.Join("..", "..", "retrieval", "embed"))
			env.Setenv("MODELS", models) // where small models lie below testdata folders
			env.Values[fakesKey{}] = &fakes{}
			return err
		},
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Getuid() == 0, nil
			}
			return false, nil
		},
		Cmds: commands,
	})
}
