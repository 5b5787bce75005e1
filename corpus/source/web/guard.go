package web

import (
	"net"
	"net/netip"
	"slices"
)

// mayConnect decides on an address that is about to be connected to.
func (f *Fetcher) mayConnect(network, address string) error {
	if network != "tcp4" && network != "tcp6" {
		return ErrInside
	}
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return ErrInside
	}
	ip := to.Addr().Unmap()
	if slices.ContainsFunc(f.options.Inside, func(p netip.Prefix) bool { return p.Contains(ip) }) {
		return nil
	}
	if !isPublic(ip) || isOwn(ip) {
		return ErrInside
	}
	return nil
}

// special lists the networks that lead to no public machine, or to one by a detour, beside
// those that package netip tells apart: the registries of RFC 6890 as of 2025
// (https://www.iana.org/assignments/iana-ipv4-special-registry and -ipv6-).
func special() []netip.Prefix {
	var list []netip.Prefix
	for _, text := range []string{
		"0.0.0.0/8",       // this network
		"100.64.0.0/10",   // shared by a provider's customers, and clouds' metadata
		"192.0.0.0/24",    // protocol assignments
		"192.0.2.0/24",    // documentation
		"192.88.99.0/24",  // relays for 6to4
		"198.18.0.0/15",   // benchmarks
		"198.51.100.0/24", // documentation
		"203.0.113.0/24",  // documentation
		"240.0.0.0/4",     // reserved, and broadcast
		"::/96",           // IPv4 within IPv6, as it was written once
		"::ffff:0:0:0/96", // IPv4 translated
		"64:ff9b::/96",    // NAT64: leads to any IPv4 address
		"64:ff9b:1::/48",  // NAT64 of a local network
		"100::/64",        // discarded
		"2001::/23",       // protocol assignments, Teredo among them: leads to any IPv4 address
		"2001:db8::/32",   // documentation
		"2002::/16",       // 6to4: leads to any IPv4 address
		"3fff::/20",       // documentation
		"5f00::/16",       // segment routing
		"fec0::/10",       // private, as it was written once
	} {
		list = append(list, netip.MustParsePrefix(text))
	}
	return list
}

// isPublic reports whether an address is one of a machine on the public internet.
func isPublic(ip netip.Addr) bool {
	return ip.IsGlobalUnicast() && !ip.IsPrivate() && ip.Zone() == "" &&
		!slices.ContainsFunc(special(), func(p netip.Prefix) bool { return p.Contains(ip) })
}

// isOwn reports whether an address is one of this machine's: what listens there may trust
// whoever comes from here.
func isOwn(ip netip.Addr) bool {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return true
	}
	return slices.ContainsFunc(addresses, func(a net.Addr) bool {
		own, err := netip.ParsePrefix(a.String())
		return err == nil && own.Addr().Unmap() == ip
	})
}
