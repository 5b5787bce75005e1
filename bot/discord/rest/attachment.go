package rest

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
)

// attachmentHosts lists where Discord keeps files.
//
// See https://docs.discord.com/developers/reference#signed-attachment-cdn-urls
func attachmentHosts() []string { return []string{"cdn.discordapp.com", "media.discordapp.net"} }

// Attachment begins to fetch a file that somebody attached, by the address that Discord gave
// for it: one of its own, or of the server that stands in for its API. The bot's token is
// not sent, and no redirect is followed. The caller bounds what it reads, and closes.
func (c *Client) Attachment(ctx context.Context, address string) (io.ReadCloser, error) {
	u, err := url.Parse(address)
	if err != nil || !c.keepsFiles(u) {
		return nil, fmt.Errorf("fetch an attachment: %.100q is no place where Discord keeps files", address)
	}
	ctx, cancel := context.WithTimeout(ctx, c.opts.UploadTimeout)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), http.NoBody)
	if err != nil {
		cancel()
		return nil, fmt.Errorf("fetch an attachment: %w", err)
	}
	request.Header.Set("User-Agent", c.opts.UserAgent)
	response, err := c.http.Do(request)
	if err != nil {
		cancel()
		return nil, fmt.Errorf("fetch an attachment: %w", err)
	}
	body := &download{response.Body, cancel}
	if response.StatusCode != http.StatusOK {
		_ = body.Close() // the status tells more
		return nil, fmt.Errorf("fetch an attachment: Discord answered %s", response.Status)
	}
	return body, nil
}

// keepsFiles reports whether an address is one of Discord's for files, or stands beside the
// API where that is somewhere else.
func (c *Client) keepsFiles(u *url.URL) bool {
	if u.User != nil {
		return false
	}
	base, err := url.Parse(c.opts.BaseURL)
	return u.Scheme == "https" && slices.Contains(attachmentHosts(), u.Host) ||
		err == nil && u.Scheme == base.Scheme && u.Host == base.Host
}

// download is a body whose time is up when it is closed.
type download struct {
	io.ReadCloser

	cancel context.CancelFunc
}

// Close ends the fetching.
func (d *download) Close() error {
	defer d.cancel()
	return d.ReadCloser.Close()
}
