package importer

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"sitrep/corpus/group"
)

// The columns of a CSV file. Only group is required, and name may stand for it.
const (
	columnGroup    = "group"
	columnName     = "name"
	columnID       = "id"
	columnAlias    = "alias"
	columnSource   = "source"
	columnRef      = "ref"
	columnDisputed = "disputed"
	columnKind     = "kind"
)

// CSV reads a table of one's own, one alias a row, with a header: group, alias, and
// optionally id, source, ref, disputed (true or false) and kind (see [group.ParseKind]).
// Rows of one group need not stand together; a row without an alias names a group that has
// none. Rows without a source are attested by the given one.
func CSV(r io.Reader, source string) (Result, error) {
	var result Result
	rows := csv.NewReader(r)
	rows.FieldsPerRecord = -1
	rows.TrimLeadingSpace = true
	header, err := rows.Read()
	if err != nil {
		return result, fmt.Errorf("CSV: header: %w", err)
	}
	columns, err := columnsOf(header)
	if err != nil {
		return result, fmt.Errorf("CSV: header: %w", err)
	}
	var records []Record
	at := map[string]int{}
	for {
		row, err := rows.Read()
		if err == io.EOF {
			break
		}
		var syntax *csv.ParseError
		switch {
		case errors.As(err, &syntax):
			result.skip(fmt.Sprintf("line %d", syntax.StartLine), syntax.Err)
			continue
		case err != nil:
			return result, fmt.Errorf("CSV: %w", err)
		}
		line, _ := rows.FieldPos(0)
		where := fmt.Sprintf("line %d", line)
		if err := columns.read(row, source, &records, at); err != nil {
			result.skip(where, err)
		}
	}
	for _, rec := range records {
		result.Add("group", rec)
	}
	return result, nil
}

// columns maps the name of a column to its place.
type columns map[string]int

func columnsOf(header []string) (columns, error) {
	known := []string{columnGroup, columnName, columnID, columnAlias, columnSource, columnRef, columnDisputed, columnKind}
	c := columns{}
	for i, title := range header {
		name := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(title, "\ufeff")))
		if !slices.Contains(known, name) {
			return nil, fmt.Errorf("the column %q is none of %s", title, strings.Join(known, ", "))
		}
		if name == columnName {
			name = columnGroup
		}
		if _, twice := c[name]; twice {
			return nil, fmt.Errorf("the column %q stands twice", title)
		}
		c[name] = i
	}
	if _, ok := c[columnGroup]; !ok {
		return nil, errors.New("there is no column group")
	}
	return c, nil
}

func (c columns) field(row []string, column string) string {
	if i, ok := c[column]; ok && i < len(row) {
		return strings.TrimSpace(row[i])
	}
	return ""
}

// read files one row under its group.
func (c columns) read(row []string, source string, records *[]Record, at map[string]int) error {
	name := c.field(row, columnGroup)
	if name == "" {
		return errors.New("no group in it")
	}
	from := group.Provenance{Source: source, Ref: c.field(row, columnRef)}
	if own := c.field(row, columnSource); own != "" {
		from.Source = own
	}
	a := Name{Text: c.field(row, columnAlias), From: &from}
	var err error
	if text := c.field(row, columnDisputed); text != "" {
		if a.Disputed, err = strconv.ParseBool(text); err != nil {
			return fmt.Errorf("disputed is %q, neither true nor false", text)
		}
	}
	if a.Kind, err = group.ParseKind(c.field(row, columnKind)); err != nil {
		return err
	}
	n, known := at[name]
	if !known {
		n = len(*records)
		at[name] = n
		*records = append(*records, Record{ID: c.field(row, columnID), Name: name, From: from, Whole: true})
	}
	if a.Text != "" {
		(*records)[n].Names = append((*records)[n].Names, a)
	}
	return nil
}
