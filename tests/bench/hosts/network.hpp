// Hosts of their own on one machine: a network namespace and a name each, joined to ours by a bridge, so that
// a cable can be pulled. Needs root and iproute2. What is made goes with its owner. One thread.
#pragma once

#include <string>
#include <vector>

namespace docket::testing {

class Network {
  public:
    static bool possible(); // false: not root, or no namespaces are to be had here
    explicit Network(int hosts);
    ~Network();
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    // Ours on the bridge, where a server listens; and the net of all, as pg_hba.conf has it.
    std::string address() const { return "10.213.77.1"; }
    std::string net() const { return "10.213.77.0/24"; }
    // The words that run these words on that host (from 0), in the same process.
    std::vector<std::string> on(int host, const std::vector<std::string>& words) const;
    void cut(int host) { link(host, "down"); }
    void mend(int host) { link(host, "up"); }

  private:
    std::string name(int host) const;
    void link(int host, const char* state) const;
    void clear() const;
    const int hosts_;
};

} // namespace docket::testing
