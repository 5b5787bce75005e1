package main

import (
	"errors"
	"path/filepath"
	"runtime"
)

// errNoHome says that the environment names no folder of the user's.
var errNoHome = errors.New("the environment names no home folder: set HOME, or give --data DIR")

// environment holds the environment variables that a process was started with.
type environment map[string]string

// home is a place for the user's files: $variable/sitrep if that variable names an absolute
// path, else the rest below the user's home folder.
func (env environment) folder(variable string, belowHome ...string) (string, error) {
	if base := env[variable]; filepath.IsAbs(base) {
		return filepath.Join(base, "sitrep"), nil
	}
	home := env["HOME"]
	if runtime.GOOS == "windows" {
		home = env["USERPROFILE"]
	}
	if home == "" {
		return "", errNoHome
	}
	return filepath.Join(append(append([]string{home}, belowHome...), "sitrep")...), nil
}

// dataFolder is where the index is kept unless a setting says otherwise: by the XDG Base
// Directory Specification, and the customs of macOS and Windows.
func (env environment) dataFolder() (string, error) {
	switch runtime.GOOS {
	case "darwin":
		return env.folder("XDG_DATA_HOME", "Library", "Application Support")
	case "windows":
		return env.folder("LocalAppData", "AppData", "Local")
	default:
		return env.folder("XDG_DATA_HOME", ".local", "share")
	}
}

// configFile is where settings are read from unless --config names another file. It need
// not exist.
func (env environment) configFile() (string, error) {
	var folder string
	var err error
	switch runtime.GOOS {
	case "darwin":
		folder, err = env.folder("XDG_CONFIG_HOME", "Library", "Application Support")
	case "windows":
		folder, err = env.folder("AppData", "AppData", "Roaming")
	default:
		folder, err = env.folder("XDG_CONFIG_HOME", ".config")
	}
	return filepath.Join(folder, "config.yaml"), err
}
