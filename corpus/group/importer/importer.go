// Package importer reads threat groups and their aliases from the formats in which others
// publish them: MISP galaxy clusters, MITRE ATT&CK and other STIX 2.1 bundles, the UN
// Security Council's consolidated list, OpenSanctions entities, and plain CSV or YAML.
//
// Every reader keeps for each name who attests it. A record that makes no sense is skipped
// and reported; only a file that cannot be read on is an error, and what was read before
// it is returned all the same. The IDs in a result need not be unique: join results by
// [group.Merge], which makes them so.
package importer

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"sitrep/corpus/group"
)

// Result is what was read from one file, in its order.
type Result struct {
	Groups  []group.Group
	Skipped []*Problem
}

// Problem is a record that was skipped, or a name that was left out of its group.
type Problem struct {
	Record string // which one: "line 7", "values[12] \"APT28\""
	Err    error
}

// Error is one line: the record and the reason.
func (p *Problem) Error() string { return p.Record + ": " + p.Err.Error() }

// Unwrap returns the reason.
func (p *Problem) Unwrap() error { return p.Err }

// Format is a kind of file.
type Format string

// The formats that can be read.
const (
	FormatMISP Format = "misp" // a MISP galaxy cluster, JSON
	FormatSTIX Format = "stix" // a STIX 2.1 bundle, JSON
	FormatUN   Format = "un"   // the UN Security Council's consolidated list, XML
	FormatFtM  Format = "ftm"  // OpenSanctions entities, JSON lines
	FormatCSV  Format = "csv"
	FormatYAML Format = "yaml"
)

// Read reads a file of a given format. source says who attests the names of a CSV or YAML
// file where the file itself does not; the other formats name their source themselves.
func Read(r io.Reader, format Format, source string) (Result, error) {
	switch format {
	case FormatMISP:
		return MISP(r)
	case FormatSTIX:
		return STIX(r)
	case FormatUN:
		return UN(r)
	case FormatFtM:
		return FtM(r)
	case FormatCSV:
		return CSV(r, source)
	case FormatYAML:
		return YAML(r, source)
	}
	return Result{}, fmt.Errorf("alias tables of the format %q cannot be read", format)
}

// File reads a file, judging its format by its name and its first kilobytes. A CSV or YAML
// file that names no source is its own: its name without the folder.
func File(path string) (Result, error) {
	file, err := os.Open(path)
	if err != nil {
		return Result{}, err
	}
	defer file.Close()
	head := make([]byte, headSize)
	n, err := io.ReadFull(file, head)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return Result{}, fmt.Errorf("%s: %w", path, err)
	}
	head = head[:n]
	name := filepath.Base(path)
	format, err := Detect(name, head)
	if err != nil {
		return Result{}, fmt.Errorf("%s: %w", path, err)
	}
	result, err := Read(io.MultiReader(bytes.NewReader(head), file), format, name)
	if err != nil {
		err = fmt.Errorf("%s: %w", path, err)
	}
	return result, err
}

// headSize is how many bytes [File] shows to [Detect].
const headSize = 8 << 10

// Detect judges a file's format by its name and its first bytes.
func Detect(name string, head []byte) (Format, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv":
		return FormatCSV, nil
	case ".yaml", ".yml":
		return FormatYAML, nil
	case ".jsonl", ".ndjson", ".ijson":
		return FormatFtM, nil
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	switch {
	case bytes.HasPrefix(head, []byte("<")):
		return FormatUN, nil
	case !bytes.HasPrefix(head, []byte("{")):
	case has(head, `"schema"`) && has(head, `"properties"`):
		return FormatFtM, nil
	case has(head, `"bundle"`) || has(head, `"spec_version"`):
		return FormatSTIX, nil
	case has(head, `"values"`) || has(head, `"uuid"`):
		return FormatMISP, nil
	}
	return "", fmt.Errorf("%s is none of the alias tables that can be read: MISP galaxy, STIX, UN list, OpenSanctions, CSV, YAML", name)
}

func has(head []byte, sub string) bool { return bytes.Contains(head, []byte(sub)) }
