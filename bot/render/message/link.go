package message

import (
	"fmt"
	"net/url"
	"strings"
)

// maxLink is the longest address that is written into a message; a longer one would crowd
// out the quotes.
const maxLink = 600

// link is a masked link, "[label](<address>)", or nothing if the address is not an absolute
// http or https URL that fits. The label is a text of the frame: in one from outside Discord
// would refuse to mask the link, or could be led astray by brackets.
func link(label, address string) string {
	page, err := url.Parse(strings.TrimSpace(address))
	if err != nil || page.Host == "" || page.Scheme != "http" && page.Scheme != "https" {
		return ""
	}
	target := encode(page.String())
	if len(target) > maxLink {
		return ""
	}
	return "[" + label + "](<" + target + ">)"
}

// encode percent-encodes every byte of an address that could end the link it stands in, or
// begin markdown before the link is found.
func encode(address string) string {
	var b strings.Builder
	for i := range len(address) {
		c := address[i]
		if c <= ' ' || c > '~' || strings.IndexByte("<>()[]{}\\`*|\"'^", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
