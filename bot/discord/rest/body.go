package rest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/textproto"
	"strconv"
)

// body is the body of a request, ready to be sent more than once.
type body struct {
	kind  string // Content-Type
	data  []byte
	files bool
}

// jsonBody is a value as JSON.
func jsonBody(v any) (*body, error) {
	data, err := encode(v)
	if err != nil {
		return nil, err
	}
	return &body{kind: "application/json", data: data}, nil
}

// encode is a value as JSON, with <, > and & as they are: they count against no limit twice.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("encode the request: %w", err)
	}
	return bytes.TrimSpace(b.Bytes()), nil
}

// withFiles is a payload with the files that it describes.
//
// See https://docs.discord.com/developers/reference#uploading-files
func withFiles(payload *body, files []File) (*body, error) {
	if len(files) == 0 {
		return payload, nil
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	err := addPart(w, `form-data; name="payload_json"`, payload.kind, payload.data)
	for i, f := range files {
		if err == nil {
			err = addPart(w, multipart.FileContentDisposition("files["+fileNumber(i)+"]", f.Name), cmp.Or(f.ContentType, "application/octet-stream"), f.Data)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("encode the request: %w", err)
	}
	return &body{kind: w.FormDataContentType(), data: b.Bytes(), files: true}, nil
}

func addPart(w *multipart.Writer, disposition, kind string, data []byte) error {
	part, err := w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {disposition}, "Content-Type": {kind}})
	if err != nil {
		return err
	}
	_, err = part.Write(data)
	return err
}

// fileNumber is what a file is called within its request.
func fileNumber(i int) string { return strconv.Itoa(i) }
