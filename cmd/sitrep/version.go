package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"sitrep/retrieval/embed/uselite"
)

// versionInfo is what `sitrep version --json` prints.
type versionInfo struct {
	Version  string `json:"version"`
	Commit   string `json:"commit"` // empty where the build did not record it
	Modified bool   `json:"modified"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
	Embedder string `json:"embedder"`
}

func newVersion(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, and the embedded model's",
		Args:  takes(cobra.NoArgs, "version takes no arguments"),
		RunE: func(*cobra.Command, []string) error {
			v, err := version()
			if err != nil {
				return err
			}
			if a.asJSON {
				return writeJSON(a.stdout, v)
			}
			commit := v.Commit
			switch {
			case commit == "":
				commit = "not recorded"
			case v.Modified:
				commit += " and changes since"
			}
			_, err = fmt.Fprintf(a.stdout, "sitrep %s\ncommit    %s\ngo        %s %s\nembedder  %s\n",
				v.Version, commit, v.Go, v.Platform, v.Embedder)
			return err
		},
	}
}

func version() (versionInfo, error) {
	v := versionInfo{Version: "(devel)", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	if build, ok := debug.ReadBuildInfo(); ok {
		if build.Main.Version != "" {
			v.Version = build.Main.Version
		}
		for _, s := range build.Settings {
			switch s.Key {
			case "vcs.revision":
				v.Commit = s.Value
			case "vcs.modified":
				v.Modified = s.Value == "true"
			}
		}
	}
	model, err := uselite.New()
	if err != nil {
		return v, fmt.Errorf("embedded model: %w", err)
	}
	v.Embedder = model.Fingerprint().String()
	return v, nil
}
