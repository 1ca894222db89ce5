#include "tests/bench/hosts/network.hpp"

#include "tests/support/program.hpp"

#include <unistd.h>

#include <sstream>
#include <stdexcept>

namespace docket::testing {

namespace {

const std::string bridge = "docket-br";

// Words parted by blanks.
Ended ip(const std::string& line) {
    std::vector<std::string> words{"ip"};
    std::istringstream in(line);
    for (std::string word; in >> word;) words.push_back(word);
    return run(words);
}
void must_ip(const std::string& line) {
    const auto done = ip(line);
    if (done.exit != 0) throw std::runtime_error("ip " + line + ": " + done.err);
}

} // namespace

bool Network::possible() {
    if (::geteuid() != 0 || run({"sh", "-c", "command -v ip"}).exit != 0) return false;
    const bool made = ip("netns add docket-probe").exit == 0;
    if (made) ip("netns del docket-probe");
    return made;
}

Network::Network(int hosts) : hosts_(hosts) {
    clear(); // of one that was killed
    must_ip("link add " + bridge + " type bridge");
    must_ip("addr add " + address() + "/24 dev " + bridge);
    must_ip("link set " + bridge + " up");
    for (int n = 0; n < hosts_; ++n) {
        const auto space = name(n);
        must_ip("netns add " + space);
        must_ip("link add " + space + " type veth peer name eth0 netns " + space);
        must_ip("link set " + space + " master " + bridge);
        must_ip("-n " + space + " addr add 10.213.77." + std::to_string(10 + n) + "/24 dev eth0");
        must_ip("-n " + space + " link set lo up");
        must_ip("-n " + space + " link set eth0 up");
        mend(n);
    }
}

Network::~Network() { clear(); }

std::string Network::name(int host) const { return "docket-h" + std::to_string(host); }
void Network::link(int host, const char* state) const { must_ip("link set " + name(host) + " " + state); }

// What is not there cannot be removed; that is not told.
void Network::clear() const {
    for (int n = 0; n < hosts_; ++n) {
        ip("link del " + name(n));
        ip("netns del " + name(n));
    }
    ip("link del " + bridge);
}

std::vector<std::string> Network::on(int host, const std::vector<std::string>& words) const {
    std::vector<std::string> out{"ip",       "netns",   "exec",
                                 name(host), "unshare", "--uts",
                                 "sh",       "-c",      "hostname \"$0\" && exec \"$@\"",
                                 name(host)};
    out.insert(out.end(), words.begin(), words.end());
    return out;
}

} // namespace docket::testing
