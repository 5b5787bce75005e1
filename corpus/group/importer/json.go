package importer

import (
	"encoding/json"
	"fmt"
	"io"
)

// eachField calls fn for each field of the object that r holds; fn must read the value.
func eachField(r io.Reader, fn func(field string, dec *json.Decoder) error) error {
	dec := json.NewDecoder(r)
	if err := expect(dec, '{'); err != nil {
		return err
	}
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return err
		}
		field, ok := token.(string)
		if !ok {
			return fmt.Errorf("found %v where a field name was expected", token)
		}
		if err := fn(field, dec); err != nil {
			return fmt.Errorf("field %q: %w", field, err)
		}
	}
	return expect(dec, '}')
}

// eachElement calls fn for each element of the array that comes next.
func eachElement(dec *json.Decoder, fn func(n int, raw json.RawMessage)) error {
	if err := expect(dec, '['); err != nil {
		return err
	}
	for n := 0; dec.More(); n++ {
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return fmt.Errorf("element %d: %w", n, err)
		}
		fn(n, raw)
	}
	return expect(dec, ']')
}

func skipValue(dec *json.Decoder) error {
	var ignored json.RawMessage
	return dec.Decode(&ignored)
}

func expect(dec *json.Decoder, want json.Delim) error {
	token, err := dec.Token()
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	if token != want {
		return fmt.Errorf("found %v where %v was expected", token, want)
	}
	return nil
}
