package importer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"sitrep/corpus/group"
)

// ftmEntity is what is read of a FollowTheMoney entity as OpenSanctions publishes it
// (https://www.opensanctions.org/docs/entities/).
type ftmEntity struct {
	ID         string   `json:"id"`
	Caption    string   `json:"caption"`
	Schema     string   `json:"schema"`
	Datasets   []string `json:"datasets"`
	Properties struct {
		Name      []string `json:"name"`
		Alias     []string `json:"alias"`
		WeakAlias []string `json:"weakAlias"`
	} `json:"properties"`
}

// groupSchemata are the FollowTheMoney schemata that describe bodies of people.
var groupSchemata = []string{"Organization", "LegalEntity", "PublicBody", "Company"}

// maxLine is the most bytes that a line of JSON may have.
const maxLine = 8 << 20

// FtM reads entities in OpenSanctions' JSON lines: organizations and other bodies, no
// persons, vessels or addresses. Weak aliases are disputed. The source is "OpenSanctions"
// with the entity's data sets, the reference the entity's id.
func FtM(r io.Reader) (Result, error) {
	var result Result
	lines := bufio.NewReaderSize(r, 64<<10)
	for n := 1; ; n++ {
		line, err := readLine(lines)
		if errors.Is(err, errLineTooLong) {
			result.skip(fmt.Sprintf("line %d", n), err)
			continue
		}
		if err != nil && err != io.EOF {
			return result, fmt.Errorf("OpenSanctions entities, line %d: %w", n, err)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			result.addFtM(fmt.Sprintf("line %d", n), line)
		}
		if err == io.EOF {
			return result, nil
		}
	}
}

func (r *Result) addFtM(where string, line []byte) {
	var e ftmEntity
	if err := json.Unmarshal(line, &e); err != nil {
		r.skip(where, err)
		return
	}
	if !slices.Contains(groupSchemata, e.Schema) {
		return
	}
	name := e.Caption
	if name == "" && len(e.Properties.Name) > 0 {
		name = e.Properties.Name[0]
	}
	source := "OpenSanctions"
	if len(e.Datasets) > 0 {
		source += " (" + strings.Join(e.Datasets, ", ") + ")"
	}
	rec := Record{Name: name, From: group.Provenance{Source: source, Ref: e.ID}}
	for _, other := range slices.Concat(e.Properties.Name, e.Properties.Alias) {
		rec.Names = append(rec.Names, Name{Text: other})
	}
	for _, weak := range e.Properties.WeakAlias {
		rec.Names = append(rec.Names, Name{Text: weak, Disputed: true})
	}
	r.Add(where, rec)
}

var errLineTooLong = fmt.Errorf("it is longer than %d MiB", maxLine>>20)

// readLine reads one line without its end. A line longer than maxLine is read to its end
// and reported by errLineTooLong.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			long, line = true, line[:0]
		}
		if !long {
			line = append(line, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if long && (err == nil || err == io.EOF) {
			return nil, errLineTooLong
		}
		return line, err
	}
}
